import { useEffect } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';

/** How long an act can be taken back with one click (ms). */
export const UNDO_MS = 8000;

/** Says what was done and offers to take it back; the text says too where it still waits to be sent. */
export function UndoBar({ t, text, onUndo, onEnd }: { t: Translate; text: string; onUndo: () => void; onEnd: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onEnd, UNDO_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="undo" role="status">
      <span class="cut">{text}</span>
      <button type="button" class="btn txt" onClick={onUndo}>
        {t('card.undo')}
      </button>
    </div>
  );
}
