/** What the popup asks of a person's part in the judgement: what there is to say something of, and saying it. */
import type { Translate } from '../../shared/i18n/t';
import { judgedView } from '../../shared/judgement/view';
import type { Acts } from './acts';
import type { Book } from './book';
import { saidBy } from './judgement';
import { type AskHandlers, Refusal } from './messages';
import type { Outbox } from './outbox';
import { withPending } from './pending';

export interface JudgeParts {
  acts: Acts;
  book: Book;
  outbox: Outbox;
  /** The Worker's clock as this device knows it. */
  workerNow(): Promise<number>;
  words(): Promise<Translate>;
  /** The words of somebody who may write; refuses others. */
  writer(): Promise<Translate>;
  /** Keeps an act and has it sent; a device that can keep nothing refuses in words. */
  kept<T>(t: Translate, act: Promise<T>): Promise<T>;
  /** Shows the cards of this customer anew. */
  publish(customer: string): Promise<void>;
}

export function judgeHandlers(parts: JudgeParts): Pick<AskHandlers, 'judge.view' | 'judge'> {
  const { acts, book, outbox } = parts;
  return {
    async 'judge.view'({ customer }) {
      const [stored, model, users, waiting, now, t] = await Promise.all([
        book.record(customer),
        book.model(),
        book.users(),
        outbox.visible(),
        parts.workerNow(),
        parts.words(),
      ]);
      return stored === null ? null : judgedView(withPending(stored, waiting).facts, model, now, t, users);
    },
    async judge({ customer, judgement }) {
      const t = await parts.writer();
      const [stored, now] = await Promise.all([book.record(customer), parts.workerNow()]);
      if (stored === null) throw new Refusal('customer.unknown', t('problem.customer.unknown'));
      const said = saidBy(judgement, { facts: stored.facts, newId: acts.newId(), now, t });
      if (said === null) throw new Refusal('payload', t('problem.event.attributes'));
      const id = await parts.kept(t, acts.say({ customer, events: said.events, title: said.text }));
      await parts.publish(customer);
      return { id, text: said.text };
    },
  };
}
