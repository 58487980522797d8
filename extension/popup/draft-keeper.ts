/** Keeps what is being typed: each change is sent at once, or as soon as the one before it was kept; so closing the popup loses nothing. */
import { ask } from '../own-page/ask';
import type { NoteDraft } from '../protocol';

export interface DraftKeeper {
  /** The draft of a customer as last typed here, else as kept by the device; undefined where there is none. */
  of(customer: string, kept: readonly NoteDraft[]): NoteDraft | undefined;
  /** Keeps it; one without text and reminder is forgotten. */
  keep(draft: NoteDraft): void;
  /** Waits until nothing is on its way and forgets what still waited to be kept: the note was saved. */
  settle(customer: string): Promise<void>;
}

export function openDraftKeeper(): DraftKeeper {
  const typed = new Map<string, NoteDraft>();
  const waiting = new Map<string, NoteDraft>();
  let sending: Promise<void> | null = null;

  async function send(): Promise<void> {
    for (let next = waiting.values().next().value; next !== undefined; next = waiting.values().next().value) {
      waiting.delete(next.customer);
      await ask('note.draft', { draft: next });
    }
    sending = null;
  }
  return {
    of: (customer, kept) => typed.get(customer) ?? kept.find((draft) => draft.customer === customer),
    keep(draft) {
      typed.set(draft.customer, draft);
      waiting.set(draft.customer, draft);
      sending ??= send();
    },
    async settle(customer) {
      waiting.delete(customer);
      await sending;
      typed.delete(customer);
    },
  };
}
