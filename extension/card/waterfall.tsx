/** Bars that walk from one number to another: each starts where the one above ended, so the eye checks the sum. */
import type { ComponentChildren } from 'preact';

const WIDTH = 64;
const round = (n: number) => Math.round(n * 10) / 10;

/** Turns points into x on a bar, from the reading side. */
export interface BarScale {
  x(points: number): number;
  rtl: boolean;
}
export function scaleBetween(least: number, most: number, rtl: boolean): BarScale {
  const span = Math.max(most - least, 1);
  return { rtl, x: (points) => round(rtl ? WIDTH - ((points - least) / span) * WIDTH : ((points - least) / span) * WIDTH) };
}

/** Where each step starts and the last one ends: the start, then the running sum. */
export function levelsFrom(start: number, steps: readonly number[]): number[] {
  const levels = [start];
  let at = start;
  for (const points of steps) {
    at += points;
    levels.push(at);
  }
  return levels;
}

const Frame = ({ children }: { children: ComponentChildren }) => (
  <svg width={WIDTH} height="22" viewBox={`0 0 ${WIDTH} 22`} aria-hidden="true">
    {children}
  </svg>
);

interface StepProps {
  scale: BarScale;
  from: number;
  to: number;
  fill: string;
  first?: boolean;
  last?: boolean;
}
/** One loss or gain, tied to the bars above and below. */
export function StepBar({ scale, from, to, fill, first = false, last = false }: StepProps) {
  const [a, b] = [scale.x(from), scale.x(to)];
  return (
    <Frame>
      {!first && <path d={`M${a} 0V7`} stroke="var(--v-control)" stroke-width="1" />}
      {!last && <path d={`M${b} 15V22`} stroke="var(--v-control)" stroke-width="1" />}
      <rect x={Math.min(a, b)} y="7" width={Math.max(Math.abs(a - b), 1)} height="8" rx="1.5" fill={fill} />
    </Frame>
  );
}

interface EndProps {
  scale: BarScale;
  at: number;
  kind: 'start' | 'end';
  fill: string;
  alone?: boolean;
}
/** The number that the walk starts from (a ring) or ends at (a dot). */
export function EndBar({ scale, at, kind, fill, alone = false }: EndProps) {
  const x = scale.x(at);
  const edge = scale.rtl ? WIDTH : 0;
  return (
    <Frame>
      {!alone && <path d={kind === 'start' ? `M${x} 15V22` : `M${x} 0V7`} stroke="var(--v-control)" />}
      <path d={`M${edge} 11H${scale.rtl ? x + 3 : x - 3}`} stroke="var(--v-lost)" stroke-width="1" stroke-dasharray="1.5 2.5" />
      <circle
        cx={x}
        cy="11"
        r="3.4"
        fill={kind === 'start' ? 'var(--v-surface)' : fill}
        stroke={kind === 'start' ? 'var(--v-ink)' : 'none'}
        stroke-width="1.4"
      />
    </Frame>
  );
}
