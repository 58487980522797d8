/**
 * A line over time. Time runs with reading, so it is mirrored in Persian and Arabic. The numbers
 * stand in the table that every chart has behind it.
 */
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { useEffect, useRef, useState } from 'preact/hooks';

export interface ChartPoint {
  at: number;
  /** null breaks the line: there was no number. */
  value: number | null;
  /** What is said when the point is pointed at. */
  words: string;
}
export interface ChartMark {
  at: number;
  words: string;
}
interface Props {
  label: string;
  points: readonly ChartPoint[];
  low: number;
  high: number;
  /** Values with a line of their own, and what stands at its end. */
  rules: readonly { value: number; words: string }[];
  marks?: readonly ChartMark[];
  /** Words of an instant below the axis. */
  date: (at: number) => string;
  rtl: boolean;
}
const HEIGHT = 190;
const EDGE = { top: 14, bottom: 24, start: 34, end: 14 };
/** Dates below the axis. */
const DATES = 5;

export function LineChart({ label, points, low, high, rules, marks = [], date, rtl }: Props) {
  const [hot, setHot] = useState<number | null>(null);
  const [figure, width] = useWidth();
  const [from, to] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 1];
  const edges = rtl ? [width - EDGE.start, EDGE.end] : [EDGE.start, width - EDGE.end];
  const x = scaleLinear([from, Math.max(to, from + 1)], edges);
  const y = scaleLinear([low, Math.max(high, low + 1e-9)], [HEIGHT - EDGE.bottom, EDGE.top]);
  const drawn = points.flatMap(({ at, value }) => (value === null ? [] : [{ at, value }]));
  const path = line<ChartPoint>(
    ({ at }) => x(at),
    ({ value }) => y(value ?? 0),
  )
    .defined(({ value }) => value !== null)
    .digits(1)(points);
  const nearest = (clientX: number, box: DOMRect): number => {
    const at = ((clientX - box.left) / Math.max(1, box.width)) * width;
    return points.reduce((best, point, i) => (Math.abs(x(point.at) - at) < Math.abs(x(points[best]?.at ?? 0) - at) ? i : best), 0);
  };
  const shown = hot === null ? undefined : points[hot];
  return (
    <figure class="chart" ref={figure}>
      <svg
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-label={label}
        onPointerMove={(event) => setHot(nearest(event.clientX, event.currentTarget.getBoundingClientRect()))}
        onPointerLeave={() => setHot(null)}
      >
        {rules.map(({ value, words }) => (
          <g key={value}>
            <path class="rule" d={`M${edges[0]} ${y(value)}H${edges[1]}`} />
            <text
              class="tick"
              x={rtl ? width - EDGE.start + 6 : EDGE.start - 6}
              y={y(value) + 4}
              text-anchor="end"
              direction={rtl ? 'rtl' : 'ltr'}
            >
              {words}
            </text>
          </g>
        ))}
        {marks.map((mark) => (
          <g key={mark.at} class="mark">
            <title>{mark.words}</title>
            <path d={`M${x(mark.at)} ${EDGE.top - 4}V${HEIGHT - EDGE.bottom}`} />
            <path class="flag" d={`M${x(mark.at) - 4} ${EDGE.top - 10}h8l-4 6z`} />
          </g>
        ))}
        {path && <path class="line" d={path} />}
        {drawn
          .filter(({ at }) => standsAlone(points, at))
          .map((one) => (
            <circle key={one.at} class="dot" cx={x(one.at)} cy={y(one.value)} r="2.5" />
          ))}
        {Array.from({ length: DATES }, (_, i) => from + ((to - from) * i) / (DATES - 1)).map((at, i) => (
          <text
            key={at}
            class="tick"
            x={x(at)}
            y={HEIGHT - 6}
            text-anchor={i === 0 ? 'start' : i === DATES - 1 ? 'end' : 'middle'}
            direction={rtl ? 'rtl' : 'ltr'}
          >
            {date(at)}
          </text>
        ))}
        {shown && shown.value !== null && <circle class="dot" cx={x(shown.at)} cy={y(shown.value)} r="4" />}
      </svg>
      <figcaption class="sub">{shown ? shown.words : '\u00a0'}</figcaption>
    </figure>
  );
}

/** The drawing is as wide as its place, so that its words keep their size. */
function useWidth() {
  const figure = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(700);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => entry && entry.contentRect.width > 0 && setWidth(Math.round(entry.contentRect.width)));
    if (figure.current) watch.observe(figure.current);
    return () => watch.disconnect();
  }, []);
  return [figure, width] as const;
}

/** A number between two gaps, which no line leads to. */
function standsAlone(points: readonly ChartPoint[], at: number): boolean {
  const i = points.findIndex((point) => point.at === at);
  return (points[i - 1]?.value ?? null) === null && (points[i + 1]?.value ?? null) === null;
}
