/** Runs every site adapter on a saved page: what `npm run site` prints. */
import { matchesHost, SITES } from '../../extension/sites/registry';
import { distinct, type Reading, type Role, type Site } from '../../extension/sites/site';

export interface SavedPageReading {
  site: string | null;
  outcome: Reading['outcome'];
  key: string | null;
  strategy: string | null;
  correspondents: { address: string; role: Role }[];
  rows: { address: string }[];
  own: string[];
}

/** Which sites claim this page: by its host, or by their own marks in it. */
export function claims(doc: Document, url: URL, sites: readonly Site[] = SITES): Site[] {
  return sites.filter((site) => matchesHost(site, url) || (site.recognises?.(doc, url) ?? false));
}

/** The first claim that reads something decides; a claim without a reading still names the site. */
export function readSavedPage(doc: Document, url: URL, sites: readonly Site[] = SITES): { reading: SavedPageReading; looked: string[] } {
  const readings = claims(doc, url, sites).map((site) => ({ site: site.id, reading: site.read(doc, url) }));
  const { site, reading } = readings.find((one) => one.reading.outcome !== 'none') ??
    readings[0] ?? { site: null, reading: { outcome: 'none' as const } };
  const empty: SavedPageReading = { site, outcome: reading.outcome, key: null, strategy: null, correspondents: [], rows: [], own: [] };
  if (reading.outcome === 'conversation') {
    // Own addresses stand in `own` only, also where we are the sender.
    const correspondents = distinct(reading.correspondents, reading.own)
      .filter((one) => !reading.own.includes(one.address))
      .map(({ address, role }) => ({ address, role }));
    return { reading: { ...empty, key: reading.key, strategy: reading.strategy, correspondents, own: reading.own }, looked: [] };
  }
  if (reading.outcome === 'list') {
    return {
      reading: { ...empty, strategy: reading.strategy, rows: reading.rows.map(({ address }) => ({ address })), own: reading.own },
      looked: [],
    };
  }
  return { reading: empty, looked: reading.outcome === 'unrecognised' ? reading.looked : [] };
}
