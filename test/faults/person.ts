/** What a person does in one round, and what befalls the browser meanwhile. */
import type { Chance } from './chance';
import type { Device, Failing } from './device';
import type { Ledger } from './ledger';
import { FAULT_CUSTOMERS } from './senders';

const DAY = 86_400_000;

const FAILING = ['idb-open', 'idb-put', 'mirror-write', 'mirror-read'] as const satisfies readonly Failing[];
const STORES = ['indexed-db', 'storage'] as const;
const WAYS = ['cut', 'other type', 'deleted'] as const;
type Fault =
  | { what: 'none' | 'kill' | 'clock' | 'offline' | 'restart' }
  | { what: 'storage'; failing: Failing }
  | { what: 'spoil'; store: (typeof STORES)[number]; how: (typeof WAYS)[number] };
/** What befalls the browser in twenty rounds, in an order of its own each time: so a short run meets all of it too. */
const DECK: readonly Fault[] = [
  ...(['none', 'kill', 'kill', 'kill', 'kill', 'kill', 'clock', 'clock', 'offline', 'restart'] as const).map((what) => ({ what })),
  ...FAILING.map((failing) => ({ what: 'storage' as const, failing })),
  ...STORES.flatMap((store) => WAYS.map((how) => ({ what: 'spoil' as const, store, how }))),
];

export interface Person {
  /** Answers what befell the browser. */
  round(number: number): Promise<string>;
  /** Sends everything that waits; throws when it does not become empty. */
  empty(): Promise<void>;
  kills(): number;
}

export function openPerson(device: Device, ledger: Ledger, chance: Chance, run: string): Person {
  let made = 0;
  let kills = 0;
  let deck: { fault: Fault; place: number }[] = [];
  const kill = async (): Promise<void> => {
    kills++;
    await device.killBackground();
  };
  /** Says something; an answer that does not come is no promise. */
  async function log(round: number): Promise<void> {
    const tag = `${run}-n${round}-${++made}`;
    const follows = chance.odds(0.25);
    // A follow-up is a task that carries the words too.
    const saying = ledger.say(tag, follows ? 2 : 1);
    const undoes = chance.odds(0.12);
    const note = {
      customer: chance.pick(FAULT_CUSTOMERS as [string, ...string[]]),
      kind: 'call',
      text: tag,
      remindAt: follows ? Date.now() + 30 * DAY : null,
    };
    try {
      const { id } = await device.ask<{ id: string }>('note.save', note);
      saying.acknowledged = true;
      if (!undoes) return;
      saying.takenBack = 'perhaps';
      await device.ask('note.undo', { id });
      saying.takenBack = 'yes';
    } catch {
      // The background was killed, or could keep nothing: the person was told nothing.
    }
  }
  /** A new life that reads its stores, and gives back to one what only the other has. */
  async function heal(): Promise<void> {
    await device.killBackground();
    for (let tries = 0; tries < 3; tries++) {
      try {
        await device.ask('sync.now');
        await device.ask('sync.now');
        return;
      } catch {
        // Asked again.
      }
    }
    throw new Error('the background does not answer after three tries');
  }

  return {
    kills: () => kills,
    async round(number) {
      if (deck.length === 0) deck = DECK.map((fault) => ({ fault, place: chance.next() })).sort((a, b) => a.place - b.place);
      const { fault } = deck.pop() ?? { fault: { what: 'none' as const } };
      const notes = chance.between(2, 5);
      const when = chance.between(0, notes - 1);
      const killWithin = chance.between(0, 30);
      const off = chance.pick([DAY, -DAY, 3 * DAY, -3_600_000] as const);
      const before = chance.odds(0.5);

      // A clock that jumps and a store that fails meet a background that lives, or one that is just waking.
      if ((fault.what === 'storage' || fault.what === 'clock') && before) await kill();
      if (fault.what === 'storage') await device.failing(fault.failing);
      if (fault.what === 'clock') await device.clockOff(off);
      if (fault.what === 'offline') await device.offline(true);
      for (let nth = 0; nth < notes; nth++) {
        const saying = log(number);
        if (fault.what === 'kill' && nth === when) {
          await new Promise((resolve) => setTimeout(resolve, killWithin));
          await kill();
        }
        await saying;
      }
      const syncing = device.ask('sync.now').catch(() => {});
      if (fault.what === 'kill' && before) {
        await new Promise((resolve) => setTimeout(resolve, killWithin * 3));
        await kill();
      }
      await syncing;
      if (fault.what === 'offline') await device.offline(false);
      if (fault.what === 'clock') await device.clockOff(0);
      if (fault.what === 'storage') {
        await device.failing(null);
        await heal();
      }
      if (fault.what === 'spoil') {
        await heal();
        await device.spoil(fault.store, fault.how);
        await heal();
      }
      if (fault.what === 'restart') {
        kills++;
        await device.restart();
      }
      return fault.what === 'storage' ? fault.failing : fault.what === 'spoil' ? `${fault.how} in ${fault.store}` : fault.what;
    },
    async empty() {
      let left: unknown[] = [];
      for (const end = Date.now() + 180_000; Date.now() < end; ) {
        try {
          // Ten minutes later nothing is held any more.
          await device.clockOff(600_000);
          await device.ask('sync.now');
          left = (await device.ask<{ outbox: unknown[] }>('popup.state')).outbox;
          if (left.length === 0) return;
        } catch {
          // Asked again.
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error(`the outbox does not become empty: ${JSON.stringify(left).slice(0, 600)}`);
    },
  };
}
