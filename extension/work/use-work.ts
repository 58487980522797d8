/** The work on one customer as a page holds it: what is known, read anew after every act, and the ways to say something. */
import { useEffect, useState } from 'preact/hooks';
import type { SaidEvent } from '../../shared/act-types';
import type { Facts } from '../../shared/facts/facts';
import type { Outcome } from '../../shared/facts/work-facts';
import type { Translate } from '../../shared/i18n/t';
import { atHour } from '../../shared/i18n/week';
import { ask } from '../own-page/ask';
import { MORNING } from '../popup/days';
import type { WorkView } from '../work-protocol';

export interface Work {
  t: Translate;
  customer: string;
  view: WorkView;
  facts: Facts;
  /** By the Worker's clock, epoch ms. */
  now: number;
  /** Why the last act was not kept; '' where it was. */
  problem: string;
  /** Says it and reads anew; false where it could not be kept. `title` is how it reads in the list of waiting things and beside Undo. */
  say(title: string, events: [SaidEvent, ...SaidEvent[]]): Promise<boolean>;
  done(task: string, said?: { result?: Outcome; outcome?: string }): Promise<boolean>;
  /** Puts a task off until tomorrow morning. */
  later(task: string): Promise<boolean>;
  /** An id for a thing that an act makes and later ones speak of. */
  newId(): string;
}

/** Null until it is read, and for a customer that this device does not hold. `onSaid` gets what takes an act back, and its words. */
export function useWork(t: Translate, customer: string, version: number, onSaid: (id: string, text: string) => void): Work | null {
  const [view, setView] = useState<WorkView | null>(null);
  const [problem, setProblem] = useState('');
  const load = async () => {
    const answer = await ask('work.view', { customer });
    return answer.ok ? answer.value : null;
  };
  useEffect(() => {
    let gone = false;
    void load().then((loaded) => !gone && setView(loaded));
    return () => {
      gone = true;
    };
  }, [customer, version]);
  if (view === null || view.record.id !== customer) return null;

  const tell = async (asked: Promise<{ ok: true; value: { id: string } } | { ok: false; text: string }>, text: string) => {
    const answer = await asked;
    setProblem(answer.ok ? '' : answer.text);
    if (!answer.ok) return false;
    setView(await load());
    onSaid(answer.value.id, text);
    return true;
  };
  return {
    t,
    customer,
    view,
    facts: view.record.facts,
    now: view.now,
    problem,
    say: (title, events) => tell(ask('work.say', { customer, title: title.slice(0, 300), events }), title),
    done: (task, said = {}) => tell(ask('task.done', { customer, task, ...said }), t('task.finished')),
    later: (task) => tell(ask('task.snooze', { customer, task, until: atHour(Date.now(), 1, ...MORNING, t.locale) }), t('work.later')),
    newId: () => crypto.randomUUID(),
  };
}
