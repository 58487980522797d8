/** How often they are to hear from us on which channel, and where the gaps are; and the check that was agreed. */
import { channelPlan } from '../../shared/cadence/channels';
import { contextFor } from '../../shared/cadence/context';
import { nextCheck } from '../../shared/cadence/rules/rhythm';
import { inDays, shortAge } from '../../shared/i18n/ages';
import { formatDate } from '../../shared/i18n/dates';
import type { Work } from './use-work';

const CHECKS = [0, 3, 6] as const;

export function Channels({ work }: { work: Work }) {
  const { t, facts, view, now } = work;
  const plan = contextFor(facts, view.programme, now, view.model?.restDays).plan();
  const check = nextCheck(facts);
  return (
    <>
      <table class="plan">
        <caption class="hidden">{t('channel.section')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('channel.which')}</th>
            <th scope="col">{t('channel.every')}</th>
            <th scope="col">{t('channel.last')}</th>
            <th scope="col">{t('channel.next')}</th>
          </tr>
        </thead>
        <tbody>
          {channelPlan(facts, plan).map(({ channel, every, last, next }) => (
            <tr key={channel} data-channel={channel} class={next !== null && next < now ? 'us' : ''}>
              <th scope="row">{t(`plan.channel.${channel}`)}</th>
              <td>{t('unit.d', { n: every })}</td>
              <td>{last === null ? '–' : shortAge(t, last, now)}</td>
              <td>{next === null ? '–' : inDays(t, next, now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <label class="field">
        <span class="sub">{t('channel.check')}</span>
        <select
          value={String(facts.profile.checkMonths ?? 0)}
          disabled={!view.mayWrite}
          onChange={(event) => {
            const months = CHECKS.find((each) => String(each) === event.currentTarget.value);
            if (months !== undefined)
              void work.say(t('channel.check.saved'), [{ type: 'customer.profile', data: { check_months: months } }]);
          }}
        >
          {CHECKS.map((months) => (
            <option key={months} value={String(months)}>
              {months === 0 ? t('channel.check.none') : t('channel.check.every', { n: months })}
            </option>
          ))}
        </select>
      </label>
      {check !== null && <p class="sub">{t('channel.check.next', { date: { text: formatDate(check, t.locale, 'long') } })}</p>}
    </>
  );
}
