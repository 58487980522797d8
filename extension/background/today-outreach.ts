/** Outreach in today's list: one row a list that has customers of this user on it who were not told yet, with whom to begin. Pure. */
import { isolate } from '../../shared/i18n/bidi';
import { joinList, joinParts } from '../../shared/i18n/lists';
import { formatNumber } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { toTell, type Under } from '../../shared/outreach/affected';
import type { OutreachList } from '../../shared/outreach/list';
import type { CustomerRecord } from '../../shared/record';
import type { Loyal, Standing } from '../../shared/today/order';
import type { TodayItem } from '../protocol';
import { loyalWords } from './today-why';

export interface OutreachContext extends Under {
  now: number;
  t: Translate;
  loyal(record: CustomerRecord): Loyal | null;
  share(record: CustomerRecord): number | null;
  /** Points lost. */
  risk(record: CustomerRecord): number;
}
export interface Placed {
  place: Standing;
  item: TodayItem;
}
/** Customers named in a row; of more, their number says it. */
const NAMED = 3;

export const outreachRowId = (list: string): string => `tell:${encodeURIComponent(list)}`;

export function outreachRows(own: readonly CustomerRecord[], context: OutreachContext): Placed[] {
  const { lists, now } = context;
  if (!lists.some(({ closed }) => !closed)) return [];
  const waiting = new Map<OutreachList, CustomerRecord[]>();
  for (const record of own)
    for (const list of toTell(record.facts, context, now)) waiting.set(list, [...(waiting.get(list) ?? []), record]);
  return [...waiting].map(([list, records]) => rowOf(list, inOrder(records, context), context));
}

/** Loyal customers first, then those who bring most. */
function inOrder(records: readonly CustomerRecord[], { loyal, share }: OutreachContext): CustomerRecord[] {
  const keyed = records.map((record) => ({ record, first: loyal(record) !== null, share: share(record) ?? 0 }));
  keyed.sort((a, b) => Number(b.first) - Number(a.first) || b.share - a.share || (a.record.id < b.record.id ? -1 : 1));
  return keyed.map(({ record }) => record);
}

function rowOf(list: OutreachList, records: readonly CustomerRecord[], { t, loyal, share, risk }: OutreachContext): Placed {
  const [first] = records as [CustomerRecord];
  const by = loyal(first);
  const n = records.length;
  const named = records.slice(0, NAMED).map(({ facts, id }) => isolate(facts.profile.name || id));
  const rest = n > NAMED ? [t('today.tell.more', { n: n - NAMED })] : [];
  const id = outreachRowId(list.id);
  return {
    // Something went wrong on our side: it is as open as a warning. News can wait for those who warn.
    place: {
      id,
      loyal: by,
      unresolved: list.kind === 'incident',
      broken: false,
      ours: true,
      share: share(first),
      risk: risk(first),
      loose: false,
      at: list.at,
    },
    item: {
      id,
      customer: first.id,
      list: list.id,
      name: joinList(t, [...named, ...rest]),
      band: 'unknown',
      scoreShown: formatNumber(n, t.locale),
      title: t('today.tell', { n, title: { text: isolate(list.title) } }),
      when: '',
      kind: t(`outreach.kind.${list.kind}`),
      task: null,
      signal: null,
      log: 'email',
      broken: false,
      why: joinParts(t, [t(`today.why.tell.${list.kind}`), ...(by === null ? [] : [loyalWords(by, t)])]),
      warn: '',
    },
  };
}
