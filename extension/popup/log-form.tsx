import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { dayAndTime } from '../../shared/i18n/ages';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import type { NoteDraft, NoteKind } from '../protocol';
import { remindChoices } from './remind-choices';

const KINDS = ['call', 'email', 'meeting', 'note'] as const satisfies NoteKind[];

interface LogFormProps {
  t: Translate;
  customer: { id: string; name: string; contact: string };
  /** The kind that was asked for; null leaves it as it was. */
  kind: NoteKind | null;
  draft: NoteDraft | undefined;
  onDraft: (draft: NoteDraft) => void;
  /** Called before a note is saved: no draft may be kept after it. */
  onSettle: (customer: string) => Promise<void>;
  /** Called with the note's id once it is safely stored on this device. */
  onSaved: (id: string, note: NoteDraft) => void;
}

/** Logs a contact: type, save. What is typed is handed on at every letter, so closing the popup loses nothing. */
export function LogForm({ t, customer, kind: wanted, draft, onDraft, onSettle, onSaved }: LogFormProps) {
  const now = Date.now();
  const [kind, setKind] = useState<NoteKind>(wanted ?? draft?.kind ?? 'call');
  const [text, setText] = useState(draft?.text ?? '');
  // A reminder whose time passed while the draft lay here reminds of nothing.
  const [remindAt, setRemindAt] = useState<number | null>(draft?.remindAt && draft.remindAt > now ? draft.remindAt : null);
  const [formal, setFormal] = useState(draft?.formal ?? false);
  const [problem, setProblem] = useState('');
  const [saving, setSaving] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const choices = remindChoices(now, t.locale);
  const chosen = choices.find((each) => each.at === remindAt);
  const note: NoteDraft = { customer: customer.id, name: customer.name, kind, text, remindAt, ...(formal ? { formal } : {}) };

  // Before the first frame: who types at once loses no letter.
  useLayoutEffect(() => field.current?.focus(), [customer.id]);

  const change = (part: Partial<NoteDraft>) => {
    if (part.kind !== undefined) setKind(part.kind);
    if (part.text !== undefined) setText(part.text);
    if (part.remindAt !== undefined) setRemindAt(part.remindAt);
    if (part.formal !== undefined) setFormal(part.formal);
    onDraft({ ...note, ...part });
  };
  const save = async () => {
    if (saving) return;
    if (kind === 'note' && text.trim() === '') {
      setProblem(t('popup.empty-text'));
      field.current?.focus();
      return;
    }
    setSaving(true);
    await onSettle(customer.id);
    const contact = customer.contact === '' ? {} : { contact: customer.contact };
    const saved = await ask('note.save', {
      customer: customer.id,
      kind,
      text,
      remindAt,
      ...contact,
      ...(formal && kind !== 'note' ? { formal } : {}),
    });
    setSaving(false);
    if (!saved.ok) {
      onDraft(note);
      setProblem([saved.text, t('popup.not-saved')].filter((words) => words !== '').join(' '));
      return;
    }
    setText('');
    setRemindAt(null);
    setFormal(false);
    setProblem('');
    onSaved(saved.value.id, note);
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
      <div class="head">
        <fieldset class="kinds">
          <legend class="hidden">{t('popup.log.kind')}</legend>
          {KINDS.map((each) => (
            <label key={each} class={kind === each ? 'is-on' : ''}>
              <input type="radio" name="kind" value={each} checked={kind === each} onChange={() => change({ kind: each })} />
              {t(`kind.${each}`)}
            </label>
          ))}
        </fieldset>
        {kind !== 'note' && (
          <label class="check sub" title={t('popup.formal.help')}>
            <input type="checkbox" checked={formal} onChange={(event) => change({ formal: event.currentTarget.checked })} />
            {t('popup.formal')}
          </label>
        )}
      </div>
      <textarea
        ref={field}
        // An empty field is the page's; what is typed may be of another direction.
        dir={text === '' ? undefined : 'auto'}
        rows={2}
        maxLength={4000}
        value={text}
        aria-label={t('popup.log.placeholder')}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        placeholder={t('popup.log.placeholder')}
        onInput={(event) => change({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
            event.preventDefault();
            void save();
          }
        }}
      />
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="foot">
        <label class="remind">
          <span class="sub keep">{t('popup.remind')}</span>
          <select
            value={remindAt === null ? 'none' : (chosen?.key ?? 'kept')}
            onChange={(event) => change({ remindAt: choices.find((each) => each.key === event.currentTarget.value)?.at ?? null })}
          >
            {remindAt !== null && chosen === undefined && <option value="kept">{dayAndTime(t, remindAt, now)}</option>}
            {choices.map((each) => (
              <option key={each.key} value={each.key}>
                {t(`popup.remind.${each.key}`, { n: 3 })}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="btn pri" disabled={saving}>
          {t('popup.save')}{' '}
          <span class="kbd" aria-hidden="true">
            {navigator.platform.startsWith('Mac') ? '⌘↵' : 'Ctrl ↵'}
          </span>
        </button>
      </div>
    </form>
  );
}
