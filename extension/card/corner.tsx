import type { OnIntent } from './intents';

/** Fold and close, in the corner; last in the order of focus. */
export function Corner({ close, fold, onIntent }: { close: string; fold?: string; onIntent: OnIntent }) {
  return (
    <div class="corner">
      {fold && (
        <button type="button" class="icon" aria-label={fold} title={fold} onClick={(event) => onIntent({ do: 'fold' }, event)}>
          <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
            <path d="M2.5 8.5h7" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" />
          </svg>
        </button>
      )}
      <button type="button" class="icon" aria-label={close} title={close} onClick={(event) => onIntent({ do: 'close' }, event)}>
        <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <path d="M3 3l6 6M9 3l-6 6" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" />
        </svg>
      </button>
    </div>
  );
}
