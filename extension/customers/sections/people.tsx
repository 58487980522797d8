/** Who they are: the people, what was learnt of them, and the segments they are in. */
import { GroupsOf } from '../group-section';
import { PeopleSection } from '../people-section';
import type { SectionProps } from '../section-props';
import { SegmentChips } from '../segment-chips';

export function PeopleAndMore({ t, state, page, view }: SectionProps) {
  return (
    <div class="cols">
      <PeopleSection t={t} customer={page.record.id} role={state.role} />
      <div class="col">
        <SegmentChips t={t} page={page} />
        <GroupsOf view={view} ids={['notes']} />
      </div>
    </div>
  );
}
