import type { Ref } from 'preact';
import { useState } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';
import { type Colleague, suggested, withName } from './mentions';

interface NoteTextProps {
  t: Translate;
  field: Ref<HTMLTextAreaElement>;
  text: string;
  colleagues: readonly Colleague[];
  onText: (text: string) => void;
  onSave: () => void;
}
/** The text of a note. After an @ the colleagues who may be meant stand under it: arrows choose, Enter or Tab takes, Escape leaves it. */
export function NoteText({ t, field, text, colleagues, onText, onSave }: NoteTextProps) {
  const [cursor, setCursor] = useState(0);
  const [at, setAt] = useState(0);
  const [left, setLeft] = useState(-1);
  const open = suggested(text, Math.min(cursor, text.length), colleagues);
  const offered = open === null || open.from === left ? null : open;
  const take = (area: HTMLTextAreaElement, colleague: Colleague | undefined) => {
    if (offered === null || colleague === undefined) return;
    const next = withName(text, offered.from, cursor, colleague.name);
    onText(next.text);
    setCursor(next.cursor);
    setAt(0);
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(next.cursor, next.cursor);
    });
  };
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      onSave();
      return;
    }
    if (offered === null || event.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setAt((at + step + offered.found.length) % offered.found.length);
    else if (event.key === 'Enter' || event.key === 'Tab') take(event.currentTarget, offered.found[at]);
    else if (event.key === 'Escape') setLeft(offered.from);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="writing">
      <textarea
        ref={field}
        // An empty field is the page's; what is typed may be of another direction.
        dir={text === '' ? undefined : 'auto'}
        rows={2}
        maxLength={4000}
        value={text}
        aria-label={t('popup.log.placeholder')}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        aria-controls={offered ? 'mentions' : undefined}
        aria-activedescendant={offered ? `mention-${at}` : undefined}
        placeholder={t('popup.log.placeholder')}
        onInput={(event) => {
          setCursor(event.currentTarget.selectionStart);
          setAt(0);
          onText(event.currentTarget.value);
        }}
        onKeyUp={(event) => setCursor(event.currentTarget.selectionStart)}
        onClick={(event) => setCursor(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
      />
      {offered && (
        <div id="mentions" role="listbox" aria-label={t('note.tell')} class="found mentions">
          {offered.found.map((colleague, nth) => (
            <div
              key={colleague.id}
              id={`mention-${nth}`}
              role="option"
              tabIndex={-1}
              aria-selected={nth === at}
              class={nth === at ? 'is-at' : ''}
              // Before the field loses the focus.
              onMouseDown={(event) => {
                event.preventDefault();
                const area = event.currentTarget.closest('.writing')?.querySelector('textarea');
                if (area) take(area, colleague);
              }}
            >
              <bdi class="cut">{colleague.name}</bdi>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
