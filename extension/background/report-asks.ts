/** What the customers page reads of the Worker. Nothing of it is kept on the device: the book holds what must be there offline, and stands in then. */
import { BacktestAnswer, BacktestRun, Backtests } from '../../shared/api/backtests';
import { CustomerAnswer } from '../../shared/api/customer-answer';
import { CsvPage, CustomerList, CustomerSums } from '../../shared/api/customer-list';
import { HistoryAnswer } from '../../shared/api/history-answer';
import { MeasuresAnswer } from '../../shared/api/measures';
import { AreasReport, BookReport, JobsReport, SignalsReport } from '../../shared/api/report-answers';
import { SegmentsAnswer } from '../../shared/api/segments';
import { TimelineAnswer } from '../../shared/api/timeline-answer';
import type { Translate } from '../../shared/i18n/t';
import { firstDayOf } from '../../shared/i18n/week';
import { defaultProgramme } from '../../shared/loyalty/default-programme';
import type { ListWho, ReportAsks } from '../report-protocol';
import type { Api } from './api-client';
import type { Book } from './book';
import { type ConnectionStore, isPaired } from './connection';
import { type AskHandlers, Refusal } from './messages';
import type { Outbox } from './outbox';
import { readWorker } from './read-worker';
import { savedCustomers } from './saved-customers';
import { readSettings } from './settings';

export interface ReportParts {
  book: Book;
  outbox: Pick<Outbox, 'visible'>;
  connection: ConnectionStore;
  api(url: string, token: string): Api;
  /** The Worker's clock as this device knows it. */
  workerNow(): Promise<number>;
  words(): Promise<Translate>;
}

const isUnreached = (error: unknown): boolean => error instanceof Refusal && error.code === 'unreachable';
/** What the Worker says; while it does not answer, what the device has in its place, if anything. */
async function orSaved<T>(live: () => Promise<T>, saved: () => Promise<T | null>): Promise<T> {
  try {
    return await live();
  } catch (error) {
    const instead = isUnreached(error) ? await saved() : null;
    if (instead === null) throw error;
    return instead;
  }
}

export function reportAsks(parts: ReportParts): Pick<AskHandlers, keyof ReportAsks> {
  const { book, connection } = parts;

  const read = readWorker(parts);
  const own = savedCustomers(parts);
  const list = ({ band, segment, owner, text }: ListWho) => ({
    ...Object.fromEntries(Object.entries({ band, segment, q: text }).filter(([, value]) => value !== '')),
    ...(owner === null ? {} : { owner }),
  });

  return {
    async 'report.state'() {
      const [settings, link, users, programme, model] = await Promise.all([
        readSettings(),
        connection.read(),
        book.users(),
        book.programme(),
        book.model(),
      ]);
      const tiers = (programme ?? defaultProgramme()).tiers.map(({ id }) => id);
      return {
        settings,
        paired: isPaired(link),
        role: link.role,
        me: link.user,
        users,
        tiers,
        rfmFixed: model?.population.rfm?.fixed ?? true,
      };
    },
    'report.customers': (asked) =>
      orSaved(
        async () => {
          const { sort, cursor, ...who } = asked;
          const query = { sort, limit: 50, ...list(who), ...(cursor === '' ? {} : { cursor }) };
          return { ...(await read('customers', { answer: CustomerList, query })), saved: null };
        },
        // What comes behind a page of the Worker's, only the Worker knows.
        async () => (asked.cursor === '' ? own.list(asked) : null),
      ),
    'report.sums': (who) =>
      orSaved(
        () => read('customerSums', { answer: CustomerSums, query: list(who) }),
        () => own.sums(who),
      ),
    async 'report.csv'({ sort, cursor, ...who }) {
      const { locale } = await readSettings();
      return read('customersCsv', { answer: CsvPage, query: { sort, cursor, lang: locale.language, ...list(who) } });
    },
    async 'report.customer'({ customer }) {
      const [model, programme, now, t, mine] = await Promise.all([
        book.model(),
        book.programme(),
        parts.workerNow(),
        parts.words(),
        book.record(customer),
      ]);
      if (model === null) throw new Refusal('not-paired', t('problem.not-paired'));
      const shown = { model, programme: programme ?? defaultProgramme(), now };
      try {
        const record = await read('customer', { answer: CustomerAnswer, path: { id: customer } });
        return { ...shown, record, saved: false };
      } catch (error) {
        if (mine !== null && isUnreached(error)) return { ...shown, record: mine, saved: true };
        throw error;
      }
    },
    'report.timeline': ({ customer, kind, cursor }) =>
      read('timeline', {
        answer: TimelineAnswer,
        path: { id: customer },
        query: { ...(kind === 'all' ? {} : { kinds: kind }), ...(cursor === '' ? {} : { cursor }) },
      }),
    'report.history': ({ customer, days }) => read('history', { answer: HistoryAnswer, path: { id: customer }, query: { days } }),
    async 'report.signals'() {
      const { locale } = await readSettings();
      return read('signalsReport', { answer: SignalsReport, query: { first_day: firstDayOf(locale) } });
    },
    'report.book': () => read('bookReport', { answer: BookReport }),
    'report.jobs': () => read('jobsReport', { answer: JobsReport }),
    'report.areas': () => read('areasReport', { answer: AreasReport }),
    async 'backtest.read'() {
      const { backtests } = await read('backtests', { answer: Backtests });
      const running = backtests.find(({ state }) => state === 'running');
      const done = backtests.find(({ state }) => state === 'done');
      const { report } = done ? await read('backtest', { answer: BacktestAnswer, path: { id: done.id } }) : { report: null };
      const newest = backtests.find(({ state }) => state !== 'running');
      return { report, running: running ? { share: running.share } : null, problem: newest?.problem ?? null };
    },
    async 'backtest.start'() {
      await read('startBacktest', { answer: BacktestRun, body: {} });
      return null;
    },
    'measures.read': () => read('measures', { answer: MeasuresAnswer }),
    'measures.save': (said) => read('saveMeasures', { answer: MeasuresAnswer, body: said }),
    'segments.read': () => orSaved<ReportAsks['segments.read']['out']>(() => read('segments', { answer: SegmentsAnswer }), own.segments),
    'segments.save': ({ version, segments }) => read('saveSegments', { answer: SegmentsAnswer, body: { version, segments } }),
  };
}
