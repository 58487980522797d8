import { useEffect, useState } from 'preact/hooks';
import { formatNumber } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import type { Judged } from '../../shared/judgement/view';
import { ask } from '../own-page/ask';
import type { Judgement, NoteDraft, NoteKind } from '../protocol';
import { BackButton } from './back-button';
import { LogForm } from './log-form';
import { NoticedPanel } from './noticed-panel';
import { PulsePanel } from './pulse-panel';
import { say } from './say';
import { type SayTab, SayTabs } from './say-tabs';
import { SignalsPanel } from './signals-panel';

interface CustomerFormsProps {
  t: Translate;
  customer: { id: string; name: string; contact: string; fromMail: boolean };
  draft: NoteDraft | undefined;
  /** Rises whenever something may have changed what there is to say. */
  version: number;
  mayWrite: boolean;
  onDraft: (draft: NoteDraft) => void;
  onSettle: (customer: string) => Promise<void>;
  onSaved: (id: string, note: NoteDraft) => void;
  /** Something was said; the id takes it back. */
  onSaid: (id: string, text: string) => void;
  onReplace: (id: string) => Promise<void>;
  onBack: (() => void) | null;
}

/** All that a person says of one customer, in one place: a contact, what was noticed, what becomes of a warning, how they judge. */
export function CustomerForms(props: CustomerFormsProps) {
  const { t, customer, version, mayWrite, onBack, onSaid, onReplace } = props;
  const [tab, setTab] = useState<SayTab>('log');
  const [kind, setKind] = useState<NoteKind | null>(null);
  const [judged, setJudged] = useState<Judged | null>(null);
  useEffect(() => {
    let gone = false;
    void ask('judge.view', { customer: customer.id }).then((answer) => {
      if (!gone && answer.ok) setJudged(answer.value);
    });
    return () => {
      gone = true;
    };
  }, [customer.id, version]);

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
            onDraft={props.onDraft}
            onSettle={props.onSettle}
            onSaved={props.onSaved}
          />
        )}
        {tab === 'noticed' && <NoticedPanel t={t} contact={customer.contact} say={tell} onReplace={onReplace} />}
        {tab === 'signals' && judged && (
          <SignalsPanel
            t={t}
            judged={judged}
            say={tell}
            onLog={(wanted) => {
              setKind(wanted);
              setTab('log');
            }}
          />
        )}
        {tab === 'pulse' && judged && <PulsePanel t={t} judged={judged} say={tell} />}
      </div>
    </section>
  );
}
