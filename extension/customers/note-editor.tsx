import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TimelineEntry } from '../../shared/api/timeline-answer';
import type { Translate } from '../../shared/i18n/t';
import type { NoteDetail, NoteKind, NoteTopic } from '../log-protocol';
import { ConfirmButton } from '../options/confirm-button';
import { ask } from '../own-page/ask';
import { SaveOrCancel } from '../own-page/save-or-cancel';
import { NoteMore } from '../popup/note-more';

interface Props {
  t: Translate;
  customer: string;
  note: TimelineEntry;
  /** It was written anew or taken away. */
  onDone: () => void;
  onCancel: () => void;
}
/** Corrects a note: the same id in a higher revision, at the time it was first written for. */
export function NoteEditor({ t, customer, note, onDone, onCancel }: Props) {
  const { data } = note;
  const [text, setText] = useState(String(data.text ?? ''));
  const [detail, setDetail] = useState<NoteDetail>({
    direction: data.direction as NoteDetail['direction'],
    sentiment: data.sentiment as NoteDetail['sentiment'],
    reasons: (data.reasons as NoteDetail['reasons']) ?? [],
    about: data.about as NoteTopic | undefined,
    care: data.care === true,
    formal: data.tone === 'formal',
    pinned: data.pinned === true,
  });
  const [problem, setProblem] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const place = { customer, id: note.id, revision: note.revision, at: note.at };
  const { contact, follow_up, thread, mentions } = data as { contact?: string; follow_up?: number; thread?: string; mentions?: string[] };
  const save = async () => {
    const answer = await ask('note.edit', {
      ...place,
      kind: data.kind as NoteKind,
      text,
      ...detail,
      ...(mentions ? { mentions } : {}),
      keep: { ...(contact ? { contact } : {}), ...(follow_up ? { follow_up } : {}), ...(thread ? { thread } : {}) },
    });
    await finish(answer);
  };
  /** The Worker is asked at once, so that what is read next is what was written. */
  const finish = async (answer: { ok: true } | { ok: false; text: string }) => {
    if (!answer.ok) return setProblem(answer.text);
    await ask('sync.now');
    onDone();
  };
  return (
    <form
      class="note-editor"
      aria-label={t('note.edit')}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void save();
      }}
    >
      <textarea
        ref={field}
        dir="auto"
        rows={3}
        maxLength={4000}
        value={text}
        aria-label={t('popup.log.placeholder')}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <NoteMore t={t} detail={detail} inward={data.kind === 'note'} onChange={(part) => setDetail({ ...detail, ...part })} />
      <SaveOrCancel t={t} problem={problem} onCancel={onCancel}>
        <ConfirmButton
          t={t}
          label={t('action.delete')}
          sure={t('note.delete.sure')}
          onConfirm={async () => finish(await ask('note.delete', place))}
        />
      </SaveOrCancel>
    </form>
  );
}
