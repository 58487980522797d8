import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { readDay } from '../../shared/i18n/dates-follow-up';
import type { Translate } from '../../shared/i18n/t';
import type { LogContext, Templates } from '../log-protocol';
import { ask } from '../own-page/ask';
import type { NoteDraft, NoteKind } from '../protocol';
import { dueOf } from './due';
import { DueField } from './due-field';
import { LogWarnings } from './log-warnings';
import { namedIn } from './mentions';
import { begin } from './new-note';
import { NoteMore } from './note-more';
import { NoteText } from './note-text';
import { type Added, type Stranger, StrangerRow } from './stranger-row';
import { TemplateRow } from './template-row';
import { CHECK_IN, GESTURE, type Prepared, prepare } from './templates';

const KINDS = ['call', 'email', 'meeting', 'visit', 'event', 'message', 'note'] as const satisfies NoteKind[];

interface LogFormProps {
  t: Translate;
  customer: { id: string; name: string; contact: string };
  /** The kind that was asked for; null leaves it as it was. */
  kind: NoteKind | null;
  draft: NoteDraft | undefined;
  /** What is known of the customer; null until it is there. */
  context: LogContext | null;
  stranger: Stranger | null;
  /** The tab whose conversation this is about; undefined where it is about none. */
  tab: number | undefined;
  onDraft: (draft: NoteDraft) => void;
  /** Called before a note is saved: no draft may be kept after it. */
  onSettle: (customer: string) => Promise<void>;
  /** Called with the note's id once it is safely stored on this device, and with words where "saved" says too little. */
  onSaved: (id: string, note: NoteDraft, said?: string) => void;
}

/** Logs a contact: type, save. What is typed is handed on at every letter, so closing the popup loses nothing. The rest waits behind "more". */
export function LogForm({ t, customer, kind: wanted, draft, context, stranger, tab, onDraft, onSettle, onSaved }: LogFormProps) {
  const now = Date.now();
  const [note, setNote] = useState<NoteDraft>(() => begin(draft, customer, wanted, t, now));
  const [added, setAdded] = useState<Added>(null);
  const [problem, setProblem] = useState('');
  const saving = useRef(false);
  const [more, setMore] = useState(false);
  const [own, setOwn] = useState<Templates | null>(null);
  const [template, setTemplate] = useState(CHECK_IN);
  useEffect(() => {
    void ask('templates.read').then((answer) => answer.ok && setOwn(answer.value));
  }, []);
  const field = useRef<HTMLTextAreaElement>(null);
  const due = useRef<HTMLDivElement>(null);
  const { kind, text } = note;
  const words = note.due ?? '';
  const read = readDay(words, now, t.locale);
  const inward = kind === 'note';
  const colleagues = Object.entries(context?.users ?? {}).flatMap(([id, name]) => (id === context?.me ? [] : [{ id, name }]));

  // Before the first frame: who types at once loses no letter.
  useLayoutEffect(() => field.current?.focus(), [customer.id]);

  // What was said last, also between two drawings of the form.
  const latest = useRef(note);
  latest.current = note;
  const change = (part: Partial<NoteDraft>) => {
    const next = { ...latest.current, ...part };
    if (part.due !== undefined) next.remindAt = dueOf(readDay(part.due, now, t.locale), now, t.locale);
    latest.current = next;
    setNote(next);
    onDraft(next);
  };
  const refuse = (words: string, place: HTMLElement | null | undefined) => {
    setProblem(words);
    place?.focus();
  };
  /** Keeps a note; says so where it could not be. */
  const keep = async (note: NoteDraft): Promise<string | null> => {
    const { name: _name, due: _due, formal, direction, ...said } = note;
    const mentions = namedIn(note.text, colleagues);
    const saved = await ask('note.save', {
      ...said,
      ...(customer.contact === '' ? {} : { contact: customer.contact }),
      ...(note.kind === 'note' || !formal ? {} : { formal }),
      ...(note.kind === 'note' || !direction ? {} : { direction }),
      ...(mentions.length === 0 ? {} : { mentions }),
      ...(tab === undefined ? {} : { tab }),
      ...(added === null || stranger === null ? {} : { add: added }),
    });
    if (saved.ok) setProblem('');
    else setProblem([saved.text, t('popup.not-saved')].filter((words) => words !== '').join(' '));
    return saved.ok ? saved.value.id : null;
  };
  const save = async () => {
    const said = latest.current;
    const day = readDay(said.due ?? '', now, t.locale);
    if (saving.current) return;
    if (said.kind === 'note' && said.text.trim() === '') return refuse(t('popup.empty-text'), field.current);
    if (day.kind !== 'nothing' && day.kind !== 'day')
      return refuse(t(day.kind === 'which' ? 'note.due.which' : `note.due.${day.kind}`), due.current?.querySelector('input'));
    saving.current = true;
    await onSettle(customer.id);
    const id = await keep({ ...said, remindAt: dueOf(day, now, t.locale) });
    saving.current = false;
    // The id stays: saved again, it is the same note, even where the first save went through and only its answer was lost.
    if (id === null) return onDraft(said);
    setNote(begin(undefined, customer, said.kind, t, now));
    setAdded(null);
    onSaved(id, said);
  };
  /** Copied for the mail, and logged beside what is being written. */
  const send = async (prepared: Prepared) => {
    await navigator.clipboard.writeText(prepared.text);
    setOwn(prepared.used);
    await ask('templates.save', { templates: prepared.used });
    const text = t('template.logged', { name: { text: prepared.name } });
    const gesture = { ...begin(undefined, customer, 'email', t, now), ...GESTURE, text };
    const id = await keep(gesture);
    if (id !== null) onSaved(id, gesture, t('template.copied'));
  };
  /** One click where all that it names is known; otherwise what is missing is shown first. */
  const checkIn = async (own: Templates, context: LogContext) => {
    const prepared = prepare(t, own, CHECK_IN, context, customer.contact);
    setTemplate(CHECK_IN);
    if (prepared === null || prepared.missing.length > 0) setMore(true);
    else await send(prepared);
  };
  return (
    <form
      class="note"
      aria-label={t('popup.log')}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <fieldset class="kinds">
        <legend class="hidden">{t('popup.log.kind')}</legend>
        {KINDS.map((each) => (
          <label key={each} class={kind === each ? 'is-on' : ''}>
            <input type="radio" name="kind" value={each} checked={kind === each} onChange={() => change({ kind: each })} />
            {t(`kind.${each}`)}
          </label>
        ))}
      </fieldset>
      <NoteText t={t} field={field} text={text} colleagues={colleagues} onText={(text) => change({ text })} onSave={() => void save()} />
      {context && <LogWarnings t={t} context={context} kind={kind} detail={note} onChange={change} />}
      {stranger && <StrangerRow t={t} stranger={stranger} customer={customer.name} added={added} onChange={setAdded} />}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="foot" ref={due}>
        <DueField t={t} now={now} words={words} read={read} onWords={(due) => change({ due })} />
        <button type="submit" class="btn pri">
          {t('popup.save')}{' '}
          <span class="kbd" aria-hidden="true">
            {navigator.platform.startsWith('Mac') ? '⌘↵' : 'Ctrl ↵'}
          </span>
        </button>
      </div>
      <div class="foot">
        <button type="button" class="btn txt" aria-expanded={more} aria-controls="note-more" onClick={() => setMore(!more)}>
          {t('popup.more')}
        </button>
        {own && context && (
          <button type="button" class="btn txt" title={t('template.check-in.help')} onClick={() => void checkIn(own, context)}>
            {t('template.check-in')}
          </button>
        )}
      </div>
      {more && (
        <div id="note-more" class="more-fields">
          <NoteMore t={t} detail={note} inward={inward} onChange={change} />
          {colleagues.length > 0 && <p class="sub">{t('note.tell.hint')}</p>}
          {own && context && (
            <TemplateRow
              t={t}
              own={own}
              context={context}
              contact={customer.contact}
              chosen={template}
              onChoose={setTemplate}
              onCopy={(prepared) => void send(prepared)}
            />
          )}
        </div>
      )}
    </form>
  );
}
