import type { CustomerCard } from '../../shared/present/card-view';
import type { OnIntent } from './intents';

interface Props {
  view: CustomerCard;
  busy: boolean;
  detailed: boolean;
  onDetails: () => void;
  onIntent: OnIntent;
}
/**
 * The one thing to do: an imperative, whose it is and what it gives back, one filled button. After a log, undo stands where Later stood:
 * nothing moves, the focus stays, and a double click on Log cannot hit it.
 */
export function NextThing({ view, busy, detailed, onDetails, onIntent }: Props) {
  const { act, undo: offer } = view;
  const waits = busy || offer !== null;
  return (
    <div class="next">
      {act && <div class="do">{act.title}</div>}
      <div class="why" role="status">
        {offer ? offer.text : act?.why}
      </div>
      <div class="acts">
        {act && (
          <button
            type="button"
            class="btn pri"
            data-intent="log"
            aria-disabled={waits}
            onClick={(event) => !waits && onIntent({ do: 'log' }, event)}
          >
            {act.logLabel}
          </button>
        )}
        {offer && (
          <button type="button" key="undo" class="btn sec-b" data-intent="undo" onClick={(event) => onIntent({ do: 'undo' }, event)}>
            {offer.label}
          </button>
        )}
        {act && !offer && (
          <button
            type="button"
            key="later"
            class="btn sec-b"
            data-intent="later"
            aria-disabled={busy}
            onClick={(event) => !busy && onIntent({ do: 'later' }, event)}
          >
            {act.laterLabel}
          </button>
        )}
        <span class="grow" />
        <button
          type="button"
          class="btn txt"
          aria-expanded={detailed}
          aria-controls={detailed ? 'v-details' : undefined}
          onClick={onDetails}
        >
          {detailed ? view.details.less : view.details.label}
          <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
            <path
              d={detailed ? 'M2 6.5 5 3.5 8 6.5' : 'M2 3.5 5 6.5 8 3.5'}
              fill="none"
              stroke="currentColor"
              stroke-width="1.5"
              stroke-linecap="round"
              stroke-linejoin="round"
            />
          </svg>
        </button>
      </div>
    </div>
  );
}
