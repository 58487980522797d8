/**
 * The one door into the background. Whoever speaks is checked by what the browser says of them, never by
 * what they say of themselves; what is said is parsed; and only then somebody acts on it.
 */
import * as v from 'valibot';
import type { Answer, Asks, AskVerb, RowsAnswer, SiteGrant } from '../protocol';
import { PAGE_PAYLOADS, type PagePayload, type PageVerb } from './page-payloads';
import type { AskPayload } from './payloads';

/** Where a page's message came from, as the browser attributes it. */
export interface PageSender {
  tab: number;
  url: string;
  /** Which document of the tab; '' where the browser does not say. */
  document: string;
  grant: SiteGrant;
}
/** What each verb of a content script answers. */
interface PageAnswers {
  /** On a host that the user pointed at: the place of the address. */
  sighting: { selector: string; shape: string } | null;
  /** null: no badges here. */
  rows: RowsAnswer | null;
}
export type PageHandlers = {
  [V in PageVerb]: (said: PagePayload<V>, from: PageSender) => Promise<V extends keyof PageAnswers ? PageAnswers[V] : null>;
};
export type AskHandlers = { [V in AskVerb]: (asked: AskPayload<V>) => Promise<Asks[V]['out']> };

/** An expected refusal of an ask: a code, and a text in the reader's language. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly text: string,
  ) {
    super(code);
  }
}

/** What the browser tells about a sender; the part of `runtime.MessageSender` that counts here. */
export interface Sender {
  id?: string | undefined;
  url?: string | undefined;
  origin?: string | undefined;
  frameId?: number | undefined;
  documentId?: string | undefined;
  tab?: { id?: number | undefined; url?: string | undefined } | undefined;
}
export interface RouterParts {
  /** Our own id and the origin of our own pages, without a slash at the end. */
  self: { id: string; origin: string };
  /** The grant that covers a page address; null where there is none. */
  grantAt(url: string): Promise<SiteGrant | null>;
  page: PageHandlers;
  /** Made when one of our pages first asks: what they may ask is most of what we are, and most starts of the background are for a card. */
  ask(): Promise<AskHandlers>;
  /** Called with what failed unexpectedly: a name, never the message. */
  failed(verb: string, error: unknown): void;
}
type Respond = (answer: unknown) => void;

/** The `onMessage` listener: answers through `sendResponse` and returns true, which every browser understands. */
export function messageRouter(parts: RouterParts): (message: unknown, sender: Sender, sendResponse: Respond) => true | undefined {
  return (message, sender, sendResponse) => {
    const verb = verbOf(message);
    if (verb === null || sender.id !== parts.self.id) return undefined;
    const answer = isOwnPage(sender, parts.self.origin) ? answerAsk(parts, verb, message) : answerPage(parts, verb, message, sender);
    answer.then(sendResponse, (error) => {
      parts.failed(verb, error);
      sendResponse({ ok: false, code: 'failed', text: '' });
    });
    return true;
  };
}

/** One of our own pages, popup or tab. A frame of ours inside a foreign page does not exist: no file of ours is web accessible. */
function isOwnPage(sender: Sender, origin: string): boolean {
  return sender.url?.startsWith(`${origin}/`) === true && (sender.origin === undefined || sender.origin === origin);
}

async function answerAsk(parts: RouterParts, verb: string, message: unknown): Promise<Answer<AskVerb>> {
  const { ASK_PAYLOADS } = await import('./payloads');
  if (!Object.hasOwn(ASK_PAYLOADS, verb)) return { ok: false, code: 'verb', text: '' };
  const known = verb as AskVerb;
  const parsed = v.safeParse(ASK_PAYLOADS[known], message);
  if (!parsed.success) return { ok: false, code: 'payload', text: '' };
  try {
    const handler = (await parts.ask())[known] as (asked: unknown) => Promise<Asks[AskVerb]['out']>;
    return { ok: true, value: await handler(parsed.output) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: error.code, text: error.text };
    throw error;
  }
}

async function answerPage(parts: RouterParts, verb: string, message: unknown, sender: Sender): Promise<unknown> {
  const url = sender.url ?? '';
  const tab = sender.tab?.id;
  if (tab === undefined || sender.frameId !== 0) return null;
  if (sender.origin !== undefined && !url.startsWith(`${sender.origin}/`)) return null;
  if (!Object.hasOwn(PAGE_PAYLOADS, verb)) return null;
  const known = verb as PageVerb;
  const parsed = v.safeParse(PAGE_PAYLOADS[known], message);
  if (!parsed.success) return null;
  const grant = await parts.grantAt(url);
  if (grant === null) return null;
  // Two programs may share a host name on different ports, and a browser whose patterns know no port runs both scripts.
  if ('site' in parsed.output && parsed.output.site !== grant.site) return null;
  const handler = parts.page[known] as (said: unknown, from: PageSender) => Promise<unknown>;
  return handler(parsed.output, { tab, url, document: sender.documentId ?? '', grant });
}

function verbOf(message: unknown): string | null {
  if (typeof message !== 'object' || message === null || !('verb' in message)) return null;
  return typeof message.verb === 'string' ? message.verb : null;
}
