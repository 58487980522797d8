import type { CustomerCard } from '../../shared/present/card-view';
import type { OnIntent } from './intents';
import { TierStar } from './tier-star';

/** Who this is, how the mail was matched to them, and their tier. The name opens the customer in our own page. */
export function Identity({ view, onIntent }: { view: CustomerCard; onIntent: OnIntent }) {
  return (
    <header class="id">
      <button
        type="button"
        class="name cut"
        data-part="name"
        dir="auto"
        title={view.name}
        onClick={(event) => onIntent({ do: 'customer' }, event)}
      >
        {view.name}
      </button>
      <div class="line">
        <span class="sub cut grow" title={view.matched}>
          {view.matched}
        </span>
        {view.tier && (
          <span class="tier">
            <TierStar rank={view.tier.rank} />
            <span class="cut" dir="auto">
              {view.tier.name}
            </span>
          </span>
        )}
      </div>
    </header>
  );
}
