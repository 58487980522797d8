/** The star of a loyalty tier: eight points of two facets each, and as many strokes in the hub as its rank, so that metal colour is never needed. */
const METALS = ['bronze', 'silver', 'gold', 'platinum'] as const;
/** 16 corners, clockwise from the top, in a box of 22. */
const CORNERS: readonly (readonly [number, number])[] = [
  [11, 0.6],
  [14.05, 3.65],
  [18.35, 3.65],
  [18.35, 7.95],
  [21.4, 11],
  [18.35, 14.05],
  [18.35, 18.35],
  [14.05, 18.35],
  [11, 21.4],
  [7.95, 18.35],
  [3.65, 18.35],
  [3.65, 14.05],
  [0.6, 11],
  [3.65, 7.95],
  [3.65, 3.65],
  [7.95, 3.65],
];
const OUTLINE = `M${CORNERS.map((corner) => corner.join(' ')).join('L')}Z`;
const everyOther = (from: 0 | 1) =>
  CORNERS.map(([x, y], i) => {
    const [nextX, nextY] = CORNERS[(i + 1) % CORNERS.length] ?? [11, 11];
    return i % 2 === from ? `M11 11L${x} ${y}L${nextX} ${nextY}Z` : '';
  }).join('');
const LIGHT_FACETS = everyOther(0);
const DARK_FACETS = everyOther(1);

/** The metal of a rank: 1 bronze … 4 and above platinum. */
export const metalOf = (rank: number): (typeof METALS)[number] =>
  METALS[Math.min(Math.max(Math.round(rank), 1), METALS.length) - 1] ?? 'bronze';

/** `rank` counts from 1, the lowest tier. */
export function TierStar({ rank, size = 22 }: { rank: number; size?: number }) {
  const metal = `--v-${metalOf(rank)}`;
  const strokes = Math.min(Math.max(Math.round(rank), 1), 5);
  return (
    <svg width={size} height={size} viewBox="0 0 22 22" aria-hidden="true" data-rank={strokes}>
      <path d={LIGHT_FACETS} fill={`var(${metal}-a)`} />
      <path d={DARK_FACETS} fill={`var(${metal}-b)`} />
      <path d={OUTLINE} fill="none" stroke={`var(${metal}-edge)`} stroke-width="1" stroke-linejoin="round" />
      <circle cx="11" cy="11" r="5" fill={`var(${metal}-a)`} stroke={`var(${metal}-edge)`} stroke-width=".8" />
      {Array.from({ length: strokes }, (_, i) => (
        <path key={i} d={`M${(11 + (i - (strokes - 1) / 2) * 1.95).toFixed(2)} 8.9v4.2`} stroke={`var(${metal}-pip)`} stroke-width="1.15" />
      ))}
    </svg>
  );
}
