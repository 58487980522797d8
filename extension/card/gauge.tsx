import type { CustomerCard } from '../../shared/present/card-view';
import { Dial } from './dial';
import { StateShape, toneOf } from './shapes';
import { Trace } from './trace';

/** The state in one glance: dial, band in words, coverage and age, change since the last look, trace. A notice takes the trace's place. */
export function Gauge({ view, hot }: { view: CustomerCard; hot: number | null }) {
  const notice = view.notices[0];
  return (
    <div class="gauge">
      <Dial
        band={view.band}
        score={view.score}
        shown={view.scoreShown}
        label={view.dialLabel}
        losses={view.score === null ? [] : view.lines.map((line) => line.points)}
        hot={hot}
        looked={view.trace.looked}
        stale={view.stale}
      />
      <div class="read">
        <div class={`band ${toneOf(view.band)}`}>
          <span>{view.bandWord}</span>
          {view.score !== null && (
            <span class="sub cut" dir="auto">
              {view.higherIsBetter}
            </span>
          )}
        </div>
        <div class="sub cut" dir="auto">
          {view.coverage}
        </div>
        {view.delta && view.score !== null && (
          <div class="delta">
            <b class={`n ${view.delta.points < 0 ? 'down' : 'up'}`}>{view.delta.shown}</b>
            <span class="sub cut" dir="auto">
              {view.delta.since}
            </span>
          </div>
        )}
        {notice ? (
          <div class="stale" role="status">
            <StateShape code={notice.code} size={13} />
            <span>{notice.text}</span>
          </div>
        ) : (
          view.score !== null && <Trace {...view.trace} score={view.score} band={view.band} rtl={view.dir === 'rtl'} />
        )}
      </div>
    </div>
  );
}

/** The notices after the first, one line each. */
export function MoreNotices({ notices }: { notices: CustomerCard['notices'] }) {
  return (
    <>
      {notices.slice(1).map((notice) => (
        <div class="strip" role="status" key={notice.code}>
          <StateShape code={notice.code} size={13} />
          <span>{notice.text}</span>
        </div>
      ))}
    </>
  );
}
