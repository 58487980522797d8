/** Thirteen small bars, one a week, the newest at the end of the line; drawn only, since the numbers stand in the table behind. */
const WIDTH = 104;
const HEIGHT = 24;

/** `most` is the height of the tallest bar of all rows, so that rows compare. */
export function WeekBars({ counts, most, rtl }: { counts: readonly number[]; most: number; rtl: boolean }) {
  const pitch = WIDTH / Math.max(1, counts.length);
  return (
    <svg class="weeks" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {counts.map((count, week) => {
        const tall = count === 0 ? 1 : Math.max(3, (count / Math.max(1, most)) * HEIGHT);
        const x = rtl ? WIDTH - (week + 1) * pitch : week * pitch;
        return <rect key={week} class={count === 0 ? 'none' : ''} x={x + 1} y={HEIGHT - tall} width={pitch - 2} height={tall} rx="1" />;
      })}
    </svg>
  );
}
