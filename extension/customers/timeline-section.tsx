import { useEffect, useRef, useState } from 'preact/hooks';
import type { TimelineAnswer } from '../../shared/api/timeline-answer';
import { dayAndTime } from '../../shared/i18n/ages';
import { formatDate } from '../../shared/i18n/dates';
import type { Translate } from '../../shared/i18n/t';
import { healthRows, newestFirst, type TimelineRow, timelineRows } from '../../shared/present/timeline';
import { TIMELINE_KINDS, type TimelineKind } from '../../shared/timeline';
import { ask } from '../own-page/ask';
import type { CustomerPage, ReportState } from '../report-protocol';
import { NoteEditor } from './note-editor';
import { Section } from './shown';
import { signalName } from './signal-name';

interface Props {
  t: Translate;
  state: ReportState;
  page: CustomerPage;
  /** The note to begin at; '' for the newest. */
  at: string;
}
type Pages = { pages: TimelineAnswer[]; problem: string; loading: boolean };
const NONE: Pages = { pages: [], problem: '', loading: true };
const DAY = 86_400_000;
/** A page may have looked at much that has no place here; so many are asked for at once before a person has to. */
const AT_ONCE = 4;
const AT_ALL = 20;
const ENOUGH = 8;
/** So many rows stand there at first, and come with each step back. */
const STEP = 20;

/** All that happened with a customer, the newest first, what was pinned on top of it. */
export function TimelineSection({ t, state, page, at }: Props) {
  const [kind, setKind] = useState<TimelineKind | 'all'>('all');
  const [{ pages, problem, loading }, setPages] = useState(NONE);
  const [editing, setEditing] = useState('');
  const [shownRows, setShownRows] = useState(STEP);
  const turn = useRef(0);
  const customer = page.record.id;
  const load = async (before: TimelineAnswer[]) => {
    const mine = ++turn.current;
    setPages({ pages: before, problem: '', loading: true });
    let read = before;
    let found = 0;
    const wanted = () =>
      found < ENOUGH || (at !== '' && !read.some(({ entries, pinned }) => [...entries, ...pinned].some(({ id }) => id === at)));
    for (let nth = 0; nth < (at === '' ? AT_ONCE : AT_ALL) && wanted() && (read.length === 0 || read.at(-1)?.cursor !== null); nth++) {
      const answer = await ask('report.timeline', { customer, kind, cursor: read.at(-1)?.cursor ?? '' });
      if (mine !== turn.current) return;
      if (!answer.ok) return setPages({ pages: read, problem: answer.text || answer.code, loading: false });
      found += answer.value.entries.length;
      read = [...read, answer.value];
    }
    setPages({ pages: read, problem: '', loading: false });
  };
  useEffect(() => {
    setShownRows(STEP);
    void load([]);
  }, [customer, kind]);

  const last = pages.at(-1);
  const pinned = timelineRows(t, pages[0]?.pinned ?? []);
  const pinnedIds = new Set(pinned.map(({ key }) => key));
  const events = timelineRows(t, kind === 'health' ? [] : pages.flatMap(({ entries }) => entries)).filter(({ key }) => !pinnedIds.has(key));
  const health =
    kind === 'all' || kind === 'health'
      ? healthRows(t, page.record, kind === 'health' ? -9e15 : (last?.since ?? 9e15), (id) => signalName(t, id))
      : [];
  const all = newestFirst([...events, ...health]);
  // The entry that was asked for is among them, with what came just before it.
  const rows = all.slice(0, Math.max(shownRows, all.findIndex(({ key }) => key === at) + ENOUGH));
  const unread = last !== undefined && last.cursor !== null;
  const older = () => {
    setShownRows(rows.length + STEP);
    if (unread && all.length < rows.length + STEP) void load(pages);
  };
  const changed = () => {
    setEditing('');
    void load([]);
  };
  const shown = (row: TimelineRow, isPinned: boolean) => (
    <Row
      key={`${isPinned} ${row.key}`}
      t={t}
      row={row}
      now={page.now}
      pinned={isPinned}
      by={row.by === '' ? '' : (state.users[row.by] ?? row.by)}
      here={row.key === at}
      mayEdit={
        row.note !== null && row.note.source === 'extension' && (state.role === 'admin' || state.role === 'manager' || row.by === state.me)
      }
      onEdit={() => setEditing(row.key)}
    >
      {editing === row.key && row.note && (
        <NoteEditor t={t} customer={customer} note={row.note} onDone={changed} onCancel={() => setEditing('')} />
      )}
    </Row>
  );
  return (
    <Section title={t('timeline.title')} help={t('timeline.help')}>
      <fieldset class="chips timeline-kinds">
        <legend class="hidden">{t('timeline.filter')}</legend>
        {(['all', ...TIMELINE_KINDS] as const).map((one) => (
          <label key={one} class={`chip ${kind === one ? 'is-on' : ''}`}>
            <input type="radio" name="timeline" value={one} checked={kind === one} onChange={() => setKind(one)} />
            {t(`timeline.kind.${one}`)}
          </label>
        ))}
      </fieldset>
      {problem && (
        <p class="problem" role="alert">
          {problem}{' '}
          <button type="button" class="btn txt" onClick={() => void load(pages)}>
            {t('page.again')}
          </button>
        </p>
      )}
      {(kind === 'all' || kind === 'notes') && pinned.length > 0 && (
        <>
          <h3>{t('note.pinned')}</h3>
          <ol class="timeline">{pinned.map((row) => shown(row, true))}</ol>
        </>
      )}
      {all.length === 0 && !loading && problem === '' && <p class="sub">{t('timeline.none')}</p>}
      <ol class="timeline">
        {rows.map((row, nth) => (
          <>
            {monthOf(t, row) !== monthOf(t, rows[nth - 1]) && (
              <li key={`month ${row.key}`} class="month sub">
                {monthOf(t, row)}
              </li>
            )}
            {shown(row, false)}
          </>
        ))}
      </ol>
      {loading && (
        <p class="sub" role="status">
          {t('page.loading')}
        </p>
      )}
      {(unread || all.length > rows.length) && !loading && (
        <button type="button" class="btn sec-b older" onClick={older}>
          {t('timeline.more')}
        </button>
      )}
    </Section>
  );
}

const monthOf = (t: Translate, row: TimelineRow | undefined): string => (row ? formatDate(row.at, t.locale, 'month') : '');

interface RowProps {
  t: Translate;
  row: TimelineRow;
  now: number;
  pinned: boolean;
  by: string;
  here: boolean;
  mayEdit: boolean;
  onEdit: () => void;
  children: preact.ComponentChildren;
}
function Row({ t, row, now, pinned, by, here, mayEdit, onEdit, children }: RowProps) {
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (here) place.current?.scrollIntoView?.({ block: 'center' });
  }, [here]);
  // Near by, the time of day matters; further back the day does.
  const when =
    Math.abs(now - row.at) < 2 * DAY && row.at % DAY !== 0 ? dayAndTime(t, row.at, now) : formatDate(row.at, t.locale, 'weekday');
  return (
    <li ref={place} class={`${row.kind} ${here ? 'is-here' : ''}`} data-entry={row.key}>
      <div class="line">
        <b>{row.title}</b>
        <span class="grow" />
        {by !== '' && <bdi class="sub">{by}</bdi>}
        <time class="sub" dateTime={new Date(row.at).toISOString()}>
          {when}
        </time>
        {mayEdit && (
          <button type="button" class="btn txt" aria-label={`${t('note.edit')}: ${row.text || row.title}`} onClick={onEdit}>
            {t('action.edit')}
          </button>
        )}
      </div>
      {row.text !== '' && (
        <p>
          <bdi>{row.text}</bdi>
        </p>
      )}
      {pinned && <span class="hidden">{t('note.pinned')}</span>}
      {children}
    </li>
  );
}
