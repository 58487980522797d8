/** What a person does in one round, and what befalls the browser meanwhile. */
import type { Chance } from './chance';
import type { Device, Failing } from './device';
import type { Ledger } from './ledger';
import { FAULT_CUSTOMERS } from './senders';

const DAY = 86_400_000;

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
      const fault = chance.pick(['none', 'none', 'kill', 'kill', 'kill', 'storage', 'spoil', 'clock', 'offline', 'restart'] as const);
      const skip = fault === 'restart' && !chance.odds(0.5);
      const notes = chance.between(2, 5);
      const when = chance.between(0, notes - 1);
      const killWithin = chance.between(0, 30);
      const failing = chance.pick(['idb-open', 'idb-put', 'mirror-write', 'mirror-read'] as const satisfies readonly Failing[]);
      const store = chance.pick(['indexed-db', 'storage'] as const);
      const how = chance.pick(['cut', 'other type', 'deleted'] as const);
      const off = chance.pick([DAY, -DAY, 3 * DAY, -3_600_000] as const);
      const before = chance.odds(0.5);

      // A clock that jumps and a store that fails meet a background that lives, or one that is just waking.
      if ((fault === 'storage' || fault === 'clock') && before) await kill();
      if (fault === 'storage') await device.failing(failing);
      if (fault === 'clock') await device.clockOff(off);
      if (fault === 'offline') await device.offline(true);
      for (let nth = 0; nth < notes; nth++) {
        const saying = log(number);
        if (fault === 'kill' && nth === when) {
          await new Promise((resolve) => setTimeout(resolve, killWithin));
          await kill();
        }
        await saying;
      }
      const syncing = device.ask('sync.now').catch(() => {});
      if (fault === 'kill' && before) {
        await new Promise((resolve) => setTimeout(resolve, killWithin * 3));
        await kill();
      }
      await syncing;
      if (fault === 'offline') await device.offline(false);
      if (fault === 'clock') await device.clockOff(0);
      if (fault === 'storage') {
        await device.failing(null);
        await heal();
      }
      if (fault === 'spoil') {
        await heal();
        await device.spoil(store, how);
        await heal();
      }
      if (fault === 'restart' && !skip) {
        kills++;
        await device.restart();
      }
      return fault === 'storage' ? failing : fault === 'spoil' ? `${how} in ${store}` : fault;
    },
    async empty() {
      let left: unknown[] = [];
      for (const end = Date.now() + 60_000; Date.now() < end; ) {
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
