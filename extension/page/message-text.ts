/** The text of the opened message, for a background that asks for it: at the very moment, of that very message, and nothing else of the page. */
import type { Site } from '../sites/site';

/** The opened message's text, at most 20,000 characters; read in the background and dropped there. */
export interface MessageText {
  key: string;
  text: string;
  /** Which entry of a ticket it is; '' where the key says it all. */
  part: string;
  /** The page itself calls it a mailing. */
  bulk: boolean;
}

const LONGEST = 20_000;
/** What was written before, as the mail programs of today mark it; what they mark by words is cut by the reading. */
const QUOTED = 'blockquote, .gmail_quote';

/** The answer for the message with this key that `from` wrote; null where another one is open by now, or nothing is sure. */
export function messageText(site: Site, doc: Document, url: URL, key: string, from: string): MessageText | null {
  const reading = site.read(doc, url);
  const body = reading.outcome === 'conversation' && reading.key === key ? site.body?.(doc, url, from) : null;
  if (!body) return null;
  let text = '';
  let { bulk = false } = body;
  for (const part of body.parts as HTMLElement[]) {
    let own = part.innerText;
    for (const quote of part.querySelectorAll<HTMLElement>(QUOTED)) own = own.replace(quote.innerText.trim(), () => '');
    text += `${own}\n`;
    bulk ||= [...part.querySelectorAll('a[href*="unsubscribe" i]')].some((link) => !link.closest(QUOTED));
  }
  return { key, text: text.slice(0, LONGEST), part: body.part ?? '', bulk };
}
