import { scaleBand, scaleLinear } from 'd3-scale';

/** Thirteen small bars, one a week, the newest at the end of the line; drawn only, since the numbers stand in the table behind. */
const WIDTH = 104;
const HEIGHT = 24;

/** `most` is the height of the tallest bar of all rows, so that rows compare. */
export function WeekBars({ counts, most, rtl }: { counts: readonly number[]; most: number; rtl: boolean }) {
  const across = scaleBand(counts.keys(), rtl ? [WIDTH, 0] : [0, WIDTH]).paddingInner(0.25);
  const tall = scaleLinear([0, Math.max(1, most)], [0, HEIGHT]);
  return (
    <svg class="weeks" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {counts.map((count, week) => {
        const height = count === 0 ? 1 : Math.max(3, tall(count));
        return (
          <rect
            key={week}
            class={count === 0 ? 'none' : ''}
            x={across(week)}
            y={HEIGHT - height}
            width={across.bandwidth()}
            height={height}
            rx="1"
          />
        );
      })}
    </svg>
  );
}
