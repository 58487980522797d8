import { useEffect, useState } from 'preact/hooks';
import { formatNumber } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import type { Judged } from '../../shared/judgement/view';
import type { LogContext } from '../log-protocol';
import { KnownPanel, knownCount } from '../memory/known-panel';
import { ask } from '../own-page/ask';
import type { Judgement, NoteDraft, NoteKind } from '../protocol';
import { useWork } from '../work/use-work';
import { BackButton } from './back-button';
import { LogForm } from './log-form';
import { NoticedPanel } from './noticed-panel';
import { PulsePanel } from './pulse-panel';
import { say } from './say';
import { type SayTab, SayTabs } from './say-tabs';
import { SignalsPanel } from './signals-panel';
import { WorkPanel } from './work-panel';

interface CustomerFormsProps {
  t: Translate;
  customer: { id: string; name: string; contact: string; fromMail: boolean };
  /** The tab whose open conversation is theirs; undefined where none is. */
  tab: number | undefined;
  /** The kind of contact that was asked for; null for none. */
  log: NoteKind | null;
  draft: NoteDraft | undefined;
  /** Rises whenever something may have changed what there is to say. */
  version: number;
  mayWrite: boolean;
  onDraft: (draft: NoteDraft) => void;
  onSettle: (customer: string) => Promise<void>;
  onSaved: (id: string, note: NoteDraft, said?: string) => void;
  /** Something was said; the id takes it back. */
  onSaid: (id: string, text: string) => void;
  onReplace: (id: string) => Promise<void>;
  onBack: (() => void) | null;
}

/** All that a person says of one customer, in one place: a contact, what was noticed, what becomes of a warning, how they judge. */
export function CustomerForms(props: CustomerFormsProps) {
  const { t, customer, tab: over, version, mayWrite, onBack, onSaid, onReplace } = props;
  const [tab, setTab] = useState<SayTab>('log');
  const [kind, setKind] = useState<NoteKind | null>(props.log);
  const [judged, setJudged] = useState<Judged | null>(null);
  const [context, setContext] = useState<LogContext | null>(null);
  useEffect(() => {
    let gone = false;
    void ask('judge.view', { customer: customer.id }).then((answer) => {
      if (!gone && answer.ok) setJudged(answer.value);
    });
    void ask('log.context', { customer: customer.id, ...(over === undefined ? {} : { tab: over }) }).then((answer) => {
      if (!gone && answer.ok) setContext(answer.value ?? null);
    });
    return () => {
      gone = true;
    };
  }, [customer.id, over, version]);

  const work = useWork(t, customer.id, version, onSaid);

  const tell = async (judgement: Judgement) => {
    const answer = await say(customer.id, judgement);
    if (answer.ok) onSaid(answer.id, answer.text);
    return answer;
  };
  const counts = {
    signals: judged && judged.openCount > 0 ? formatNumber(judged.openCount, t.locale) : '',
    pulse: judged?.pulse ? formatNumber(judged.pulse.score, t.locale) : '',
  };
  return (
    <section class="log">
      <h2>
        {onBack && <BackButton label={t('popup.back')} onBack={onBack} />}
        <bdi class="cut">{customer.name}</bdi> {customer.fromMail && <span class="sub keep">{t('popup.log.from-mail')}</span>}
      </h2>
      {mayWrite && <SayTabs t={t} open={tab} counts={counts} onOpen={setTab} />}
      <div {...(mayWrite ? { id: 'say-panel', role: 'tabpanel', 'aria-labelledby': `say-${tab}` } : {})}>
        {tab === 'log' && (
          <LogForm
            key={kind ?? ''}
            t={t}
            customer={customer}
            kind={kind}
            draft={props.draft}
            context={context}
            stranger={context?.stranger ?? null}
            tab={over}
            onDraft={props.onDraft}
            onSettle={props.onSettle}
            onSaved={props.onSaved}
          />
        )}
        {tab === 'log' && context && (
          <details class="known-box">
            <summary>
              <b>{t('known.title')}</b> <span class="sub">{knownCount(t, context)}</span>
            </summary>
            <KnownPanel t={t} context={context} contact={customer.contact} mayWrite={mayWrite} newest onSaved={onSaid} />
          </details>
        )}
        {tab === 'noticed' && <NoticedPanel t={t} contact={customer.contact} say={tell} onReplace={onReplace} />}
        {tab === 'signals' && judged && (
          <SignalsPanel
            t={t}
            judged={judged}
            work={work}
            say={tell}
            onLog={(wanted) => {
              setKind(wanted);
              setTab('log');
            }}
          />
        )}
        {tab === 'do' && work && <WorkPanel work={work} />}
        {tab === 'pulse' && judged && <PulsePanel t={t} judged={judged} say={tell} />}
      </div>
    </section>
  );
}
