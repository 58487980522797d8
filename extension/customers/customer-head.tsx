/** What an account manager needs at once: who, how it stands and why, the dates and people, and the one next thing to do. */
import { browser } from 'wxt/browser';
import type { Facts } from '../../shared/facts/facts';
import { formatMoney } from '../../shared/i18n/money';
import type { Translate } from '../../shared/i18n/t';
import type { CustomerCard, ViewDate } from '../../shared/present/card-view';
import { Dial } from '../card/dial';
import type { ReportState } from '../report-protocol';

interface Props {
  t: Translate;
  state: ReportState;
  facts: Facts;
  view: CustomerCard;
  /** The server was not reached, and this is the device's copy. */
  saved: boolean;
  mayLog: boolean;
}
export function CustomerHead({ t, state, facts, view, saved, mayLog }: Props) {
  const owner = facts.owner.user;
  const { value } = facts.profile;
  const on = (date: ViewDate) => ({ label: date.label, main: date.main, sub: date.sub });
  const rows: { label: string; main: string; sub?: string; bad?: boolean }[] = [
    { label: t('list.tier'), main: view.tier?.name ?? '–' },
    on(view.dates.renewal),
    on(view.dates.notice),
    on(view.dates.last),
    { label: t('list.value'), main: value === null ? '–' : formatMoney(value, t.locale) },
    { label: t('list.owner'), main: owner === '' ? t('list.unowned') : (state.users[owner] ?? owner), bad: owner === '' },
  ];
  const log = () =>
    void browser.windows.create({
      url: browser.runtime.getURL(`/popup.html?customer=${encodeURIComponent(view.customer)}` as '/popup.html'),
      type: 'popup',
      width: 400,
      height: 680,
    });
  return (
    <section class="head" aria-labelledby="customer-name">
      <div class="standing">
        <Dial view={view} hot={null} looked={null} stale={false} />
        <div class="grow">
          <h1 id="customer-name">
            <bdi>{view.name}</bdi>
          </h1>
          <p>
            <b class={view.band}>{view.bandWord}</b> <span class="sub">{view.coverage}</span>
          </p>
          {view.sentence !== '' && <p class="why">{view.sentence}</p>}
        </div>
      </div>
      <div class="next-act">
        <h2>{t('customer.next')}</h2>
        {view.act === null ? (
          <p class="sub">{t('customer.next.none')}</p>
        ) : (
          <>
            <p>
              <b>{view.act.title}</b>
            </p>
            <p class="sub">{view.act.why}</p>
          </>
        )}
        {mayLog && (
          <button type="button" class={`btn ${view.act === null ? 'sec-b' : 'pri'}`} onClick={log}>
            {t('customer.log')}
          </button>
        )}
      </div>
      <dl class="key-facts">
        {rows.map(({ label, main, sub, bad }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd class={bad ? 'at-risk' : ''}>
              <bdi>{main}</bdi>
              {sub !== undefined && sub !== '' && <bdi class="sub">{sub}</bdi>}
            </dd>
          </div>
        ))}
      </dl>
      {saved && (
        <p class="problem" role="status">
          {t('page.saved-copy')}
        </p>
      )}
    </section>
  );
}
