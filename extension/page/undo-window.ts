/** How long an act can be taken back from the card, in ms. */
export const UNDO_MS = 8000;

/**
 * Keeps the offer to undo for eight seconds from when its words first came; a view that comes again with the same words (a sync) does not
 * start the time anew. `onOver` is called when the time is up, for a new drawing.
 */
export function openUndoWindow(onOver: () => void, signal: AbortSignal): { offers(words: string): boolean; take(): void } {
  let known = '';
  let over = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    clearTimeout(timer);
    over = true;
  };
  signal.addEventListener('abort', end);
  return {
    /** Whether the offer with these words still stands; '' forgets the last one. */
    offers(words) {
      if (words !== known) {
        clearTimeout(timer);
        known = words;
        over = signal.aborted;
        if (words && !over)
          timer = setTimeout(() => {
            over = true;
            onOver();
          }, UNDO_MS);
      }
      return words !== '' && !over;
    },
    take: end,
  };
}
