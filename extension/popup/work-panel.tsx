import { useState } from 'preact/hooks';
import type { DueAsks } from '../../shared/cadence/computed-due';
import { TellPanel } from '../outreach/tell-panel';
import { DueList } from '../work/due-list';
import { LossFacts, LossForm } from '../work/loss-form';
import { AnyPlay, PlayRuns } from '../work/plays';
import { Review } from '../work/review';
import type { Work } from '../work/use-work';

/** What is to do for this customer, and the plays that run; a review and a loss are written down here too. */
export function WorkPanel({ work }: { work: Work }) {
  const [asked, setAsked] = useState<DueAsks | null>(null);
  const { view } = work;
  return (
    <div class="work-on">
      {work.problem !== '' && (
        <p class="problem" role="alert">
          {work.problem}
        </p>
      )}
      <TellPanel work={work} />
      <DueList work={work} onOpen={setAsked} />
      <PlayRuns work={work} />
      {asked === 'review' && <Review work={work} open />}
      {view.mayWrite && <AnyPlay work={work} />}
      <LossFacts work={work} />
      {view.mayWrite && <LossForm work={work} asked={asked === 'loss'} />}
    </div>
  );
}
