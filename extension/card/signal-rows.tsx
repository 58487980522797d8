import type { CustomerCard, ViewSignal } from '../../shared/present/card-view';
import { Evidence } from './evidence';
import { Chevron, SignalShape } from './shapes';

/** Rows that fit the first view; one less beside a judgement, and two at the least where the message itself may say something. */
const ROWS = 3;

interface Props {
  view: CustomerCard;
  open: string | null;
  all: boolean;
  onToggle: (id: string) => void;
  onAll: () => void;
}
/**
 * The warning signals: shape, fact, whose, age; a row opens its evidence and says all of its fact. None is a sentence, not a blank. Where more are open than
 * fit, the last row of the first view holds the shapes of the rest and opens them.
 */
export function SignalRows({ view, open, all, onToggle, onAll }: Props) {
  const rows = view.judgement || view.heard ? ROWS - 1 : ROWS;
  const shown = all || view.signals.length <= rows ? view.signals : view.signals.slice(0, rows - 1);
  const rest = view.signals.slice(shown.length);
  return (
    <>
      {shown.map((signal) => (
        <SignalRow key={signal.id} signal={signal} open={open === signal.id} onToggle={onToggle} />
      ))}
      {rest.length > 0 && (
        <button
          type="button"
          class="row rest"
          aria-expanded="false"
          aria-label={`${view.tabs.signals.label} ${view.tabs.signals.count}`}
          onClick={onAll}
        >
          {rest.map((signal) => (
            <SignalShape key={signal.id} severity={signal.severity} closed={signal.closed} />
          ))}
          <span class="grow" />
          <Chevron />
        </button>
      )}
      {!view.signals.some((signal) => signal.severity !== 'good' && !signal.closed) && (
        <div class="row bare">
          <SignalShape severity="low" closed />
          <span class="cut" dir="auto">
            {view.noSignals}
          </span>
        </div>
      )}
    </>
  );
}

function SignalRow({ signal, open, onToggle }: { signal: ViewSignal; open: boolean; onToggle: (id: string) => void }) {
  const evidence = `v-ev-${signal.id}`;
  return (
    <>
      <button
        type="button"
        class={`row sig${signal.closed ? ' closed' : ''}`}
        aria-expanded={open}
        aria-controls={open ? evidence : undefined}
        onClick={() => onToggle(signal.id)}
      >
        <SignalShape severity={signal.severity} closed={signal.closed} />
        <span class={open ? 'grow' : 'cut'} dir="auto" title={signal.text}>
          {signal.severityWord && <span class="sr">{signal.severityWord}: </span>}
          {signal.text}
        </span>
        <span class={signal.fault === 'us' && !signal.closed ? 'fault us' : 'fault'}>{signal.whose}</span>
        <span class="age">{signal.age}</span>
      </button>
      {open && <Evidence id={evidence} text={signal.evidence} url={signal.url} />}
    </>
  );
}
