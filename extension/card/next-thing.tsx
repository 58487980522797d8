import type { CustomerCard } from '../../shared/present/card-view';
import type { OnIntent } from './intents';
import { Chevron } from './shapes';

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
          <Chevron up={detailed} />
        </button>
      </div>
    </div>
  );
}
