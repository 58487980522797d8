import { useEffect, useRef, useState } from 'preact/hooks';
import type { DueAsks } from '../../shared/cadence/computed-due';
import { FORMULA } from '../../shared/health/model';
import type { Translate } from '../../shared/i18n/t';
import { present } from '../../shared/present/present';
import { ask } from '../own-page/ask';
import { UndoBar } from '../popup/undo-bar';
import type { CustomerPage, ReportState } from '../report-protocol';
import { useWork } from '../work/use-work';
import { CustomerHead } from './customer-head';
import { Later } from './later';
import { hashOf } from './route';
import { SECTIONS, type SectionId } from './section-ids';
import { SectionNav } from './section-nav';
import type { SectionProps } from './section-props';
import { Shown } from './shown';
import { useAsk } from './use-ask';

/** Each section's code is loaded, and what it shows is asked for, when it is first opened. */
const LOADERS: Record<SectionId, () => Promise<preact.ComponentType<SectionProps>>> = {
  now: async () => (await import('./sections/now')).NowSection,
  contact: async () => (await import('./sections/contact')).ContactSection,
  health: async () => (await import('./sections/health')).HealthSection,
  agreements: async () => (await import('./sections/agreements')).AgreementsSection,
  club: async () => (await import('./sections/club')).ClubSection,
  people: async () => (await import('./sections/people')).PeopleAndMore,
  admin: async () => (await import('./sections/admin')).AdminSection,
};
/** Where the form stands that something due asks for. */
const FORM_IN: Partial<Record<DueAsks, SectionId>> = { review: 'contact', loss: 'agreements' };

interface Props {
  t: Translate;
  state: ReportState;
  customer: string;
  section: SectionId;
  note: string;
}
/** One customer: who it is, how it stands and why, and what to do next; then one section at a time. */
export function CustomerView({ t, state, customer, section, note }: Props) {
  const asked = useAsk('report.customer', { customer }, customer);
  const [erased, setErased] = useState({ said: '', gone: false, times: 0 });
  const onErased = (said: string, gone: boolean) => {
    setErased(({ times }) => ({ said, gone, times: times + 1 }));
    if (!gone) asked.again();
  };
  useOnReturn(asked.again);
  return (
    <>
      <p class="crumb">
        <a href={hashOf({ view: 'list', segment: '' })}>{t('page.back')}</a>
      </p>
      {erased.said !== '' && (
        <p class="erased" role="status">
          {erased.said}
        </p>
      )}
      {!erased.gone && (
        <Shown t={t} asked={asked}>
          {(page) =>
            page.model.formula === FORMULA ? (
              <Customer key={erased.times} {...{ t, state, page, section, note, onErased }} again={asked.again} />
            ) : (
              <p>{t('state.update-needed.title')}</p>
            )
          }
        </Shown>
      )}
    </>
  );
}

/** Calls it when a person comes back to this window: something may have been logged in another one. */
function useOnReturn(act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    let away = false;
    const left = () => {
      away = true;
    };
    const back = () => {
      if (away) latest.current();
      away = false;
    };
    addEventListener('blur', left);
    addEventListener('focus', back);
    return () => {
      removeEventListener('blur', left);
      removeEventListener('focus', back);
    };
  }, []);
}

interface CustomerProps extends Omit<Props, 'customer'> {
  page: CustomerPage;
  again: () => void;
  onErased: SectionProps['onErased'];
}
function Customer({ t, state, page, section, note, again, onErased }: CustomerProps) {
  const customer = page.record.id;
  const [version, setVersion] = useState(0);
  const [undoable, setUndoable] = useState<{ id: string; text: string } | null>(null);
  const [form, setForm] = useState<DueAsks | null>(null);
  // A section that was opened stays as it was left, with what was typed there.
  const opened = useRef(new Set<SectionId>()).current;
  opened.add(section);
  const work = useWork(t, customer, version, (id, text) => setUndoable({ id, text }));
  const read = useRef(page);
  useEffect(() => {
    if (read.current !== page) setVersion((before) => before + 1);
    read.current = page;
  }, [page]);
  // What was said here counts at once, where the device holds the customer as new as the server does.
  const isNewer = work !== null && work.view.record.seq >= page.record.seq;
  const record = isNewer ? { ...page.record, facts: work.facts } : page.record;
  const view = present({
    record,
    model: page.model,
    programme: page.programme,
    now: page.now,
    locale: t.locale,
    look: null,
    match: null,
    users: state.users,
    freshness: { syncedAt: page.now, offline: false, reachable: true, waiting: 0, updateNeeded: false },
  });
  useEffect(() => {
    document.title = `${view.name} · ${t(`customer.tab.${section}`)}`;
    return () => {
      document.title = t('page.title');
    };
  }, [view.name, section, t.locale]);
  const undo = async (id: string) => {
    await ask('note.undo', { id });
    setUndoable(null);
    setVersion(version + 1);
  };
  const onAsk = (what: DueAsks) => {
    setForm(what);
    location.hash = hashOf({ view: 'customer', customer, section: FORM_IN[what] ?? 'now' });
  };
  const props: SectionProps = { t, state, page: { ...page, record }, view, work, asked: form, onAsk, note, again, onErased };
  return (
    <>
      <CustomerHead t={t} state={state} facts={record.facts} view={view} saved={page.saved} mayLog={state.role !== 'viewer'} />
      <SectionNav t={t} customer={customer} open={section} />
      {work !== null && work.problem !== '' && (
        <p class="problem" role="alert">
          {work.problem}
        </p>
      )}
      {SECTIONS.filter((one) => opened.has(one)).map((one) => (
        <div key={one} class="open" hidden={one !== section} data-section={one}>
          <Later load={LOADERS[one]} props={props} />
        </div>
      ))}
      {undoable && (
        <UndoBar key={undoable.id} t={t} text={undoable.text} onEnd={() => setUndoable(null)} onUndo={() => void undo(undoable.id)} />
      )}
    </>
  );
}
