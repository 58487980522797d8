/** The three dates of the horizon: last contact behind, notice deadline and renewal ahead. */
import { DAY } from '../event';
import type { ContractFact, Facts } from '../facts/facts';
import { lastContact } from '../health/cadence';
import { age } from '../i18n/ages';
import { daysBetween, formatDate } from '../i18n/dates';
import type { Translate } from '../i18n/t';
import type { CustomerCard, ViewDate } from './card-view';

/** `readingAt`: when the opened message was written; it counts as a contact here. */
export function presentDates(t: Translate, facts: Facts, now: number, readingAt: number | null): CustomerCard['dates'] {
  // Who left renews nothing.
  const contract = facts.profile.lostAt === null ? contractToShow(facts, now) : null;
  const notice = contract && contract.noticeDays > 0 ? contract.end - contract.noticeDays * DAY : null;
  return {
    last: lastDate(t, facts, now, readingAt),
    notice: contract ? ahead(t, t('card.date.notice'), notice, now, t('card.date.no-notice')) : without(t('card.date.notice'), '–'),
    renewal: contract
      ? ahead(t, t('card.date.renewal'), contract.end, now, '–')
      : without(t('card.date.renewal'), t('card.date.no-contract')),
  };
}

/** The running contract that ends first, else the one that ended last without being closed; null without any. */
function contractToShow(facts: Facts, now: number): ContractFact | null {
  const live = facts.contracts.filter(({ endedAt }) => endedAt === null).sort((a, b) => a.end - b.end);
  return live.find(({ end }) => end + DAY > now) ?? live.at(-1) ?? null;
}

function lastDate(t: Translate, facts: Facts, now: number, readingAt: number | null): ViewDate {
  const label = t('card.date.last');
  const logged = lastContact(facts);
  const at = readingAt !== null && readingAt <= now && readingAt > (logged ?? -Infinity) ? readingAt : logged;
  if (at === null) return without(label, t('card.date.unlogged'));
  return { label, main: age(t, at, now), sub: '', days: Math.min(0, daysBetween(now, at, t.locale)) };
}

function ahead(t: Translate, label: string, at: number | null, now: number, none: string): ViewDate {
  if (at === null) return without(label, none);
  const days = daysBetween(now, at, t.locale);
  const sub = formatDate(at, t.locale, 'short', now);
  if (days < 0) return { label, main: t('card.date.passed'), sub, days };
  return { label, main: days === 0 ? t('in.today') : t('short.day', { n: days }), sub, days };
}

const without = (label: string, main: string): ViewDate => ({ label, main, sub: '', days: null });
