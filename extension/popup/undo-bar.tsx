import { useEffect } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';

/** How long a logged contact can be taken back with one click. */
export const UNDO_MS = 8000;

export function UndoBar({ t, onUndo, onEnd }: { t: Translate; onUndo: () => void; onEnd: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onEnd, UNDO_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="undo" role="status">
      <span>{t('popup.saved')}</span>
      <button type="button" class="btn txt" onClick={onUndo}>
        {t('card.undo')}
      </button>
    </div>
  );
}
