/** "Hide everything for an hour": one instant, known to all tabs and surviving the background. */
import type { ToPage } from '../protocol';
import { localArea } from './kept';
import { tellGrantedTabs, tellPanel } from './tabs';

const KEY = 'hiddenUntil';
const HOUR = 60;

/** Until when everything is hidden (device clock, epoch ms); 0 when it is not. */
export async function hiddenUntil(now: number): Promise<number> {
  const until: unknown = await localArea.read(KEY);
  return typeof until === 'number' && until > now ? until : 0;
}

/** Hides cards and badges in every tab, and the side panel's card, for so many minutes; 0 shows them again. Answers until when. */
export async function hideFor(now: number, minutes: number = HOUR): Promise<number> {
  const until = minutes > 0 ? now + minutes * 60_000 : 0;
  await localArea.write(KEY, until);
  tellPanel(null);
  await tellGrantedTabs({ verb: 'hidden', until } satisfies ToPage);
  // Shown again: the pages say anew what is open, badges included.
  if (until === 0) await tellGrantedTabs({ verb: 'ping' });
  return until;
}

/** The shortcut: hides for an hour, or shows again what is hidden. */
export async function toggleHidden(now: number): Promise<number> {
  return hideFor(now, (await hiddenUntil(now)) > 0 ? 0 : HOUR);
}
