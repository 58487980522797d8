/** The one thing to do: what, on whose side it lies, and what it gives back. */
import type { Facts } from '../facts/facts';
import type { Band } from '../health/health';
import type { Model } from '../health/model';
import { type NextAct, nextAct } from '../health/next-act';
import { inDays } from '../i18n/ages';
import { daysBetween } from '../i18n/dates';
import type { Translate } from '../i18n/t';
import type { ViewAct } from './card-view';

/** null where there is nothing to do: an act that moves nothing is not offered. */
export function presentAct(t: Translate, facts: Facts, model: Model, band: Band, now: number): ViewAct | null {
  const next = nextAct(facts, model, now);
  if (!next) return null;
  const { act } = next;
  return {
    id: next.signal?.id ?? act.code,
    title: t(`act.${act.code}`, act.args),
    why: why(t, next, band, now).join(' '),
    log: act.log,
    logLabel: t(`log.${act.log}`),
    laterLabel: t('card.later'),
  };
}

function why(t: Translate, { signal, act, together, fault, from, to, due }: NextAct, band: Band, now: number): string[] {
  const parts: string[] = [];
  if (signal) parts.push(t(`why-act.${fault}`));
  if (due !== null) {
    const days = daysBetween(now, due, t.locale);
    parts.push(days < 0 ? t('why-act.late', { n: -days }) : t('why-act.due', { when: { text: inDays(t, due, now) } }));
  }
  // Without a shown number there is nothing to lift; what a logged contact does is to bring data.
  if (band === 'unknown') parts.push(...(signal ? [] : [t('why-act.coverage')]));
  else if (to > from && together)
    parts.push(t('why-act.lifts.pair', { act: { text: t(`act.${together.code}`, together.args) }, a: from, b: to }));
  else if (to > from && act) parts.push(t('why-act.lifts', { a: from, b: to }));
  return parts;
}
