import { useState } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';
import type { Judged, JudgedClosing, JudgedMatter, JudgedSignal } from '../../shared/judgement/view';
import { SignalShape } from '../card/shapes';
import type { Judgement, NoteKind } from '../protocol';
import { PlayOffer } from '../work/plays';
import type { Work } from '../work/use-work';
import type { Say } from './say';
import { SnoozeForm } from './snooze-form';

interface SignalsPanelProps {
  t: Translate;
  judged: Judged;
  /** For the plays that a warning offers; null until it is read. */
  work: Work | null;
  say: Say;
  /** Where an act ends it that is done elsewhere: its note is written in the log. */
  onLog: (kind: NoteKind) => void;
}
/** So many open matters stand here; the rest come by a click. */
const FIRST_MATTERS = 4;

/** The open warnings: seen, put aside, woken, or ended by what we did; then what else waits for a word of ours. */
export function SignalsPanel({ t, judged, work, say, onLog }: SignalsPanelProps) {
  const [snoozing, setSnoozing] = useState('');
  const [problem, setProblem] = useState('');
  const [all, setAll] = useState(false);
  const tell = async (judgement: Judgement) => {
    const answer = await say(judgement);
    setProblem(answer.ok ? '' : answer.problem);
    if (answer.ok) setSnoozing('');
  };
  const close = ({ kind, ids, how, label }: JudgedClosing) => tell({ do: 'close', kind, ids, how, label });
  // What a warning offers already stands there; of a promise one may also say that it was not kept.
  const offered = new Set(judged.signals.flatMap(({ closings }) => closings.flatMap(({ kind, ids }) => ids.map((id) => `${kind} ${id}`))));
  const matters = judged.matters.filter(({ kind, id }) => kind === 'promise' || !offered.has(`${kind} ${id}`));
  return (
    <div class="judge">
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {judged.signals.length === 0 && <p class="sub">{t('card.no-signals')}</p>}
      <ul>
        {judged.signals.map((signal) => (
          <SignalItem
            key={signal.id}
            t={t}
            signal={signal}
            work={work}
            snoozing={snoozing === signal.id}
            onSnoozing={(open) => setSnoozing(open ? signal.id : '')}
            tell={tell}
            close={close}
            onLog={onLog}
          />
        ))}
      </ul>
      {matters.length > 0 && (
        <section aria-labelledby="matters">
          <h3 id="matters" class="sub">
            {t('judge.matters')}
          </h3>
          <ul>
            {(all ? matters : matters.slice(0, FIRST_MATTERS)).map((matter) => (
              <MatterItem key={`${matter.kind} ${matter.id}`} matter={matter} close={close} />
            ))}
          </ul>
          {!all && matters.length > FIRST_MATTERS && (
            <button type="button" class="btn txt" onClick={() => setAll(true)}>
              {t('today.more', { n: matters.length - FIRST_MATTERS })}
            </button>
          )}
        </section>
      )}
    </div>
  );
}

interface SignalItemProps {
  t: Translate;
  signal: JudgedSignal;
  work: Work | null;
  snoozing: boolean;
  onSnoozing: (open: boolean) => void;
  tell: (judgement: Judgement) => Promise<void>;
  close: (closing: JudgedClosing) => Promise<void>;
  onLog: (kind: NoteKind) => void;
}
function SignalItem({ t, signal, work, snoozing, onSnoozing, tell, close, onLog }: SignalItemProps) {
  const { id, act, closings, snoozed } = signal;
  // The letter stands on the same key whatever the keyboard writes.
  const onKeyDown = (event: KeyboardEvent) => {
    if (snoozing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.code === 'KeyS' && signal.seen === '' && snoozed === '') void tell({ do: 'seen', signal: id });
    else if (event.code === 'KeyZ' && snoozed === '') onSnoozing(true);
    else return;
    event.preventDefault();
  };
  return (
    <li data-signal={id} class={snoozed === '' ? '' : 'aside'} onKeyDown={onKeyDown}>
      <p class="fact">
        <SignalShape severity={signal.severity} closed={snoozed !== ''} />
        <span class="hidden">{signal.severityWord} </span>
        <b>{signal.text}</b>
        <span class="sub keep">{signal.whose}</span>
        <span class="sub keep">{signal.age}</span>
      </p>
      <p class="sub">
        {[snoozed, signal.caps, snoozed === '' ? signal.evidence : '', signal.seen].filter((words) => words !== '').join(' ')}
      </p>
      <div class="does">
        {closings.map((closing) => (
          <button
            type="button"
            key={`${closing.how} ${closing.ids.join(' ')}`}
            class="btn sec-b"
            data-how={closing.how}
            onClick={() => void close(closing)}
          >
            {closing.label}
          </button>
        ))}
        {act && snoozed === '' && (
          <button type="button" class="btn sec-b" onClick={() => onLog(act.log)}>
            {act.title}
          </button>
        )}
        {snoozed !== '' && (
          <button type="button" class="btn txt" data-do="wake" onClick={() => void tell({ do: 'wake', signal: id })}>
            {t('judge.wake')}
          </button>
        )}
        {snoozed === '' && signal.seen === '' && (
          <button type="button" class="btn txt" data-do="seen" aria-keyshortcuts="s" onClick={() => void tell({ do: 'seen', signal: id })}>
            {t('judge.seen')}
          </button>
        )}
        {snoozed === '' && (
          <button
            type="button"
            class="btn txt"
            data-do="snooze"
            aria-keyshortcuts="z"
            aria-expanded={snoozing}
            onClick={() => onSnoozing(!snoozing)}
          >
            {t('judge.snooze')}
          </button>
        )}
      </div>
      {work && snoozed === '' && <PlayOffer work={work} signal={id} />}
      {snoozing && (
        <SnoozeForm
          t={t}
          onSnooze={(until, reason) => tell({ do: 'snooze', signal: id, until, reason })}
          onClose={() => onSnoozing(false)}
        />
      )}
    </li>
  );
}

function MatterItem({ matter, close }: { matter: JudgedMatter; close: (closing: JudgedClosing) => Promise<void> }) {
  return (
    <li data-matter={matter.id}>
      <p class="fact">
        <b class="keep">{matter.title}</b>
        <bdi class="sub cut">{matter.text}</bdi>
        <span class="sub keep">{matter.when}</span>
      </p>
      <div class="does">
        {matter.closings.map((closing) => (
          <button type="button" key={closing.how} class="btn txt" data-how={closing.how} onClick={() => void close(closing)}>
            {closing.label}
          </button>
        ))}
      </div>
    </li>
  );
}
