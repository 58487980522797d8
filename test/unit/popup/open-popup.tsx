import { render } from 'preact';
import { vi } from 'vitest';
import { browser } from 'wxt/browser';
import { defaultSettings } from '../../../extension/background/settings';
import type { LogContext, Templates } from '../../../extension/log-protocol';
import { PopupApp } from '../../../extension/popup/app';
import type { Answer, AskMessage, AskVerb, NoteDraft, PopupState, TodayItem } from '../../../extension/protocol';
import type { Judged } from '../../../shared/judgement/view';

export const STATE: PopupState = {
  connection: {
    paired: true,
    revoked: false,
    url: 'https://vafa.example',
    user: 'Maya',
    role: 'agent',
    workspace: 'Acme',
    online: true,
    reachable: true,
    updateNeeded: false,
    syncedAt: 1,
    waiting: 0,
    customers: 2,
  },
  settings: defaultSettings('en-GB'),
  hiddenUntil: 0,
  current: null,
  stranger: null,
  said: null,
  lookUp: '',
  drafts: [],
  today: [],
  unowned: null,
  todayLabel: 'Sat 21 Nov',
  updated: 'Updated just now',
  outbox: [],
};
export const NOTHING_JUDGED: Judged = { signals: [], openCount: 0, matters: [], pulse: null, expired: '' };
export const item = (customer: string, part: Partial<TodayItem> = {}): TodayItem => ({
  id: `row:${customer}`,
  customer,
  name: `The ${customer}`,
  band: 'watch',
  scoreShown: '62',
  title: `Call ${customer}`,
  when: 'today',
  kind: 'Task',
  task: null,
  signal: null,
  log: 'call',
  broken: false,
  why: '4 points lost',
  warn: '',
  ...part,
});

/** A background that outlives the popup: it keeps drafts per customer as the real one does. */
export function background(part: Partial<PopupState> = {}) {
  const kept = new Map<string, NoteDraft>();
  const said: AskMessage[] = [];
  const state: PopupState = { ...STATE, ...part };
  let judged: Judged = NOTHING_JUDGED;
  let judgements = 0;
  let context: LogContext | null = null;
  let templates: Templates = { greeting: '', signOff: '', links: '', list: [], used: [] };
  let refuses: Partial<Record<AskVerb, { code: string; text: string }>> = {};
  const answers: { [V in AskVerb]?: (asked: AskMessage<V>) => unknown } = {
    'popup.state': () => ({ ...state, drafts: [...kept.values()] }),
    'popup.card': () => null,
    search: ({ text }) =>
      ['acme', 'brook', 'cairn']
        .filter((id) => id.includes(text))
        .map((id) => ({ id, name: `The ${id}`, band: 'watch', scoreShown: '62', owner: 'Maya' })),
    'search.beyond': () => ({ found: [], missed: false }),
    'receipt.read': () => [],
    'note.draft': ({ draft }) => {
      if (draft.text.trim() === '' && draft.remindAt === null) kept.delete(draft.customer);
      else kept.set(draft.customer, draft);
      return null;
    },
    'note.save': ({ customer }) => {
      kept.delete(customer);
      return { id: 'NOTE-1', state: 'saved' };
    },
    'note.undo': () => null,
    'log.context': () => context,
    'work.view': () => null,
    'templates.read': () => templates,
    'templates.save': (asked) => {
      templates = asked.templates;
      return null;
    },
    'contact.save': () => ({ id: 'ACT-3' }),
    'learnt.save': () => ({ id: 'ACT-4' }),
    'judge.view': () => judged,
    judge: ({ judgement }) => ({ id: `SAID-${++judgements}`, text: `Said: ${judgement.do}` }),
    'task.done': () => ({ id: 'ACT-1' }),
    'task.snooze': () => ({ id: 'ACT-2' }),
    'today.aside': () => null,
  };
  vi.spyOn(browser.runtime, 'sendMessage').mockImplementation((async (message: AskMessage) => {
    said.push(message);
    await Promise.resolve();
    const refusal = refuses[message.verb];
    if (refusal) return { ok: false, ...refusal } satisfies Answer<AskVerb>;
    return { ok: true, value: answers[message.verb]?.(message as never) };
  }) as never);
  vi.spyOn(browser.tabs, 'query').mockResolvedValue([{ id: 7 }] as never);
  return {
    state,
    said,
    kept,
    judged: (part: Partial<Judged>) => {
      judged = { ...NOTHING_JUDGED, ...part };
    },
    knows: (known: LogContext) => {
      context = known;
    },
    has: (part: Partial<Templates>) => {
      templates = { ...templates, ...part };
    },
    refuse: (refused: typeof refuses) => {
      refuses = refused;
    },
    /** What was asked by this verb, in order. */
    asked: <V extends AskVerb>(verb: V) => said.filter((message) => message.verb === verb) as AskMessage[] as AskMessage<V>[],
  };
}

/** Opens the popup; `close` ends it at once, as a browser does. */
export async function openPopup() {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  render(<PopupApp />, root);
  /** Until nothing changes any more: on a busy machine a redraw may take its time. */
  const settle = async () => {
    for (let still = 0, before = ''; still < 3; ) {
      await new Promise((resolve) => setTimeout(resolve, 12));
      still = root.innerHTML === before ? still + 1 : 0;
      before = root.innerHTML;
    }
  };
  await vi.waitFor(() => {
    if (root.children.length === 0) throw new Error('the popup is still empty');
  });
  const find = <E extends Element = HTMLElement>(selector: string): E => {
    const found = root.querySelector<E>(selector);
    if (!found) throw new Error(`nothing matches ${selector}`);
    return found;
  };
  return {
    root,
    find,
    settle,
    all: (selector: string) => [...root.querySelectorAll<HTMLElement>(selector)],
    close: () => render(null, root),
    click: async (selector: string) => {
      find(selector).click();
      await settle();
    },
    type: async (selector: string, text: string) => {
      const field = find<HTMLInputElement>(selector);
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await settle();
    },
    press: async (selector: string, key: string, more: KeyboardEventInit = {}) => {
      find(selector).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
      await settle();
    },
  };
}
