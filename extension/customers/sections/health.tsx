/** The number: how it came to be, what it is made of, and what people say and do. */
import { GroupsOf } from '../group-section';
import { HistorySection } from '../history-section';
import { LinesSection } from '../lines-section';
import type { SectionProps } from '../section-props';

export function HealthSection({ t, state, page, view }: SectionProps) {
  const { record, model } = page;
  return (
    <>
      <HistorySection t={t} customer={record.id} rtl={view.dir === 'rtl'} bands={model.bands} users={state.users} />
      <div class="cols">
        <div class="col">
          <LinesSection t={t} view={view} />
          <GroupsOf view={view} ids={['missing', 'chance']} />
        </div>
        <div class="col">
          <GroupsOf view={view} ids={['judgement', 'answers', 'seen']} />
        </div>
      </div>
    </>
  );
}
