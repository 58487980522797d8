/** Tools that send events, acts and files at the same time, each until it is told that its work is kept. */
import { makeUlid } from '../../extension/background/ulid';
import { type BadRoad, SENDER } from './bad-road';
import type { Chance } from './chance';
import type { Ledger, Saying } from './ledger';

const DAY = 86_400_000;
export const FAULT_CUSTOMERS = Array.from({ length: 12 }, (_, nth) => `fault-${nth}`);

interface Errand {
  path: string;
  type: string;
  body: string;
  sayings: Saying[];
}
export interface Senders {
  /** Gives every sender more to do. */
  load(round: number): void;
  /** Sends until everything is answered or the time is up. */
  work(until: number): Promise<void>;
  left(): number;
}
export interface SendersParts {
  road: BadRoad;
  token: string;
  ledger: Ledger;
  chance: Chance;
  run: string;
}

export function openSenders({ road, token, ledger, chance, run }: SendersParts): Senders {
  const senders = ['one', 'two', 'three', 'four'].map((name) => ({
    name,
    chance: chance.stream(`sender ${name}`),
    errands: [] as Errand[],
  }));
  let made = 0;
  const at = (of: Chance): number => Date.now() - of.between(1, 300 * DAY);
  const customer = (of: Chance): string => FAULT_CUSTOMERS[of.between(0, FAULT_CUSTOMERS.length - 1)] as string;

  function events(of: Chance, round: number): Errand {
    const sayings: Saying[] = [];
    const list: object[] = [];
    for (let n = of.between(1, 15); n > 0; n--) {
      const tag = `${run}-e${round}-${++made}`;
      const event = { id: tag, customer: customer(of), type: 'usage', at: at(of), data: { feature: tag } };
      sayings.push(ledger.say(tag));
      list.push(event);
      // The same again in one request, and a correction of it, in any order.
      if (of.odds(0.1)) list.push(event);
      if (of.odds(0.15)) list.splice(of.between(0, list.length), 0, { ...event, revision: 1, at: at(of) });
    }
    return { path: '/v1/events', type: 'application/json', body: JSON.stringify({ events: list }), sayings };
  }
  function acts(of: Chance, round: number): Errand {
    const sayings: Saying[] = [];
    const list = Array.from({ length: of.between(1, 5) }, () => {
      const tag = `${run}-a${round}-${++made}`;
      sayings.push(ledger.say(tag));
      const id = makeUlid(
        Date.now(),
        Uint8Array.from({ length: 10 }, () => of.between(0, 255)),
      );
      return { id, customer: customer(of), type: 'note', at: at(of), data: { kind: 'call', text: tag }, revision: 0 };
    });
    return { path: '/v1/acts', type: 'application/json', body: JSON.stringify({ acts: list }), sayings };
  }
  function file(of: Chance, round: number): Errand {
    const sayings: Saying[] = [];
    const rows = Array.from({ length: of.between(2, 20) }, () => {
      const tag = `${run}-f${round}-${++made}`;
      sayings.push(ledger.say(tag));
      return `${tag},${customer(of)},usage,${new Date(at(of)).toISOString()},${tag}`;
    });
    const body = ['event_id,customer,type,at,feature', ...rows].join('\n');
    return { path: `/v1/imports/events?name=${run}-${made}.csv`, type: 'text/csv', body, sayings };
  }

  async function send(name: string, errand: Errand): Promise<boolean> {
    try {
      const answer = await fetch(`${road.url}${errand.path}`, {
        method: 'POST',
        body: errand.body,
        headers: { authorization: `Bearer ${token}`, 'content-type': errand.type, [SENDER]: name },
        signal: AbortSignal.timeout(9000),
      });
      const text = await answer.text();
      if (answer.status >= 500 || answer.status === 429) return false;
      if (!answer.ok) throw new RangeError(`${errand.path} answered ${answer.status}: ${text.slice(0, 300)}`);
      if (/"refused":\[\{|"ok":false/.test(text)) throw new RangeError(`${errand.path} refused: ${text.slice(0, 300)}`);
      for (const saying of errand.sayings) saying.acknowledged = true;
      return true;
    } catch (error) {
      if (error instanceof RangeError) throw error;
      return false;
    }
  }

  return {
    load(round) {
      for (const { chance: of, errands } of senders)
        for (let n = of.between(2, 5); n > 0; n--) errands.push(of.pick([events, events, acts, file] as const)(of, round));
    },
    async work(until) {
      await Promise.all(
        senders.map(async ({ name, chance: of, errands }) => {
          while (errands.length > 0 && Date.now() < until) {
            const nth = of.between(0, errands.length - 1);
            const errand = errands[nth] as Errand;
            if (await send(name, errand)) errands.splice(errands.indexOf(errand), 1);
            else await new Promise((resolve) => setTimeout(resolve, 25));
          }
        }),
      );
    },
    left: () => senders.reduce((sum, { errands }) => sum + errands.length, 0),
  };
}
