import type { CustomerCard } from '../../shared/present/card-view';
import { Dial } from './dial';
import { SignalShape, StateShape, toneOf } from './shapes';
import { Trace } from './trace';

/**
 * The state in one glance: dial, band in words, coverage and age, the last change, and why in one sentence; where there is nothing to
 * explain the trace stands there, and a notice goes before both.
 */
export function Gauge({ view, hot }: { view: CustomerCard; hot: number | null }) {
  const notice = view.notices[0];
  return (
    <div class="gauge">
      <Dial view={view} hot={hot} looked={view.trace.looked} stale={view.stale} />
      <div class="read">
        <div class={`band ${toneOf(view.band)}`}>
          <span>{view.bandWord}</span>
          {view.score !== null && (
            <span class="sub cut" dir="auto">
              {view.higherIsBetter}
            </span>
          )}
        </div>
        <div class="sub cut" dir="auto" title={view.coverage}>
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
        ) : view.sentence ? (
          <p class="because" data-part="because" title={view.sentence}>
            {view.sentence}
          </p>
        ) : (
          <TraceOf view={view} />
        )}
      </div>
    </div>
  );
}

/** The trace of a customer with a number. */
export function TraceOf({ view }: { view: CustomerCard }) {
  return view.score === null ? null : <Trace {...view.trace} score={view.score} band={view.band} rtl={view.dir === 'rtl'} />;
}

/** What somebody of ours thinks: a line of its own, for it is no part of the number. A triangle where the band says the opposite. */
export function Judgement({ judgement }: Pick<CustomerCard, 'judgement'>) {
  if (!judgement) return null;
  const { text, age, against } = judgement;
  return (
    <div class="row bare judge" data-part="judgement" title={`${text} ${against}`}>
      <SignalShape severity={against ? 'medium' : 'low'} closed={!against} />
      <span class="cut" dir="auto">
        {text}
        <span class="sr"> {against}</span>
      </span>
      <span class="age">{age}</span>
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
