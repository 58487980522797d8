import { useState } from 'preact/hooks';
import { FORMULA } from '../../shared/health/model';
import { age } from '../../shared/i18n/ages';
import type { Translate } from '../../shared/i18n/t';
import type { CustomerCard, ViewGroup } from '../../shared/present/card-view';
import { present } from '../../shared/present/present';
import { segmentsOf } from '../../shared/segments';
import { SIGNALS } from '../../shared/signals/registry';
import { Dial } from '../card/dial';
import { SignalShape } from '../card/shapes';
import type { CustomerPage, ReportState } from '../report-protocol';
import { HistorySection } from './history-section';
import { KeepingSection } from './keeping-section';
import { LedgerSection } from './ledger-section';
import { PeopleSection } from './people-section';
import { hashOf, noteIn } from './route';
import { SectionNav } from './section-nav';
import { Section, Shown } from './shown';
import { signalName } from './signal-name';
import { TimelineSection } from './timeline-section';
import { useAsk } from './use-ask';
import { WorkSections } from './work-sections';

interface Props {
  t: Translate;
  state: ReportState;
  customer: string;
}
/** One customer: how it stands and why, the score's past with what moved it, the signals, and what people say and do. */
export function CustomerView({ t, state, customer }: Props) {
  const asked = useAsk('report.customer', { customer }, customer);
  return (
    <>
      <p>
        <a href={hashOf({ view: 'list', segment: '' })}>{t('page.back')}</a>
      </p>
      <Shown t={t} asked={asked}>
        {(page) =>
          page.model.formula === FORMULA ? (
            <Customer t={t} state={state} page={page} again={asked.again} />
          ) : (
            <p>{t('state.update-needed.title')}</p>
          )
        }
      </Shown>
    </>
  );
}

function Customer({ t, state, page, again }: { t: Translate; state: ReportState; page: CustomerPage; again: () => void }) {
  const { record, model, programme, now } = page;
  const segments = useAsk('segments.read', {}, 'segments').value?.segments ?? [];
  const view = present({
    record,
    model,
    programme,
    now,
    locale: t.locale,
    look: null,
    match: null,
    users: state.users,
    freshness: { syncedAt: now, offline: false, reachable: true, waiting: 0, updateNeeded: false },
  });
  const owner = record.facts.owner.user;
  const facts = [
    view.tier?.name,
    owner === '' ? undefined : `${t('list.owner')}: ${state.users[owner] ?? owner}`,
    `${view.dates.last.label}: ${view.dates.last.main}`,
    `${view.dates.renewal.label}: ${view.dates.renewal.main}`,
    ...segmentsOf(record.facts, { model, programme, segments }, now).map(({ name }) => name),
  ].filter((one) => one !== undefined);
  return (
    <>
      <section class="head">
        <Dial
          band={view.band}
          score={view.score}
          shown={view.scoreShown}
          label={view.dialLabel}
          losses={view.lines.map(({ points }) => points)}
          hot={null}
          looked={null}
          stale={false}
        />
        <div class="grow">
          <h2>
            <bdi>{view.name}</bdi>
          </h2>
          <p>
            <b class={view.band}>{view.bandWord}</b> <span class="sub">{view.coverage}</span>
          </p>
          {view.sentence !== '' && <p>{view.sentence}</p>}
          <ul class="chips">
            {facts.map((fact) => (
              <li key={fact}>
                <bdi>{fact}</bdi>
              </li>
            ))}
          </ul>
          {page.saved && (
            <p class="problem" role="status">
              {t('page.saved-copy')}
            </p>
          )}
        </div>
      </section>
      <SectionNav t={t} />
      <HistorySection t={t} customer={record.id} rtl={view.dir === 'rtl'} bands={model.bands} users={state.users} />
      <div class="two">
        <TimelineSection t={t} state={state} page={page} at={noteIn(location.hash)} />
        <PeopleSection t={t} customer={record.id} role={state.role} />
        <KeepingSection t={t} state={state} page={page} onChanged={again} />
        <LinesSection t={t} view={view} />
        <SignalsSection t={t} view={view} page={page} />
        {view.details.groups.map((group) => (
          <GroupSection key={group.id} group={group} />
        ))}
      </div>
      <LedgerSection t={t} state={state} page={page} />
      <WorkSections t={t} customer={record.id} />
    </>
  );
}

/** The named losses; they add up to the number. */
function LinesSection({ t, view }: { t: Translate; view: CustomerCard }) {
  return (
    <Section title={t('customer.why')}>
      <ul class="facts">
        {view.lines.map((line) => (
          <li key={line.id}>
            <details>
              <summary>
                <span class="grow">{line.text}</span>
                <b class="n">{line.shown}</b>
              </summary>
              <p class="sub">{line.evidence}</p>
            </details>
          </li>
        ))}
        <li class="total">
          <span class="grow">{view.total.label}</span>
          <b class="n">{view.total.shown}</b>
        </li>
      </ul>
    </Section>
  );
}

/** Open ones with their evidence, then what the log has of those that closed. */
function SignalsSection({ t, view, page }: { t: Translate; view: CustomerCard; page: CustomerPage }) {
  const [all, setAll] = useState(false);
  const open = view.signals.filter(({ closed }) => !closed);
  const closed = page.record.signals.filter((row) => row.closedAt !== null).sort((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0));
  return (
    <Section title={t('customer.signals')}>
      {open.length === 0 && <p>{view.noSignals || t('card.no-signals')}</p>}
      <ul class="facts">
        {open.map((signal) => (
          <li key={signal.id}>
            <details>
              <summary>
                <SignalShape severity={signal.severity} closed={false} />
                <span class="grow">{signal.text}</span>
                <span class="sub">{signal.age}</span>
              </summary>
              <p class="sub">{`${signal.whose}. ${signal.evidence}`}</p>
              {signal.url && (
                <a href={signal.url} target="_blank" rel="noreferrer">
                  <bdi dir="ltr">{signal.url}</bdi>
                </a>
              )}
            </details>
          </li>
        ))}
      </ul>
      {closed.length > 0 && (
        <>
          <h3>{t('customer.closed')}</h3>
          <ul class="facts">
            {(all ? closed : closed.slice(0, 5)).map((row) => (
              <li key={`${row.id} ${row.openedAt}`}>
                <SignalShape severity={SIGNALS.find(({ id }) => id === row.id)?.severity ?? 'low'} closed />
                <span class="grow">{signalName(t, row.id)}</span>
                <span class="sub">
                  {t('customer.closed.when', {
                    from: { date: row.openedAt },
                    age: { text: age(t, row.closedAt ?? row.openedAt, page.now) },
                  })}
                </span>
              </li>
            ))}
          </ul>
          {!all && closed.length > 5 && (
            <button type="button" class="btn txt" onClick={() => setAll(true)}>
              {t('list.more')}
            </button>
          )}
        </>
      )}
    </Section>
  );
}

function GroupSection({ group }: { group: ViewGroup }) {
  return (
    <Section title={group.title} {...(group.sub === undefined ? {} : { help: group.sub })}>
      <ul class="facts">
        {group.rows.map((row) => (
          <li key={row.text}>
            <span class="grow">{row.text}</span>
            <span class={row.tone ?? 'sub'}>{row.shown}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
