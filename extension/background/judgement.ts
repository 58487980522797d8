/** What a person says back to the model, as events and in words. Pure. */
import type { Facts } from '../../shared/facts/facts';
import type { MessageKey } from '../../shared/i18n/catalogue';
import { formatDate } from '../../shared/i18n/dates';
import type { Translate } from '../../shared/i18n/t';
import { closingEvent } from '../../shared/judgement/matters';
import { missingOf, RAISES, type RaiseContext } from '../../shared/judgement/raises';
import { LONGEST_SNOOZE } from '../../shared/judgement/snooze';
import type { Judgement } from '../protocol';
import type { Written } from './acts';

export interface Said {
  events: [Written, ...Written[]];
  /** How it reads, here and in the list of waiting things. */
  text: string;
}
export interface JudgementContext {
  facts: Facts;
  newId: string;
  now: number;
  t: Translate;
}

/** The events of a judgement and its words; null for one that says nothing: a field missing, an end that has passed. */
export function saidBy(judgement: Judgement, { facts, newId, now, t }: JudgementContext): Said | null {
  switch (judgement.do) {
    case 'seen':
      return { events: [{ type: 'signal.acknowledged', data: { signal: judgement.signal } }], text: t('judge.seen.saved') };
    case 'wake':
      return { events: [{ type: 'signal.snoozed', data: { signal: judgement.signal, until: now } }], text: t('judge.woken') };
    case 'snooze': {
      const { signal, until } = judgement;
      if (until <= now || until > now + LONGEST_SNOOZE) return null;
      const reason = judgement.reason.trim();
      const data = { signal, until, ...(reason === '' ? {} : { reason }) };
      const date = { text: formatDate(until, t.locale, 'weekday') };
      return { events: [{ type: 'signal.snoozed', data }], text: t('judge.snoozed.saved', { date }) };
    }
    case 'raise': {
      const raise = RAISES.find(({ id }) => id === judgement.raise);
      if (raise === undefined || missingOf(raise, judgement.said).length > 0) return null;
      const label = t(`raise.${raise.id}` as MessageKey);
      const context: RaiseContext = { newId, contact: judgement.contact, label, list: listOf(facts) };
      return { events: [raise.event(judgement.said, context)], text: t('raise.saved', { what: { text: label } }) };
    }
    case 'close': {
      const [first, ...rest] = judgement.ids.flatMap((id) => closingEvent(judgement.kind, id, judgement.how) ?? []);
      return first === undefined ? null : { events: [first, ...rest], text: judgement.label };
    }
    case 'pulse': {
      const { score, reason, codes } = judgement;
      const data = { score, reason, ...(codes.length === 0 ? {} : { codes: [...codes] }) };
      return { events: [{ type: 'pulse', data }], text: t('pulse.saved', { n: score }) };
    }
  }
}

/** The list that they read: the one known, else the one that a newsletter usually has. */
function listOf({ subscriptions }: Facts): string {
  const [active] = Object.entries(subscriptions).filter(([, row]) => row.active);
  return active?.[0] ?? 'newsletter';
}
