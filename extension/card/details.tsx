import type { CustomerCard } from '../../shared/present/card-view';
import { metalOf } from './tier-star';

const WIDTH = 276;

/** What a click opens: the tier and why, the last notes, the edges of the bands and what had no data. */
export function Details({ view }: { view: CustomerCard }) {
  const { loyalty, notes, notesTitle, edges } = view.details;
  return (
    <div id="v-details">
      {loyalty && (
        <div class="blk">
          <div class="h">
            <h3 class="cut" dir="auto">
              {loyalty.title}
            </h3>
            <span class="sub">{loyalty.progress}</span>
          </div>
          <LoyaltyBar ratio={loyalty.ratio} rank={view.tier?.rank ?? 1} rtl={view.dir === 'rtl'} />
          <p class="sub para">{loyalty.keep}</p>
          {loyalty.why.map((reason) => (
            <p class="sub para" key={reason}>
              {reason}
            </p>
          ))}
        </div>
      )}
      {notes.length > 0 && (
        <div class="blk">
          <div class="h">
            <h3>{notesTitle}</h3>
          </div>
          {notes.map((note, i) => (
            <div class="kv" key={`${i}-${note.text}`}>
              <span class="cut" dir="auto" title={note.text}>
                {note.text}
              </span>
              <span class="sub">{note.age}</span>
            </div>
          ))}
        </div>
      )}
      <div class="blk">
        <p class="sub para">{edges}</p>
      </div>
    </div>
  );
}

function LoyaltyBar({ ratio, rank, rtl }: { ratio: number; rank: number; rtl: boolean }) {
  const filled = Math.round(Math.min(Math.max(ratio, 0), 1) * WIDTH * 10) / 10;
  const goal = rtl ? 0.6 : WIDTH - 0.6;
  return (
    <div class="prog">
      <svg width={WIDTH} height="8" viewBox={`0 0 ${WIDTH} 8`} aria-hidden="true">
        <rect y="2" width={WIDTH} height="4" rx="2" fill="var(--v-track)" />
        <rect
          data-part="earned"
          x={rtl ? WIDTH - filled : 0}
          y="2"
          width={filled}
          height="4"
          rx="2"
          fill={`var(--v-${metalOf(rank)}-edge)`}
        />
        <path d={`M${goal} 0v8`} stroke="var(--v-ink)" stroke-width="1.2" />
      </svg>
    </div>
  );
}
