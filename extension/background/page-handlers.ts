/** What content scripts may bring about: each concerns the message their own tab shows, and nothing else. */
import { browser } from 'wxt/browser';
import type { Look } from '../../shared/health/explain';
import { REMARK_OF } from '../../shared/judgement/heard';
import { SIGNALS } from '../../shared/signals/registry';
import type { NoteKind } from '../protocol';
import { type Acts, LATER } from './acts';
import { askedInSession, askingLimit } from './asking-limit';
import type { Book } from './book';
import type { ChoiceStore } from './choices';
import type { ConnectionStore } from './connection';
import { isPaired } from './connection';
import type { Hearing } from './hearing';
import type { Looks } from './looks';
import type { PageHandlers } from './messages';
import { openCustomer, openPopup } from './open-page';
import { HOLD } from './outbox';
import { badgesFor } from './rows';
import type { Sightings } from './sightings';
import { answerSite } from './site-answers';
import { readTab, type TabState, writeTab } from './tabs';
import type { Views } from './views';

export interface PageParts {
  book: Book;
  connection: ConnectionStore;
  choices: ChoiceStore;
  looks: Looks<Look>;
  views: Views;
  acts: Acts;
  hearing: Hearing;
  sightings: Sightings;
  now(): number;
  hasWork(): void;
}

/** The table of page verbs. */
export function pageHandlers(parts: PageParts): PageHandlers {
  const { book, choices, looks, acts, sightings, now } = parts;
  const mayAsk = askingLimit(askedInSession);
  const originOf = ({ url }: { url: string }): string => new URL(url).origin;
  const showing = async (tab: number, key: string, customer: string): Promise<TabState | null> => {
    const state = await readTab(tab);
    return state !== null && state.key === key && state.match.kind === 'customer' && state.match.customer === customer ? state : null;
  };
  return {
    async sighting(said, from) {
      const count = said.outcome === 'conversation' ? said.correspondents.length : 0;
      return mayAsk(originOf(from), count, now()) ? sightings.seen(said, from) : null;
    },
    // Over the limit every row is a stranger's.
    rows: async (said, from) =>
      mayAsk(originOf(from), said.addresses.length, now()) ? badgesFor(parts, said, from) : { badges: said.addresses.map(() => null) },
    async log({ key, customer, kind }, { tab }) {
      await logFromCard(parts, tab, kind, { key, customer });
      return null;
    },
    async later({ key, customer, act }, { tab }) {
      const state = await showing(tab, key, customer);
      if (state === null || !(await mayWrite(parts.connection))) return null;
      const record = await book.record(customer);
      const task = record?.facts.tasks.find(({ id }) => id === act || act === `task:${id}`);
      const until = now() + LATER;
      const title = await parts.views.actTitle('later');
      const id = SIGNALS.some((signal) => signal.id === act)
        ? await acts.signalUntil({ customer, signal: act, until, title })
        : await acts.taskUntil({
            customer,
            task: task?.id ?? null,
            taskTitle: task?.title ?? (await parts.views.touchTitle(customer)),
            until,
            title,
          });
      await remember(parts, tab, { id, kind: 'later', until: now() + HOLD });
      return null;
    },
    async confirm({ key, choice }, { tab, grant }) {
      // Said as the card leaves, when the tab may already show another message.
      if ('looked' in choice) {
        await looks.seen(tab, choice.looked);
        return null;
      }
      const state = await readTab(tab);
      if (state === null || state.key !== key) return null;
      if ('undo' in choice) {
        if (state.logged === null) return null;
        await acts.undo(state.logged.id);
        await parts.hearing.undone(tab, state.logged);
        await writeTab(tab, { ...state, logged: null });
        await sightings.publish(tab);
        parts.hasWork();
      } else if ('heard' in choice) {
        if (!(await mayWrite(parts.connection))) return null;
        const kind = REMARK_OF[choice.heard];
        const id = await parts.hearing.answer(tab, state, choice.heard, choice.so, await parts.views.actTitle(kind));
        if (id === null) await sightings.publish(tab);
        else await remember(parts, tab, { id, kind, until: now() + HOLD });
      } else if ('wrote' in choice || 'site' in choice) {
        await answerSite(choice, state, { tab, grant }, parts);
      } else if ('closed' in choice) {
        await writeTab(tab, { ...state, closed: true });
        await looks.left(tab, now());
      } else if (state.match.kind === 'ask' && state.match.candidates.includes(choice.customer)) {
        await choices.choose(state.match, choice.customer);
        const { address } = state.match;
        await writeTab(tab, { ...state, match: { kind: 'customer', customer: choice.customer, how: 'chosen', contact: null, address } });
        await sightings.publish(tab);
      }
      return null;
    },
    async open({ what, customer }, { tab }) {
      if (what === 'options') await browser.runtime.openOptionsPage();
      else if (what === 'customer' && customer !== undefined) await openCustomer(customer);
      else await openPopup(tab);
      return null;
    },
  };
}

/** Logs a contact with the customer that a tab's card shows; with `only`, refuses when the tab has moved on. Answers whether it was kept. */
export async function logFromCard(
  parts: PageParts,
  tab: number,
  kind: NoteKind,
  only?: { key: string; customer: string },
): Promise<boolean> {
  const state = await readTab(tab);
  if (state === null || state.match.kind !== 'customer' || !(await mayWrite(parts.connection))) return false;
  const { customer, contact } = state.match;
  if (only !== undefined && (only.key !== state.key || only.customer !== customer)) return false;
  // A key held down or a page that repeats itself logs once: until the undo runs out, the card offers only that.
  if (state.logged !== null && state.logged.until > parts.now()) return false;
  const title = await parts.views.actTitle(kind);
  const id = await parts.acts.note({ customer, kind, text: '', contact: contact ?? '', remindAt: null, title, followUp: title });
  await remember(parts, tab, { id, kind, until: parts.now() + HOLD });
  return true;
}

/** The card shows the undo until it runs out, then itself again. */
async function remember(parts: PageParts, tab: number, logged: NonNullable<TabState['logged']>): Promise<void> {
  const state = await readTab(tab);
  if (state === null) return;
  await writeTab(tab, { ...state, logged });
  await parts.sightings.publish(tab);
  parts.hasWork();
}

async function mayWrite(connection: ConnectionStore): Promise<boolean> {
  const link = await connection.read();
  return isPaired(link) && link.role !== 'viewer';
}
