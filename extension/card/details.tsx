import type { ComponentChildren } from 'preact';
import type { CustomerCard } from '../../shared/present/card-view';
import { metalOf } from './tier-star';

const WIDTH = 276;

/** What a click opens: what would move the score, what is missing, what people say and do, the tier and why, the last notes. */
export function Details({ view }: { view: CustomerCard }) {
  const { loyalty, groups, edges } = view.details;
  return (
    <div id="v-details">
      {groups.map((group) => (
        <Block key={group.id} id={group.id} title={group.title} sub={group.sub}>
          {group.rows.map((row, i) => (
            <div class="kv" key={i}>
              <span class={group.id === 'notes' ? 'cut' : ''} dir="auto" title={row.text}>
                {row.text}
              </span>
              <span class={`n ${row.tone ?? 'sub'}`}>{row.shown}</span>
            </div>
          ))}
        </Block>
      ))}
      {loyalty && (
        <Block id="loyalty" title={loyalty.title} sub={loyalty.progress}>
          <LoyaltyBar ratio={loyalty.ratio} rank={view.tier?.rank ?? 1} rtl={view.dir === 'rtl'} />
          {[loyalty.keep, ...loyalty.why].map((reason) => (
            <p class="sub para" key={reason}>
              {reason}
            </p>
          ))}
        </Block>
      )}
      <div class="blk">
        <p class="sub para">{edges}</p>
      </div>
    </div>
  );
}

interface BlockProps {
  id: string;
  title: string;
  sub?: string | undefined;
  children: ComponentChildren;
}
function Block({ id, title, sub, children }: BlockProps) {
  return (
    <div class="blk" data-group={id}>
      <div class="h">
        <h3 dir="auto">{title}</h3>
        <span class="sub">{sub}</span>
      </div>
      {children}
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
