import type { Facts } from '../../shared/facts/facts';
import { joinWords } from '../../shared/i18n/lists';
import type { Translate } from '../../shared/i18n/t';

/** What was learnt of a customer; what is not known yet is not mentioned, the count says how much it is. */
export function LearntList({ t, facts: { profile } }: { t: Translate; facts: Facts }) {
  const rows: [label: string, value: string][] = [
    [t('learnt.interests'), joinWords(t, profile.interests ?? [])],
    [t('learnt.business'), profile.business ?? ''],
    [t('learnt.goals'), profile.goals ?? ''],
    [t('learnt.channel'), profile.channel ? t(`channel.${profile.channel}`) : ''],
    [t('learnt.hours'), profile.hours ?? ''],
  ];
  return (
    <dl>
      {profile.doNotContact && (
        <div class="warn">
          <dt>{t('learnt.do-not-contact')}</dt>
        </div>
      )}
      {rows.map(
        ([label, value]) =>
          value !== '' && (
            <div key={label}>
              <dt class="sub">{label}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ),
      )}
      {profile.links && (
        <div>
          <dt class="sub">{t('learnt.links')}</dt>
          <dd>
            {profile.links.map((link) => (
              <a key={link} class="cut" dir="ltr" href={link} target="_blank" rel="noreferrer">
                {link.replace(/^https?:\/\/(www\.)?/, '')}
              </a>
            ))}
          </dd>
        </div>
      )}
    </dl>
  );
}
