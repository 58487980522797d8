/** Who they are: the people, what was learnt of them, the segments they are in; at the foot, for admins, erasing them. */
import { EraseSection } from '../erase-section';
import { GroupsOf } from '../group-section';
import { PeopleSection } from '../people-section';
import type { SectionProps } from '../section-props';
import { SegmentChips } from '../segment-chips';

export function PeopleAndMore({ t, state, page, view, onErased }: SectionProps) {
  return (
    <>
      <div class="cols">
        <PeopleSection t={t} customer={page.record.id} role={state.role} />
        <div class="col">
          <SegmentChips t={t} page={page} />
          <GroupsOf view={view} ids={['notes']} />
        </div>
      </div>
      {state.role === 'admin' && !page.saved && <EraseSection t={t} state={state} page={page} onErased={onErased} />}
    </>
  );
}
