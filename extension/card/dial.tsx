/**
 * The dial is the arithmetic: the thick arc is the health that is left, each thin notch one named loss in the order of the Why rows, and
 * together they are the whole 270°. A clock face does not mirror, so neither does this.
 */
import type { Band } from '../../shared/health/health';
import type { CustomerCard } from '../../shared/present/card-view';
import { BandShape, toneOf } from './shapes';

const CENTRE = 46;
const RADIUS = 38;
const DEGREES_PER_POINT = 2.7;
/** Degrees left empty at either side of a border between two parts, about 1.4 px in all. */
const GAP = 1;
const round = (n: number) => Math.round(n * 100) / 100;

function place(degrees: number, radius: number): [number, number] {
  const angle = ((degrees - 135) * Math.PI) / 180;
  return [round(CENTRE + radius * Math.sin(angle)), round(CENTRE - radius * Math.cos(angle))];
}
/** An arc between two angles, in degrees from the dial's start at the lower left. */
function arc(from: number, to: number): string {
  return `M${place(from, RADIUS).join(' ')}A${RADIUS} ${RADIUS} 0 ${to - from > 180 ? 1 : 0} 1 ${place(to, RADIUS).join(' ')}`;
}
/** The parts of the dial in points: where health ends, and each loss from … to …. Losses of zero have no notch. */
export function partsOf(score: number, losses: readonly number[]): { from: number; to: number; loss: number }[] {
  let from = score;
  return losses.map((points, loss) => {
    const part = { from, to: from + Math.abs(points), loss };
    from = part.to;
    return part;
  });
}

interface Marks {
  /** Index of the loss whose row is open: its notch is thick. */
  hot: number | null;
  /** The score last seen. */
  looked: number | null;
  stale: boolean;
}
interface Props extends Marks {
  /** Of a score that is null there is not enough data; then no number is drawn, whatever `scoreShown` says. */
  view: Pick<CustomerCard, 'band' | 'score' | 'scoreShown' | 'dialLabel' | 'lines'>;
}
export function Dial({ view: { band, score, scoreShown, dialLabel, lines }, ...marks }: Props) {
  return (
    <div class="dial" role="img" aria-label={dialLabel}>
      <svg width="92" height="92" viewBox="0 0 92 92" aria-hidden="true">
        {score === null ? (
          <path d={arc(0, 270)} fill="none" stroke="var(--v-none-mark)" stroke-width="3" stroke-dasharray="2 5.2" />
        ) : (
          <Scale {...{ band, score, losses: lines.map(({ points }) => points), ...marks }} />
        )}
      </svg>
      <div class="num" data-part="score" aria-hidden="true">
        {score === null ? <span class="none">–</span> : scoreShown}
      </div>
      <div class="foot">
        <BandShape band={band} size={15} />
      </div>
    </div>
  );
}

interface ScaleProps extends Marks {
  band: Band;
  score: number;
  losses: readonly number[];
}
function Scale({ band, score, losses, hot, looked, stale }: ScaleProps) {
  const left = score * DEGREES_PER_POINT;
  return (
    <>
      {[50, 75].map((edge) => (
        <path
          key={edge}
          d={`M${place(edge * DEGREES_PER_POINT, 30.8).join(' ')}L${place(edge * DEGREES_PER_POINT, 36).join(' ')}`}
          stroke="var(--v-ink-3)"
          stroke-width="1"
        />
      ))}
      {score > 0 && (
        <path
          data-part="left"
          d={arc(0, Math.max(left - (score < 100 ? GAP : 0), 0.5))}
          fill="none"
          stroke={`var(--v-${toneOf(band)}-mark)`}
          stroke-width="7"
          stroke-dasharray={stale ? '2.6 1.8' : undefined}
        />
      )}
      {partsOf(score, losses)
        .filter((part) => part.to > part.from)
        .map(({ from, to, loss }) => (
          <path
            key={loss}
            data-part="loss"
            d={arc(
              from * DEGREES_PER_POINT + GAP,
              Math.max(to * DEGREES_PER_POINT - (to < 100 ? GAP : 0), from * DEGREES_PER_POINT + GAP + 0.5),
            )}
            fill="none"
            stroke={hot === loss ? 'var(--v-lost-hot)' : 'var(--v-lost)'}
            stroke-width={hot === loss ? 7 : 3}
          />
        ))}
      {looked !== null && (
        <path
          data-part="looked"
          transform={`translate(${place(looked * DEGREES_PER_POINT, 44.6).join(' ')}) rotate(${round(looked * DEGREES_PER_POINT - 225)})`}
          d="M-2.2 0 2.6 -2.9 2.6 2.9Z"
          fill="var(--v-ink)"
        />
      )}
    </>
  );
}
