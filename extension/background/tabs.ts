/** What each tab shows, kept in storage.session: it outlives the background, not the browser, and no page can read it. */
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { NOTE_KINDS, REMARK_KINDS } from '../../shared/attributes';
import type { Match } from '../../shared/matching/match';
import type { ToPage, ToPanel } from '../protocol';
import { sessionArea } from './kept';

const TabSchema = v.object({
  site: v.string(),
  host: v.string(),
  /** Of the last sighting; '' where none is open. */
  key: v.string(),
  outcome: v.picklist(['conversation', 'list', 'none', 'unrecognised']),
  strategy: v.string(),
  looked: v.array(v.string()),
  /** The page is understood and shows no address: the name that it shows, '' for none. */
  named: v.optional(v.nullable(v.string()), null),
  /** The page's own server was asked and did not say who it is. */
  unanswered: v.optional(v.boolean(), false),
  /** Of a site that nobody checked: the address that was read, not yet confirmed or called wrong by the user. */
  unsure: v.optional(v.nullable(v.object({ address: v.string(), wrong: v.boolean() })), null),
  /** How the sighting was matched. The only addresses kept, and only in memory. */
  match: v.custom<Match>((value) => typeof value === 'object' && value !== null && 'kind' in value),
  /**
   * Of somebody the book does not know and the workspace does: whose customer it is, or that this could not be asked. `filling`: the book
   * does not know anybody yet.
   */
  elsewhere: v.optional(v.nullable(v.object({ state: v.picklist(['owned', 'offline', 'filling']), owner: v.string() })), null),
  /** The display name the sender goes by, for a card that warns of a look-alike. */
  name: v.string(),
  /** The customer wrote it, not we. */
  theirs: v.optional(v.boolean(), false),
  /** When the opened message was written, where the page says so. */
  at: v.nullable(v.number()),
  /** The user closed the card of this message. */
  closed: v.boolean(),
  /** The last act logged from this card, until its undo runs out. */
  logged: v.nullable(v.object({ id: v.string(), kind: v.picklist([...NOTE_KINDS, 'later', ...REMARK_KINDS]), until: v.number() })),
});
export type TabState = v.InferOutput<typeof TabSchema>;

/** The opened message as the card takes it: nothing where the page does not say when it was written. */
export const openedIn = ({ at, theirs }: TabState): { at: number; theirs: boolean } | null => (at === null ? null : { at, theirs });

export const EMPTY_TAB: TabState = {
  site: '',
  host: '',
  key: '',
  outcome: 'none',
  strategy: '',
  looked: [],
  named: null,
  unanswered: false,
  unsure: null,
  match: { kind: 'unknown', address: null },
  elsewhere: null,
  name: '',
  theirs: false,
  at: null,
  closed: false,
  logged: null,
};

const keyOf = (tab: number): string => `tab:${tab}`;

/** What is known of a tab; null before its first sighting. */
export async function readTab(tab: number): Promise<TabState | null> {
  const parsed = v.safeParse(TabSchema, await sessionArea.read(keyOf(tab)));
  return parsed.success ? parsed.output : null;
}
/** Known to `readTab` at once; resolves when the browser has it too. */
export async function writeTab(tab: number, state: TabState): Promise<void> {
  await sessionArea.write(keyOf(tab), state);
}
export async function forgetTab(tab: number): Promise<void> {
  await sessionArea.remove(keyOf(tab));
}
/** All tabs that had a sighting. */
export async function allTabs(): Promise<[number, TabState][]> {
  const stored = await browser.storage.session.get(null);
  return Object.entries(stored).flatMap(([key, value]): [number, TabState][] => {
    if (!key.startsWith('tab:')) return [];
    const parsed = v.safeParse(TabSchema, value);
    return parsed.success ? [[Number(key.slice(4)), parsed.output]] : [];
  });
}

/** Says something to the top frame of a tab. False when nobody listens there: a closed or navigated page is no error. */
export async function tellTab(tab: number, message: ToPage): Promise<boolean> {
  try {
    await browser.tabs.sendMessage(tab, message, { frameId: 0 });
    return true;
  } catch {
    return false;
  }
}
export async function tellGrantedTabs(message: ToPage): Promise<void> {
  await Promise.all((await allTabs()).map(([tab]) => tellTab(tab, message)));
}
/** Tells our own pages that a tab (null: any) shows something else now: an open side panel draws it. Not waited for, and mostly nobody listens. */
export function tellPanel(tab: number | null): void {
  void Promise.resolve({ verb: 'shown', tab } satisfies ToPanel)
    .then((message) => browser.runtime.sendMessage(message))
    .catch(() => undefined);
}
