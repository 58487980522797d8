/** The list of customers as the book has it, with what was said here and is not yet confirmed: for the customers page while the Worker is away. */
import type { CustomerSums } from '../../shared/api/customer-list';
import type { SegmentsAnswer } from '../../shared/api/segments';
import { FORMULA } from '../../shared/health/model';
import type { Translate } from '../../shared/i18n/t';
import type { ListRules } from '../../shared/listed-now';
import { defaultProgramme } from '../../shared/loyalty/default-programme';
import type { CustomerRecord } from '../../shared/record';
import { inOrder, type Member, membersOf, placedRows, type SavedWho, sumsOf } from '../../shared/saved-list';
import type { ListAsked, ListedPage, ListWho } from '../report-protocol';
import type { Book } from './book';
import type { ConnectionStore } from './connection';
import { Refusal } from './messages';
import type { Outbox } from './outbox';
import { withPending } from './pending';

export interface SavedParts {
  book: Book;
  outbox: Pick<Outbox, 'visible'>;
  connection: ConnectionStore;
  /** The Worker's clock as this device knows it. */
  workerNow(): Promise<number>;
  words(): Promise<Translate>;
}
/** Each null where the book holds nothing to answer with. */
export interface SavedCustomers {
  list(asked: ListAsked): Promise<ListedPage | null>;
  sums(who: ListWho): Promise<CustomerSums | null>;
  segments(): Promise<(SegmentsAnswer & { saved: true }) | null>;
}
/** Customers of one go: a card that is asked for meanwhile waits for no more of them. */
const PIECE = 50;
async function inPieces<A, B>(all: readonly A[], read: (piece: readonly A[]) => readonly B[]): Promise<B[]> {
  const found: B[] = [];
  for (let from = 0; from < all.length; from += PIECE) {
    found.push(...read(all.slice(from, from + PIECE)));
    await new Promise((resolve) => setTimeout(resolve));
  }
  return found;
}
interface Held {
  records: CustomerRecord[];
  rules: ListRules;
}
const EVERYBODY: SavedWho = { band: '', segment: null, owner: null, text: '' };

export function savedCustomers({ book, outbox, connection, workerNow, words }: SavedParts): SavedCustomers {
  async function held(): Promise<Held | null> {
    const [records, waiting, model, programme, now] = await Promise.all([
      book.records(),
      outbox.visible(),
      book.model(),
      book.programme(),
      workerNow(),
    ]);
    if (model === null || records.length === 0) return null;
    return {
      records: records.map((record) => withPending(record, waiting)),
      rules: { model, programme: programme ?? defaultProgramme(), now },
    };
  }
  /** Whom is looked for; refuses a segment that this device has no rule of, or cannot reckon with. */
  async function whom({ band, owner, text, segment }: ListWho, { model }: ListRules): Promise<SavedWho> {
    if (segment === '') return { band, owner, text, segment: null };
    const known = (await book.segments()).segments.find(({ id }) => id === segment);
    if (known === undefined || model.formula !== FORMULA) throw new Refusal('unreachable', (await words())('list.saved.segment'));
    return { band, owner, text, segment: known.filter };
  }

  const among = ({ records, rules }: Held, who: SavedWho): Promise<Member[]> => inPieces(records, (piece) => membersOf(piece, who, rules));

  return {
    async list(asked) {
      const [own, users, link, { scope }, filled] = await Promise.all([
        held(),
        book.users(),
        connection.read(),
        book.cursor(),
        book.isFilled(),
      ]);
      if (own === null) return null;
      const members = await among(own, await whom(asked, own.rules));
      const customers = inOrder(await inPieces(members, (piece) => placedRows(piece, asked.sort, { ...own.rules, users })));
      const whole = scope === 'all' ? 'all' : scope === 'own' || link.role === 'agent' ? 'own' : 'some';
      // All at once: a page behind another would be of another moment, and nothing is waited for.
      return { customers, cursor: null, saved: { at: link.syncedAt, holds: filled ? whole : 'some' } };
    },
    async sums(who) {
      const own = await held();
      return own && sumsOf(await among(own, await whom(who, own.rules)));
    },
    async segments() {
      const [own, { version, segments }] = await Promise.all([held(), book.segments()]);
      if (own === null || own.rules.model.formula !== FORMULA) return null;
      return {
        version,
        as_of: own.rules.now,
        segments: await Promise.all(
          segments.map(async (segment) => ({ ...segment, count: (await among(own, { ...EVERYBODY, segment: segment.filter })).length })),
        ),
        saved: true,
      };
    },
  };
}
