/** What a screen reader says of the card when it gets there: who, how they stand, what changed and what warns, in one sentence. */
import { isolate } from '../i18n/bidi';
import { joinList, joinParts } from '../i18n/lists';
import type { Translate } from '../i18n/t';
import type { CustomerCard } from './card-view';

type Shown = Pick<CustomerCard, 'name' | 'dialLabel' | 'score' | 'delta' | 'signals' | 'noSignals'>;

export function presentSpoken(t: Translate, { name, dialLabel, score, delta, signals, noSignals }: Shown): string {
  const open = signals.filter(({ closed }) => !closed).map(({ text }) => text);
  const parts = [isolate(name), dialLabel];
  if (score !== null && delta) parts.push(`${delta.shown} ${delta.since}`);
  parts.push(open.length === 0 ? noSignals : `${t('card.tab.signals')}: ${joinList(t, open)}`);
  return joinParts(t, parts);
}
