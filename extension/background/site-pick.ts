/** "Point at the sender": for pages that no adapter knows, the user shows once where the address stands. */
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { languageOf } from '../../shared/i18n/languages';
import type { Translate } from '../../shared/i18n/t';
import type { SiteGrant } from '../protocol';
import { addGrant, setSelector } from './site-access';
import { tellTab } from './tabs';

const Picked = v.nullish(
  v.object({ selector: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)), shape: v.pipe(v.string(), v.maxLength(1000)) }),
);

/** Lets the user point in this tab and remembers the place for its host. False when nothing was chosen. The address itself is not kept. */
export async function pickSender(tab: number, grant: SiteGrant, t: Translate): Promise<boolean> {
  const hint = { text: t('site.pick.help'), none: t('site.pick.none'), dir: languageOf(t.locale.language).direction };
  const target = { tabId: tab };
  await browser.scripting.executeScript({
    target,
    args: [hint],
    func: (words: typeof hint) => {
      (globalThis as { __vafaPickHint?: typeof hint }).__vafaPickHint = words;
    },
  });
  const [result] = await browser.scripting.executeScript({ target, files: ['pick.js'] as never });
  const picked = v.safeParse(Picked, result?.result);
  if (!picked.success || !picked.output) return false;
  await addGrant(grant.origin, 'generic');
  await setSelector(grant.host, picked.output.selector, picked.output.shape);
  // The page is read again, and is then told the place.
  await tellTab(tab, { verb: 'ping' });
  return true;
}
