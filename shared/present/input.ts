/** What the card is made of: one customer, the rules, the moment, the reader, and how fresh it all is. */
import type { Look } from '../health/explain';
import type { Model } from '../health/model';
import type { Locale } from '../i18n/message';
import type { Heard } from '../judgement/heard';
import type { Programme } from '../loyalty/programme';
import type { OutreachList } from '../outreach/list';
import type { CustomerRecord } from '../record';
import type { Segment } from '../segments';

export interface Freshness {
  /** When the book was last brought up to date (epoch ms); null: never. */
  syncedAt: number | null;
  offline: boolean;
  reachable: boolean;
  /** Acts that wait to be sent. */
  waiting: number;
  updateNeeded: boolean;
}
export interface PresentInput {
  record: CustomerRecord;
  model: Model;
  programme: Programme;
  /** The saved segments of the workspace; none where absent. */
  segments?: readonly Segment[];
  /** The open outreach lists of the workspace; none where absent. */
  outreach?: readonly OutreachList[];
  /** Epoch ms, the device's clock with the server's offset. */
  now: number;
  locale: Locale;
  /** What this user saw last; null at the first time. */
  look: Look | null;
  /** The model of that look, where it is another one than today's and still known. */
  before?: Model | null;
  /** How the open message led here; null where the customer was opened by hand. */
  match: { how: 'address' | 'domain' | 'chosen' /** A contact's id. */; contact: string | null; address: string } | null;
  /** User id → name, for authors and owners. */
  users: Record<string, string>;
  freshness: Freshness;
  undo?: { text: string };
  /** What the reading on this device heard in the opened message and nobody has answered yet. */
  heard?: readonly Heard[];
  /** The opened message: it counts as the last contact shown, and never in the score, which all devices share. `theirs`: they wrote it. */
  reading?: { at: number; theirs: boolean };
}
