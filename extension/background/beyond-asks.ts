/** What our own pages ask beyond the book: customers of a large workspace that it does not hold, and what was sent today. */
import { CustomerAnswer } from '../../shared/api/customer-answer';
import { CustomerList } from '../../shared/api/customer-list';
import { formatNumber } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import type { FoundCustomer } from '../protocol';
import type { Api } from './api-client';
import type { Book } from './book';
import { type ConnectionStore, isPaired } from './connection';
import type { AskHandlers } from './messages';
import type { Receipt } from './receipt';

export interface BeyondParts {
  book: Book;
  connection: ConnectionStore;
  receipt: Receipt;
  api(url: string, token: string): Api;
  words(): Promise<Translate>;
  now(): number;
  online(): boolean;
}
const MOST = 20;
const BANDS = ['healthy', 'watch', 'at-risk'] as const;

/** Whether this user may see customers that the book does not hold. */
const isPartial = async (book: Book): Promise<boolean> => (await book.cursor()).scope === 'some';

export function beyondAsks(parts: BeyondParts): Pick<AskHandlers, 'search.beyond' | 'receipt.read'> {
  const { book, connection } = parts;
  return {
    async 'search.beyond'({ text }) {
      const link = await connection.read();
      if (text.trim() === '' || !isPaired(link) || !(await isPartial(book))) return { found: [], missed: false };
      if (!parts.online()) return { found: [], missed: true };
      const answer = await parts.api(link.url, link.token).call('customers', { answer: CustomerList, query: { q: text, limit: MOST } });
      if (!answer.ok) return { found: [], missed: true };
      const [t, users] = await Promise.all([parts.words(), book.users()]);
      return {
        found: answer.value.customers.map(
          ({ id, name, band, score, owner }): FoundCustomer => ({
            id,
            name: name || id,
            band: BANDS.find((known) => known === band) ?? 'unknown',
            scoreShown: score === null ? '–' : formatNumber(score, t.locale),
            owner: users[owner ?? ''] ?? owner ?? '',
          }),
        ),
        missed: false,
      };
    },
    'receipt.read': () => parts.receipt.today(),
  };
}

/** Brings a customer into the book that was found beyond it; nothing where the Worker cannot be asked or says no. */
export async function bringIntoBook({ book, connection, api, now, online }: BeyondParts, customer: string): Promise<void> {
  const link = await connection.read();
  if (!isPaired(link) || !online() || !(await isPartial(book)) || (await book.record(customer)) !== null) return;
  const answer = await api(link.url, link.token).call('customer', { answer: CustomerAnswer, path: { id: customer } });
  if (!answer.ok) return;
  const { id, seq, facts, trace, signals } = answer.value;
  await book.pin([{ id, seq, facts, trace, signals }], now());
}
