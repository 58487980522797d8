import { useState } from 'preact/hooks';
import type { HistoryAnswer } from '../../shared/api/history-answer';
import type { ChangeStep } from '../../shared/health/explain';
import { formatDate } from '../../shared/i18n/dates';
import { joinParts } from '../../shared/i18n/lists';
import { formatNumber, formatSigned } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { lineName, lineText } from '../../shared/present/lines';
import { BehindChart } from './fact-table';
import { LineChart } from './line-chart';
import { Section, Shown } from './shown';
import { useAsk } from './use-ask';

const SPANS = [7, 30, 90, 365] as const;
/** Events named below a step, and below all of them. */
const MOST_EVENTS = 4;

interface Props {
  t: Translate;
  customer: string;
  rtl: boolean;
  bands: { healthy: number; watch: number };
  users: Record<string, string>;
}
/** The score over time, models marked, and the change over the chosen days line by line with the events that came in between. */
export function HistorySection({ t, customer, rtl, bands, users }: Props) {
  const [days, setDays] = useState<number>(30);
  const asked = useAsk('report.history', { customer, days }, `${customer} ${days}`);
  return (
    <Section title={t('history.title')}>
      <fieldset class="choose">
        <legend class="hidden">{t('history.span')}</legend>
        {SPANS.map((span) => (
          <button key={span} type="button" class="btn sec-b" aria-pressed={span === days} onClick={() => setDays(span)}>
            {span === 365 ? t('unit.year', { n: 1 }) : t('unit.day', { n: span })}
          </button>
        ))}
      </fieldset>
      <Shown t={t} asked={asked}>
        {(history) => (
          <>
            <ScoreChart t={t} history={history} rtl={rtl} bands={bands} />
            <ChangeList t={t} history={history} />
            <EventList t={t} events={history.events} more={history.more} users={users} />
          </>
        )}
      </Shown>
    </Section>
  );
}

function ScoreChart({ t, history, rtl, bands }: { t: Translate; history: HistoryAnswer; rtl: boolean; bands: Props['bands'] }) {
  const date = (at: number) => formatDate(at, t.locale, 'short', history.as_of);
  if (history.series.every(({ score }) => score === null)) return <p>{t('history.none')}</p>;
  const words = ({ at, score, band }: HistoryAnswer['series'][number]) =>
    `${date(at)}: ${score === null ? t('band.unknown') : `${formatNumber(score, t.locale)}, ${t(`band.${band}`)}`}`;
  const marks = history.models.map(({ version, at }) => ({ at, words: t('history.model', { n: version, date: { date: at } }) }));
  return (
    <>
      <LineChart
        label={t('history.title')}
        points={history.series.map((point) => ({ at: point.at, value: point.score, words: words(point) }))}
        low={0}
        high={100}
        rules={[0, bands.watch, bands.healthy, 100].map((value) => ({ value, words: formatNumber(value, t.locale) }))}
        marks={marks}
        date={date}
        rtl={rtl}
      />
      {marks.length > 0 && (
        <p class="sub">
          {marks
            .slice(-3)
            .map((mark) => mark.words)
            .join(' ')}
        </p>
      )}
      <BehindChart
        t={t}
        caption={t('history.title')}
        columns={[
          { label: t('report.date') },
          { label: t('list.health'), number: true },
          { label: t('list.band') },
          { label: t('report.model'), number: true },
        ]}
        rows={[...history.series].reverse().map((point) => ({
          key: String(point.at),
          cells: [
            date(point.at),
            point.score === null ? '–' : formatNumber(point.score, t.locale),
            t(`band.${point.band}`),
            formatNumber(point.model, t.locale),
          ],
        }))}
      />
    </>
  );
}

/** From the number then to the number now, in steps that add up; under each what came in of that kind. */
function ChangeList({ t, history }: { t: Translate; history: HistoryAnswer }) {
  const [first, last] = [history.series[0], history.series.at(-1)];
  if (!first || !last || first.score === null || last.score === null) return <p class="sub">{t('history.no-change')}</p>;
  const { from, to, steps } = history.change;
  const moved = [...steps].sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  return (
    <>
      <h3>{t('history.change', { n: history.days })}</h3>
      <ul class="facts walk">
        <li>
          <span class="grow">{formatDate(first.at, t.locale, 'long')}</span>
          <b class="n">{formatNumber(from, t.locale)}</b>
        </li>
        {moved.length === 0 && <li class="sub">{t('history.same')}</li>}
        {moved.map((step) => (
          <li key={step.factor}>
            <div class="grow">
              {stepWords(t, step)}
              <p class="sub">{causes(t, step, history)}</p>
            </div>
            <b class={`n ${step.points < 0 ? 'down' : 'up'}`}>{formatSigned(step.points, t.locale)}</b>
          </li>
        ))}
        <li class="total">
          <span class="grow">{t('card.now')}</span>
          <b class="n">{formatNumber(to, t.locale)}</b>
        </li>
      </ul>
    </>
  );
}

function stepWords(t: Translate, { factor, points, line }: ChangeStep): string {
  if (factor === 'model' || factor === 'segment') return t(`history.step.${factor}`);
  if (points < 0 && line && line.points < 0) return lineText(t, line);
  if (factor === 'cap') return points > 0 || !line ? t('card.cap.lifted') : lineText(t, line);
  return t(points < 0 ? 'card.worse' : 'card.better', { factor: { text: lineName(t, { factor }) } });
}

/** The newest events that feed the step's factor; where there are none, time alone moved it. */
function causes(t: Translate, { factor, points, line }: ChangeStep, history: HistoryAnswer): string {
  if (factor === 'model') return history.models.map(({ version, at }) => t('history.model', { n: version, date: { date: at } })).join(' ');
  if (factor === 'cap') {
    const since = line?.terms[0]?.since ?? null;
    return since === null || points > 0 ? '' : t('card.since', { date: { date: since } });
  }
  if (factor === 'segment') return '';
  const fed = history.events.filter(({ feeds }) => feeds.includes(factor));
  if (fed.length === 0) return t('history.time-alone');
  const named = fed
    .slice(0, MOST_EVENTS)
    // A comma follows, and no full stop stands before one.
    .map((event) => ({ ...event, about: event.about.replace(/\.$/u, '') }))
    .map((event) => t('history.event.when', { event: { text: eventWords(t, event) }, date: { date: event.at } }));
  return joinParts(t, [...named, ...(fed.length > MOST_EVENTS ? [t('history.more', { n: fed.length - MOST_EVENTS })] : [])]);
}

type Event = HistoryAnswer['events'][number];

function eventWords(t: Translate, { type, about }: Event): string {
  const name = t.has(`event.${type}`) ? t(`event.${type}` as 'event.note') : type;
  return about === '' ? name : t('history.event', { name: { text: name }, about: { name: about } });
}

function EventList({ t, events, more, users }: { t: Translate; events: readonly Event[]; more: number; users: Record<string, string> }) {
  return (
    <details>
      <summary>{t('history.events', { n: events.length + more })}</summary>
      <ul class="facts">
        {events.map((event) => (
          <li key={event.id}>
            <span class="grow">{eventWords(t, event)}</span>
            <span class="sub">
              {event.by !== '' && <bdi>{`${users[event.by] ?? event.by} `}</bdi>}
              {formatDate(event.at, t.locale, 'short')}
            </span>
          </li>
        ))}
        {more > 0 && <li class="sub">{t('history.more', { n: more })}</li>}
      </ul>
    </details>
  );
}
