/**
 * Which hosts Vafa may read, and with which site: granted one by one in our own page. The browser's word on
 * what is granted counts, not ours, and it is asked again at every start, since people take grants back.
 */
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { SiteGrant } from '../protocol';
import { SITES } from '../sites/registry';
import { inTurn } from './in-turn';
import { localArea } from './kept';
import { tellTab } from './tabs';

const Stored = v.array(
  v.object({
    /** Host with its port, as pages name it. */
    host: v.string(),
    origin: v.string(),
    site: v.string(),
    selector: v.optional(v.string()),
    shape: v.optional(v.string()),
    checked: v.optional(v.array(v.object({ strategy: v.string(), right: v.boolean(), at: v.number() }))),
    state: v.picklist(['ok', 'unrecognised', 'unseen']),
  }),
);
type StoredGrant = v.InferOutput<typeof Stored>[number];

const KEY = 'sites';
const SCRIPT = 'watch:';
const turn = inTurn();

/** The sites a user can choose from, with the hosts they are known by. */
export function knownSites(): { id: string; name: string; matches: string[]; unverified?: true; reads?: true }[] {
  return SITES.map(({ id, name, matches, unverified, body }) => ({
    id,
    name,
    matches: [...matches],
    ...(unverified ? { unverified } : {}),
    ...(body ? { reads: true as const } : {}),
  }));
}

/** The origin of an address or match pattern, http and https only; null for anything else. */
export function originOf(text: string): string | null {
  try {
    const url = new URL(text.replace(/\/\*$/, '/'));
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.origin : null;
  } catch {
    return null;
  }
}
/** The permission that covers an origin. Match patterns know no port in Firefox, so ours never names one. */
export function patternOf(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

/** Every granted or once granted host, with the browser's present word on it. */
export async function siteGrants(): Promise<SiteGrant[]> {
  const stored = await readGrants();
  const rows = new Map(stored.map((grant) => [grant.origin, grant]));
  for (const site of SITES) {
    if (site.unverified) continue; // on by the user's own switch alone, which leaves a row
    for (const pattern of site.matches) {
      const origin = originOf(pattern);
      if (origin === null || origin.includes('*') || rows.has(origin)) continue;
      if (await isGranted(origin)) rows.set(origin, { host: new URL(origin).host, origin, site: site.id, state: 'unseen' });
    }
  }
  return Promise.all(
    [...rows.values()].map(async (stored): Promise<SiteGrant> => ({ ...asGrant(stored), granted: await isGranted(stored.origin) })),
  );
}

/** The site that may be read at this page address; null where nothing was granted. Asks the browser about this one host only. */
export async function grantAt(pageUrl: string): Promise<SiteGrant | null> {
  const origin = originOf(pageUrl);
  if (origin === null) return null;
  const [granted, grants] = await Promise.all([isGranted(origin), readGrants()]);
  if (!granted) return null;
  const stored = grants.find((grant) => grant.origin === origin);
  if (stored !== undefined) return asGrant(stored);
  const site = SITES.find(({ matches, unverified }) => !unverified && matches.some((pattern) => originOf(pattern) === origin));
  return site === undefined ? null : { host: new URL(origin).host, origin, site: site.id, granted: true, state: 'unseen' };
}

/** A host was granted in our own page: remembered, watched from now on, and its open tabs at once. */
export async function addGrant(origin: string, site: string): Promise<SiteGrant[]> {
  await turn(async () => {
    const others = (await readGrants()).filter((grant) => grant.origin !== origin);
    await writeGrants([...others, { host: new URL(origin).host, origin, site, state: 'unseen' }]);
  });
  await watchGrantedSites({ openTabs: true });
  return siteGrants();
}

/** Forgets a host: no more watching, and the grant goes back to the browser unless another host of ours needs it. */
export async function removeGrant(host: string): Promise<SiteGrant[]> {
  const gone = (await siteGrants()).find((grant) => grant.host === host);
  await turn(async () => writeGrants((await readGrants()).filter((grant) => grant.host !== host)));
  if (gone !== undefined) {
    const pattern = patternOf(gone.origin);
    const needed = (await readGrants()).some((grant) => patternOf(grant.origin) === pattern);
    // Hosts that the manifest itself holds cannot be given back: the browser says so, and nothing is lost.
    if (!needed) await browser.permissions.remove({ origins: [pattern] }).catch(() => false);
  }
  await watchGrantedSites({ openTabs: false });
  return siteGrants();
}

function asGrant({ selector, shape, checked, ...grant }: StoredGrant): SiteGrant {
  return {
    ...grant,
    granted: true,
    ...(selector === undefined ? {} : { selector }),
    ...(shape === undefined ? {} : { shape }),
    ...(checked === undefined ? {} : { checked }),
  };
}

/** Remembers where on a host the address stands, as the user pointed at it, and the shape of the page's address there. */
export async function setSelector(host: string, selector: string, shape: string): Promise<void> {
  await turn(async () => writeGrants((await readGrants()).map((grant) => (grant.host === host ? { ...grant, selector, shape } : grant))));
}

/**
 * May what this strategy read be believed? On a site that nobody saw a page of only where the user confirmed it on this host: 'ask'
 * before that, 'no' after the user said that it reads the wrong place.
 */
export function trustIn({ site, checked = [] }: SiteGrant, strategy: string): 'yes' | 'no' | 'ask' {
  if (!isUnverified(site)) return 'yes';
  const answer = checked.find((one) => one.strategy === strategy);
  return answer === undefined ? 'ask' : answer.right ? 'yes' : 'no';
}
/** Was anything read here confirmed, or does nothing need to be? Lists show nothing of customers before that. */
export const isBelieved = ({ site, checked = [] }: SiteGrant): boolean => !isUnverified(site) || checked.some(({ right }) => right);
const isUnverified = (site: string): boolean => SITES.some(({ id, unverified }) => id === site && unverified === true);

/** Keeps the user's answer to "is this who wrote?" for this host and strategy (`at` epoch ms). */
export async function noteChecked({ origin }: SiteGrant, strategy: string, right: boolean, at: number): Promise<void> {
  await turn(async () =>
    writeGrants(
      (await readGrants()).map((grant) =>
        grant.origin !== origin
          ? grant
          : { ...grant, checked: [...(grant.checked ?? []).filter((one) => one.strategy !== strategy), { strategy, right, at }] },
      ),
    ),
  );
}

/** Remembers how the last reading at a host went, for the options page. Writes only when it changed. */
export async function noteReading(grant: SiteGrant, state: SiteGrant['state']): Promise<void> {
  if (grant.state === state) return;
  await turn(async () => {
    const stored = await readGrants();
    const { host, origin, site } = grant;
    // The stored row counts: the user may have pointed at the address since the page was read.
    const row = stored.find((one) => one.origin === origin) ?? { host, origin, site };
    await writeGrants([...stored.filter((one) => one.origin !== origin), { ...row, state }]);
  });
}

/** Registers the watch scripts of all granted hosts and drops those of others; with `openTabs`, also runs them where such pages are open. */
export function watchGrantedSites({ openTabs }: { openTabs: boolean }): Promise<void> {
  return turn(async () => {
    const grants = (await siteGrants()).filter((grant) => grant.granted);
    const wanted = new Map<string, { id: string; js: string[]; matches: string[] }>();
    for (const grant of grants) {
      const pattern = patternOf(grant.origin);
      const id = `${SCRIPT}${grant.site}:${pattern}`;
      wanted.set(id, { id, js: [scriptOf(grant.site)], matches: [pattern] });
    }
    const present = await browser.scripting.getRegisteredContentScripts();
    const stale = present.filter((script) => script.id.startsWith(SCRIPT) && !wanted.has(script.id)).map((script) => script.id);
    if (stale.length > 0) await browser.scripting.unregisterContentScripts({ ids: stale });
    const known = new Set(present.map((script) => script.id));
    const fresh = [...wanted.values()].filter((script) => !known.has(script.id));
    if (fresh.length > 0)
      await browser.scripting.registerContentScripts(
        fresh.map((script) => ({ ...script, runAt: 'document_idle' as const, allFrames: false, persistAcrossSessions: true })),
      );
    if (openTabs) await Promise.all(grants.map(runInOpenTabs));
  });
}

async function runInOpenTabs(grant: SiteGrant): Promise<void> {
  const tabs = await browser.tabs.query({ url: patternOf(grant.origin) });
  await Promise.all(
    tabs.flatMap((tab) =>
      tab.id !== undefined && tab.url !== undefined && originOf(tab.url) === grant.origin ? [runSite(tab.id, grant.site)] : [],
    ),
  );
}
/** Has a tab read by this site from now on; a script of another one that is still there ends. */
async function runSite(tab: number, site: string): Promise<void> {
  await tellTab(tab, { verb: 'ping', site });
  await runIn(tab, scriptOf(site));
}
/** Runs one of our scripts in a tab's top frame. A tab that closed or shows an error page is no failure. */
async function runIn(tab: number, file: string): Promise<void> {
  try {
    await browser.scripting.executeScript({ target: { tabId: tab }, files: [file] as never });
  } catch (error) {
    console.debug('vafa: a tab could not be watched', error instanceof Error ? error.name : '');
  }
}

const scriptOf = (site: string): string => `watch-${site}.js`;

async function isGranted(origin: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [patternOf(origin)] });
}
async function readGrants(): Promise<StoredGrant[]> {
  const parsed = v.safeParse(Stored, await localArea.read(KEY));
  return parsed.success ? parsed.output : [];
}
async function writeGrants(grants: StoredGrant[]): Promise<void> {
  await localArea.write(KEY, grants);
}
