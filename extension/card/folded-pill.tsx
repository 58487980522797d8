import type { CustomerCard } from '../../shared/present/card-view';
import type { OnIntent } from './intents';
import { BandShape } from './shapes';

/** The card folded to a pill at the page's edge: shape, number, name. */
export function FoldedPill({ view, onIntent }: { view: CustomerCard; onIntent: OnIntent }) {
  return (
    <button type="button" class="pill" aria-expanded="false" onClick={(event) => onIntent({ do: 'unfold' }, event)}>
      <BandShape band={view.band} size={15} />
      <span class="sr">{view.dialLabel} </span>
      <span class="v n" aria-hidden="true">
        {view.score === null ? '–' : view.scoreShown}
      </span>
      <span class="cut" dir="auto">
        {view.name}
      </span>
    </button>
  );
}
