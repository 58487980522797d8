/**
 * The trace ends in causes: a line of the last 90 days to the ring "you looked", then one block per named change, then the dot "now".
 * Time runs with reading, so x is computed from the reading side. Scaled to its own range: the exact number stands beside it.
 */
import type { Band } from '../../shared/health/health';
import { toneOf } from './shapes';
import { levelsFrom } from './waterfall';

const WIDTH = 170;
const HEIGHT = 38;
/** Smallest range drawn, in points: a wiggle of one point must not look like a fall. */
const LEAST_RANGE = 12;
const round = (n: number) => Math.round(n * 10) / 10;

interface Props {
  marks: readonly (number | null)[];
  looked: number | null;
  /** Points of each cause since the look; they lead from `looked` to `score`. */
  steps: readonly number[];
  score: number;
  band: Band;
  rtl: boolean;
}
export function Trace({ marks, looked, steps, score, band, rtl }: Props) {
  const causes = looked === null ? [] : steps;
  const levels = levelsFrom(looked ?? score, causes);
  const line = [...marks.filter((mark) => mark !== null), looked ?? score];
  if (line.length < 2 && causes.length === 0) return null;
  const all = [...line, ...levels, score];
  const middle = (Math.min(...all) + Math.max(...all)) / 2;
  const range = Math.max(Math.max(...all) - Math.min(...all), LEAST_RANGE);
  const y = (points: number) => round(HEIGHT / 2 - ((points - middle) / range) * (HEIGHT - 8));
  const x = (at: number) => round(rtl ? WIDTH - at : at);
  const pitch = Math.min(14, 84 / Math.max(causes.length, 1));
  const block = Math.max(pitch - 4, 3);
  const ring = looked === null ? 166.5 : 156 - pitch * causes.length;
  const path = line.map((points, i) => `${x(1 + (line.length < 2 ? 0 : (i / (line.length - 1)) * (ring - 1)))},${y(points)}`).join('L');
  return (
    <svg class="micro" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path
        data-part="line"
        d={`M${path}`}
        fill="none"
        stroke="var(--v-lost)"
        stroke-width="1.5"
        stroke-linejoin="round"
        stroke-linecap="round"
      />
      {looked !== null && (
        <>
          <path d={`M${x(ring)} 1V37`} stroke="var(--v-line)" stroke-width="1" />
          <path d={`M${x(ring)} ${y(looked)}H${x(ring + 5)}`} stroke="var(--v-lost)" stroke-width="1" />
          {causes.map((points, i) => {
            const from = levels[i] ?? looked;
            const start = ring + 5 + i * pitch;
            return (
              <g key={i}>
                <rect
                  data-part="cause"
                  x={Math.min(x(start), x(start + block))}
                  y={Math.min(y(from), y(from + points))}
                  width={block}
                  height={Math.max(Math.abs(y(from) - y(from + points)), 1)}
                  rx="1"
                  fill={points < 0 ? 'var(--v-risk-mark)' : 'var(--v-ok-mark)'}
                />
                <path d={`M${x(start + block)} ${y(from + points)}H${x(start + pitch)}`} stroke="var(--v-lost)" stroke-width="1" />
              </g>
            );
          })}
          <circle cx={x(ring)} cy={y(looked)} r="2.6" fill="var(--v-surface)" stroke="var(--v-ink)" stroke-width="1.4" />
          <path d={`M${x(ring + 1 + causes.length * pitch + 4)} ${y(score)}H${x(167)}`} stroke="var(--v-lost)" stroke-width="1" />
        </>
      )}
      <circle data-part="now" cx={x(166.5)} cy={y(score)} r="3.5" fill={`var(--v-${toneOf(band)}-mark)`} />
    </svg>
  );
}
