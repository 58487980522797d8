/** The loyalty club of one customer: the tier and what keeps it, points and credit, and what leaving would cost them. */
import { GroupsOf } from '../group-section';
import { LedgerSection } from '../ledger-section';
import { PricePart } from '../price-part';
import type { SectionProps } from '../section-props';
import { TierSection } from '../tier-section';

export function ClubSection({ t, state, page, view, work, again }: SectionProps) {
  return (
    <div class="cols">
      <div class="col">
        <LedgerSection t={t} state={state} page={page} work={work} />
      </div>
      <div class="col">
        <TierSection t={t} view={view} />
        <GroupsOf view={view} ids={['price-group']} />
        <PricePart t={t} state={state} page={page} again={again} />
        <GroupsOf view={view} ids={['expiring', 'lose']} />
      </div>
    </div>
  );
}
