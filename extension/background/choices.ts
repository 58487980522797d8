/** Which customer this user said an address or a domain (`@example.org`) is. It holds for this user on this device. */
import * as v from 'valibot';
import type { Match } from '../../shared/matching/match';
import { inTurn } from './in-turn';
import type { KeyValueStore } from './key-value-store';

const KEY = 'choices';
const Choices = v.record(v.string(), v.string());

export interface ChoiceStore {
  read(): Promise<Record<string, string>>;
  /** Remembers the answer to an ambiguous match: for the whole domain where the domain was the doubt, else for the address. */
  choose(match: Match, customer: string): Promise<void>;
  /** Gives up the choices of these: `subject` is the address, or the domain behind its @. */
  forget(which: (subject: string, customer: string) => boolean): Promise<void>;
  clear(): Promise<void>;
}

/** Opens the choices in the device's store. */
export function openChoices(store: KeyValueStore): ChoiceStore {
  const turn = inTurn();
  const read = async (): Promise<Record<string, string>> => {
    const parsed = v.safeParse(Choices, await store.get(KEY));
    return parsed.success ? parsed.output : {};
  };
  return {
    read,
    choose: (match, customer) =>
      turn(async () => {
        const subject = match.kind === 'ask' && match.domain !== '' ? `@${match.domain}` : match.address;
        if (subject === null || subject === '') return;
        await store.write({ put: [[KEY, { ...(await read()), [subject]: customer }]] });
      }),
    forget: (which) =>
      turn(async () => {
        const [before, left] = [Object.entries(await read()), [] as [string, string][]];
        for (const [subject, customer] of before) if (!which(subject, customer)) left.push([subject, customer]);
        if (left.length < before.length) await store.write({ put: [[KEY, Object.fromEntries(left)]] });
      }),
    clear: () => store.write({ drop: [KEY] }),
  };
}
