/** The badge beside a row of a list: band and number, and words for those who do not see it. */
import type { Model } from '../health/model';
import { bandOf, health } from '../health/score';
import type { Locale } from '../i18n/message';
import { formatNumber } from '../i18n/numbers';
import { translator } from '../i18n/t';
import type { CustomerRecord } from '../record';
import type { BadgeView } from './card-view';
import { knowsFormula } from './gauge';
import { customerName } from './identity';

/** A known customer's badge; a dash where there is not enough data, the server's last score under a model of unknown arithmetic. */
export function presentBadge(record: CustomerRecord, model: Model, now: number, locale: Locale): BadgeView {
  const t = translator(locale);
  const computed = knowsFormula(model) ? health(record.facts, model, now) : null;
  const stored = computed ? null : (record.trace.findLast(({ score }) => score !== null)?.score ?? null);
  const band = computed ? computed.band : stored === null ? 'unknown' : bandOf(stored, model);
  const score = band === 'unknown' ? null : (computed?.score ?? stored);
  const name = { name: customerName(record.facts) };
  if (score === null) return { band: 'unknown', shown: '–', label: t('badge.label.unknown', { name }) };
  return { band, shown: formatNumber(score, locale), label: t('badge.label', { name, band: { text: t(`band.${band}`) }, n: score }) };
}

/** The badge where several customers fit the sender. */
export function askBadge(locale: Locale): BadgeView {
  const t = translator(locale);
  return { band: 'ask', shown: t('badge.ask'), label: t('badge.ask.label') };
}
