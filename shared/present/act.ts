/** The one thing to do: what, on whose side it lies, and what it gives back. */
import type { Band } from '../health/health';
import type { NextAct } from '../health/next-act';
import { inDays } from '../i18n/ages';
import { daysBetween } from '../i18n/dates';
import type { Translate } from '../i18n/t';
import type { Act } from '../signals/signal';
import type { ViewAct } from './card-view';

/** An act in words: "Reply to ticket 412". */
export const actWords = (t: Translate, { code, args }: Act): string => t(`act.${code}`, args);

/** null where there is nothing to do. `band` is the customer's now. */
export function presentAct(t: Translate, next: NextAct | null, band: Band, now: number): ViewAct | null {
  if (!next) return null;
  const { act } = next;
  return {
    id: next.signal?.id ?? act.code,
    title: actWords(t, act),
    why: why(t, next, band, now).join(' '),
    log: act.log,
    logLabel: t(`log.${act.log}`),
    laterLabel: t('card.later'),
  };
}

function why(t: Translate, { signal, together, fault, from, to, due }: NextAct, band: Band, now: number): string[] {
  const parts: string[] = [];
  // With a date to tell, whose it is stands in the warning's row alone: two lines are too many here.
  if (signal && due === null) parts.push(t(`why-act.${fault}`));
  if (due !== null) {
    const days = daysBetween(now, due, t.locale);
    parts.push(days < 0 ? t('why-act.late', { n: -days }) : t('why-act.due', { when: { text: inDays(t, due, now) } }));
  }
  // Without a shown number there is nothing to lift; what a logged contact does is to bring data.
  if (band === 'unknown') parts.push(...(signal ? [] : [t('why-act.coverage')]));
  else if (to > from && together) parts.push(t('why-act.lifts.pair', { act: { text: actWords(t, together) }, a: from, b: to }));
  else if (to > from) parts.push(t('why-act.lifts', { a: from, b: to }));
  else if (signal) parts.push(t('why-act.holds', { a: from }));
  return parts;
}
