/** Tools that send events, acts and files at the same time, each until it is told that its work is kept. */
import { makeUlid } from '../../extension/background/ulid';
import { type BadRoad, SENDER } from './bad-road';
import type { Chance } from './chance';
import type { Ledger, Saying } from './ledger';

const DAY = 86_400_000;
export const FAULT_CUSTOMERS = Array.from({ length: 12 }, (_, nth) => `fault-${nth}`);
/** In each round. */
const NEW_CUSTOMERS = 3;
const MOST_WAITING = 6;
const [GOING, STAYING] = ['fault-10', 'fault-11'];

interface Errand {
  path: string;
  type: string;
  body: string;
  sayings: Saying[];
  /** Done when it was answered, kept or refused by name: others may have been quicker. */
  anyAnswer?: true;
  /** POST, where not said. */
  method?: 'DELETE';
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
  /** Events that may still be corrected or taken back, in whatever order that arrives. */
  const told: { event: { id: string; customer: string; type: string; at: number; data: object }; saying: Saying }[] = [];
  /** The merge that was last asked for, to be taken back. */
  let merged: string | null = null;
  const at = (of: Chance): number => Date.now() - of.between(1, 300 * DAY);
  const customer = (of: Chance): string => FAULT_CUSTOMERS[of.between(0, FAULT_CUSTOMERS.length - 1)] as string;

  function events(of: Chance, round: number): Errand {
    const sayings: Saying[] = [];
    const list: object[] = [];
    for (let n = of.between(1, 15); n > 0; n--) {
      const tag = `${run}-e${round}-${++made}`;
      const event = { id: tag, customer: customer(of), type: 'usage', at: at(of), data: { feature: tag } };
      const saying = ledger.say(tag);
      saying.stands = { revision: 0, at: event.at };
      sayings.push(saying);
      list.push(event);
      // The same again in one request, and a correction of it, in any order.
      if (of.odds(0.1)) list.push(event);
      if (of.odds(0.15)) {
        saying.stands = { revision: 1, at: at(of) };
        list.splice(of.between(0, list.length), 0, { ...event, ...saying.stands });
      }
      if (of.odds(0.2)) told.push({ event, saying });
    }
    return { path: '/v1/events', type: 'application/json', body: JSON.stringify({ events: list }), sayings };
  }
  /**
   * All senders tell at once of customers of whom nobody tells again: what goes wrong with one of these no later event puts right.
   */
  function once(of: Chance, round: number): Errand {
    const sayings: Saying[] = [];
    const list: object[] = [];
    for (let nth = 0; nth < NEW_CUSTOMERS; nth++)
      for (let n = of.between(1, 2); n > 0; n--) {
        const tag = `${run}-o${round}-${++made}`;
        sayings.push(ledger.say(tag));
        list.push({ id: tag, customer: `once-${round}-${nth}`, type: 'usage', at: at(of), data: { feature: tag } });
      }
    return { path: '/v1/events', type: 'application/json', body: JSON.stringify({ events: list }), sayings };
  }
  /** Later corrections and deletions, in requests of their own, that overtake what they mean. */
  function second(of: Chance): Errand {
    const sayings: Saying[] = [];
    const list: object[] = [];
    for (const { event, saying } of told.splice(-of.between(1, 6))) {
      if (of.odds(0.4)) {
        saying.takenBack = 'perhaps';
        sayings.push(saying);
        list.push({ ...event, revision: 3, data: null });
      } else {
        saying.stands = { revision: 2, at: at(of) };
        list.push({ ...event, ...saying.stands });
      }
    }
    return { path: '/v1/events', type: 'application/json', body: JSON.stringify({ events: list }), sayings };
  }
  /** Two of the customers turn out to be one, or not after all, while everybody goes on about both. */
  function merge(of: Chance): Errand {
    const common = { type: 'application/json', sayings: [], anyAnswer: true as const };
    if (merged !== null && of.odds(0.6)) return { ...common, path: `/v1/decisions/${merged}`, method: 'DELETE', body: '' };
    merged = ulid(of);
    return { ...common, path: '/v1/merges', body: JSON.stringify({ id: merged, from: GOING, into: STAYING }) };
  }
  const ulid = (of: Chance): string =>
    makeUlid(
      Date.now(),
      Uint8Array.from({ length: 10 }, () => of.between(0, 255)),
    );
  function acts(of: Chance, round: number): Errand {
    const sayings: Saying[] = [];
    const list = Array.from({ length: of.between(1, 5) }, () => {
      const tag = `${run}-a${round}-${++made}`;
      sayings.push(ledger.say(tag));
      return { id: ulid(of), customer: customer(of), type: 'note', at: at(of), data: { kind: 'call', text: tag }, revision: 0 };
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
        method: errand.method ?? 'POST',
        ...(errand.body === '' ? {} : { body: errand.body }),
        headers: { authorization: `Bearer ${token}`, 'content-type': errand.type, [SENDER]: name },
        signal: AbortSignal.timeout(9000),
      });
      const text = await answer.text();
      if (answer.status >= 500 || answer.status === 429) return false;
      if (errand.anyAnswer) return true;
      if (!answer.ok) throw new RangeError(`${errand.path} answered ${answer.status}: ${text.slice(0, 300)}`);
      if (!isKept(errand.path, JSON.parse(text))) return false;
      for (const saying of errand.sayings) {
        saying.acknowledged = true;
        if (saying.takenBack === 'perhaps') saying.takenBack = 'yes';
      }
      return true;
    } catch (error) {
      if (error instanceof RangeError) throw error;
      return false;
    }
  }

  return {
    load(round) {
      for (const { chance: of, errands } of senders) {
        // On a slow machine they do not fall behind for ever.
        for (let n = of.between(1, 4); n > 0 && errands.length < MOST_WAITING; n--)
          errands.push(of.pick([events, events, acts, file] as const)(of, round));
        if (of.odds(0.6) && told.length > 0) errands.push(second(of));
        if (of.odds(0.1)) errands.push(merge(of));
        errands.unshift(once(of, round));
      }
    },
    async work(until) {
      await Promise.all(
        senders.map(async ({ name, chance: of, errands }) => {
          // What all of them tell of begins together.
          let isFirst = true;
          while (errands.length > 0 && Date.now() < until) {
            const nth = isFirst ? 0 : of.between(0, errands.length - 1);
            isFirst = false;
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

/** Whether all of it was taken in. Not yet, where the Worker's clock stands before what it was told; throws where it was refused for good. */
function isKept(
  path: string,
  answer: { refused?: { code: string }[]; results?: { ok: boolean; code?: string }[]; bad?: unknown[] },
): boolean {
  // Rows of a file are refused in words only: it is sent again, until the run gives it up.
  if (path.startsWith('/v1/imports/')) return answer.bad?.length === 0;
  const codes = [...(answer.refused ?? []), ...(answer.results ?? []).filter(({ ok }) => !ok)].map(({ code }) => code);
  const other = codes.find((code) => code !== 'event.too-far-ahead');
  if (other !== undefined) throw new RangeError(`${path} refused: ${other}`);
  return codes.length === 0;
}
