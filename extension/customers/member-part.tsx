import { useState } from 'preact/hooks';
import type { Facts } from '../../shared/facts/facts';
import type { Translate } from '../../shared/i18n/t';
import type { Work } from '../work/use-work';

interface Props {
  t: Translate;
  facts: Facts;
  /** Null of a customer whom this device does not hold. */
  work: Work | null;
  /** Where people ask to join; null where no link was made, or while it is being read. */
  link: string | null;
}
/** Member since when; who is none is invited by the link, given to them by hand, and can be noted as one. Nothing is sent. */
export function MemberPart({ t, facts, work, link }: Props) {
  const [copied, setCopied] = useState(false);
  const { joinedClub } = facts.profile;
  if (joinedClub !== null) return <p data-member="yes">{t('member.since', { date: { date: joinedClub } })}</p>;
  if (work === null || !work.view.mayWrite) return <p data-member="no">{t('member.none')}</p>;
  return (
    <div data-member="no" class="member">
      <p>
        {t('member.none')} {t(link === null ? 'member.no-link' : 'member.invite')}
      </p>
      {link !== null && (
        <p>
          <bdi dir="ltr">{link}</bdi>
        </p>
      )}
      <p>
        {link !== null && (
          <button
            type="button"
            class="btn pri"
            data-do="invite"
            onClick={() => void navigator.clipboard.writeText(link).then(() => setCopied(true))}
          >
            {t('member.copy')}
          </button>
        )}{' '}
        <button
          type="button"
          class="btn sec-b"
          data-do="join"
          onClick={() => void work.say(t('member.joined'), [{ type: 'customer.profile', data: { joined_club: work.now } }])}
        >
          {t('member.join')}
        </button>{' '}
        <span role="status" class="sub">
          {copied ? t('member.copied') : ''}
        </span>
      </p>
    </div>
  );
}
