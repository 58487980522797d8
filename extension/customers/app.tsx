import { useEffect } from 'preact/hooks';
import { translator } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import { applyLanguage, directionOf, themeOf } from '../own-page/page-language';
import { useKeepFresh } from '../own-page/use-keep-fresh';
import type { ReportState } from '../report-protocol';
import { CustomerView } from './customer-view';
import { Later } from './later';
import { ListView } from './list-view';
import { ProofView } from './proof-view';
import { ReportsView } from './reports-view';
import { hashOf, type Route, useRoute } from './route';
import { SegmentsView } from './segments-view';

const TABS = [
  { view: 'list', segment: '' },
  { view: 'reports' },
  { view: 'segments' },
  { view: 'outreach', list: '' },
  { view: 'club' },
  { view: 'proof' },
] as const satisfies readonly Route[];

/** The customers page: the list, one customer, the reports, the segments, the club, the proof. There is no other dashboard. */
export function CustomersApp() {
  const route = useRoute();
  const [state] = useKeepFresh<ReportState>(async () => {
    const answer = await ask('report.state');
    return answer.ok ? answer.value : null;
  }, 30_000);
  useEffect(() => {
    if (!state) return;
    applyLanguage(document, state.settings.locale, state.settings.theme);
    document.title = translator(state.settings.locale)('page.title');
  }, [state?.settings]);
  if (!state) return null;
  const { settings } = state;
  const t = translator(settings.locale, Date.now());
  const here = route.view === 'customer' ? 'list' : route.view;
  return (
    <div class="customers vafa" dir={directionOf(settings.locale)} data-vafa-theme={themeOf(settings.theme)}>
      <header>
        {/* Of one customer's page the customer is the heading. */}
        {route.view === 'customer' ? <p class="brand">{t('app.name')}</p> : <h1 class="brand">{t('app.name')}</h1>}
        <nav aria-label={t('page.title')}>
          {TABS.map((tab) => (
            <a key={tab.view} href={hashOf(tab)} aria-current={tab.view === here ? 'page' : undefined}>
              {t(`page.tab.${tab.view}`)}
            </a>
          ))}
        </nav>
      </header>
      <main>
        {!state.paired ? (
          <p>{t('problem.not-paired')}</p>
        ) : route.view === 'customer' ? (
          <CustomerView
            key={route.customer}
            t={t}
            state={state}
            customer={route.customer}
            section={route.section ?? 'now'}
            note={route.note ?? ''}
          />
        ) : route.view === 'reports' ? (
          <ReportsView t={t} role={state.role} />
        ) : route.view === 'segments' ? (
          <SegmentsView t={t} state={state} />
        ) : route.view === 'outreach' ? (
          <Later load={async () => (await import('./outreach-view')).OutreachView} props={{ t, id: route.list }} key={route.list} />
        ) : route.view === 'club' ? (
          <Later load={async () => (await import('../club/club-view')).ClubView} props={{ t }} />
        ) : route.view === 'proof' ? (
          <ProofView t={t} state={state} />
        ) : (
          <ListView
            key={String(route.view === 'list' && route.unowned)}
            t={t}
            state={state}
            segment={route.view === 'list' ? route.segment : ''}
            unowned={route.view === 'list' && route.unowned === true}
          />
        )}
      </main>
    </div>
  );
}
