/** How our own pages (popup, options) ask the background. Every answer is a value or a worded problem, never an exception. */
import { browser } from 'wxt/browser';
import type { Answer, Asks, AskVerb } from '../protocol';

export async function ask<V extends AskVerb>(
  verb: V,
  ...[input]: Record<string, never> extends Asks[V]['in'] ? [Asks[V]['in']?] : [Asks[V]['in']]
): Promise<Answer<V>> {
  try {
    const answer = (await browser.runtime.sendMessage({ verb, ...(input ?? {}) })) as Answer<V> | undefined;
    return answer ?? { ok: false, code: 'background.silent', text: '' };
  } catch {
    // The background was replaced by an update while this page stood open.
    return { ok: false, code: 'background.gone', text: '' };
  }
}
