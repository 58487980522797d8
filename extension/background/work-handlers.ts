/** What our pages ask of the work on one customer: what is known of it, what a person says of it, and tasks done or put off. */

import { browser } from 'wxt/browser';
import type { SaidEvent } from '../../shared/act-types';
import { behindTask } from '../../shared/cadence/computed';
import { doneEvents, taskOf } from '../../shared/cadence/computed-due';
import { contextFor } from '../../shared/cadence/context';
import type { Translate } from '../../shared/i18n/t';
import { tallyPlays } from '../../shared/plays/tally';
import type { CustomerRecord } from '../../shared/record';
import type { WorkAsks } from '../work-protocol';
import type { Acts } from './acts';
import { type BeyondParts, bringIntoBook } from './beyond-asks';
import { ownCustomers } from './due';
import { titleOf } from './due-by-rule';
import { type AskHandlers, Refusal } from './messages';
import type { Outbox } from './outbox';
import { withPending } from './pending';
import { ruleCounts } from './rule-counts';
import type { Writing } from './writing';

export interface WorkParts extends BeyondParts, Writing {
  acts: Acts;
  outbox: Outbox;
  /** Shows the cards of this customer anew. */
  publish(customer: string): Promise<void>;
}

export function workHandlers(parts: WorkParts): Pick<AskHandlers, keyof WorkAsks> {
  const { acts, book, outbox, connection } = parts;

  /** The customer as it stands with what was said here; null where the book does not hold it. */
  async function known(customer: string): Promise<CustomerRecord | null> {
    const [stored, waiting] = await Promise.all([book.record(customer), outbox.visible()]);
    return stored === null ? null : withPending(stored, waiting);
  }
  /** What stands behind a task that a rule computed, and the customer's own task where somebody set it. */
  async function behind(customer: string, task: string) {
    const [record, programme, model, now] = await Promise.all([known(customer), book.programme(), book.model(), parts.workerNow()]);
    const own = record?.facts.tasks.find(({ id }) => id === task) ?? null;
    const due = record === null ? null : behindTask(record.facts, contextFor(record.facts, programme, now, model?.restDays), task);
    return { own, due };
  }
  async function say(t: Translate, customer: string, title: string, events: readonly [SaidEvent, ...SaidEvent[]]) {
    const id = await parts.kept(t, acts.say({ customer, events, title }));
    await parts.publish(customer);
    return { id };
  }

  return {
    async 'work.view'({ customer }) {
      await bringIntoBook(parts, customer);
      const [record, model, programme, users, link, now, all, waiting, { lists: outreach }] = await Promise.all([
        known(customer),
        book.model(),
        book.programme(),
        book.users(),
        connection.read(),
        parts.workerNow(),
        book.records(),
        outbox.visible(),
        book.outreach(),
      ]);
      if (record === null) return null;
      const { user: me, role } = link;
      const tally = tallyPlays(all.map((one) => withPending(one, waiting).facts));
      return { record, model, programme, users, me, mayWrite: role !== 'viewer', now, tally, outreach };
    },
    async 'work.rules'() {
      const [model, programme, link, now, all, { lookedAt }] = await Promise.all([
        book.model(),
        book.programme(),
        connection.read(),
        parts.workerNow(),
        book.records(),
        browser.storage.session.get('lookedAt'),
      ]);
      const own = ownCustomers(all, link.user, now);
      const rules = ruleCounts(own, programme, model?.restDays, now);
      return { now, lookedAt: typeof lookedAt === 'number' ? lookedAt : null, customers: own.length, rules };
    },
    async 'work.say'({ customer, title, events: [first, ...rest] }) {
      const t = await parts.writer();
      if (first === undefined) throw new Refusal('payload', t('problem.event.attributes'));
      // Its attributes are the Worker's to judge: our own pages write them by the types of the vocabulary.
      return say(t, customer, title, [first, ...rest] as [SaidEvent, ...SaidEvent[]]);
    },
    async 'task.done'({ customer, task, result, outcome = '' }) {
      const t = await parts.writer();
      const { own, due } = await behind(customer, task);
      const said = { ...(result === undefined ? {} : { result }), outcome };
      if (due !== null) return say(t, customer, own?.title ?? titleOf(due, t), doneEvents(due, own?.title ?? titleOf(due, t), said));
      const words = outcome.trim() === '' ? {} : { outcome: outcome.trim() };
      const done: SaidEvent = { type: 'task.done', data: { task, ...(result === undefined ? {} : { result }), ...words } };
      return say(t, customer, t('task.finished'), [done]);
    },
    async 'task.snooze'({ customer, task, until }) {
      const t = await parts.writer();
      const { own, due } = await behind(customer, task);
      if (due !== null) return say(t, customer, titleOf(due, t), [taskOf(due, own?.title ?? titleOf(due, t), until)]);
      if (own === null) throw new Refusal('customer.unknown', t('problem.customer.unknown'));
      return { id: await parts.kept(t, acts.taskUntil({ customer, task, taskTitle: own.title, until, title: own.title })) };
    },
  };
}
