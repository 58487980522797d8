/** What a person thinks of the customer: beside the score, never in it. */
import type { Facts } from '../facts/facts';
import type { Band } from '../health/health';
import { contradicts, type Pulse, standingPulse } from '../health/pulse';
import { age } from '../i18n/ages';
import { isolate } from '../i18n/bidi';
import { joinList } from '../i18n/lists';
import type { Translate } from '../i18n/t';
import type { CustomerCard, ViewGroup } from './card-view';

type Users = Record<string, string>;

/** "Owner says 2 of 5: no answer to three calls"; null where no judgement stands. */
export function presentJudgement(t: Translate, facts: Facts, band: Band, users: Users, now: number): CustomerCard['judgement'] {
  const pulse = standingPulse(facts, now);
  if (!pulse) return null;
  const said = { who: { text: whoSays(t, facts, pulse, users) }, score: pulse.score, reason: { name: pulse.reason } };
  return {
    text: t(pulse.reason === '' ? 'card.judgement.bare' : 'card.judgement', said),
    age: age(t, pulse.at, now),
    against: contradicts(pulse, band) ? t('card.judgement.against') : '',
  };
}

/** The whole of it for the details: reason in full, the reason codes, and that it is no part of the score. */
export function judgementGroup(t: Translate, facts: Facts, judgement: CustomerCard['judgement'], now: number): ViewGroup | null {
  const pulse = standingPulse(facts, now);
  if (!judgement || !pulse) return null;
  const codes = pulse.codes.map((code) => (t.has(`pulse.code.${code}`) ? t(`pulse.code.${code}` as 'card.now') : isolate(code)));
  return {
    id: 'judgement',
    title: t('card.judgement.title'),
    sub: t('card.judgement.apart'),
    rows: [
      { text: judgement.text, shown: judgement.age },
      ...(codes.length > 0 ? [{ text: joinList(t, codes), shown: '' }] : []),
      ...(judgement.against ? [{ text: judgement.against, shown: '' }] : []),
    ],
  };
}

/** The name of who judged; "Owner" where it was the customer's owner and the name is not known. */
function whoSays(t: Translate, facts: Facts, { by }: Pulse, users: Users): string {
  if (users[by]) return isolate(users[by]);
  return t(by !== '' && by === facts.owner.user ? 'card.judgement.owner' : 'card.judgement.somebody');
}
