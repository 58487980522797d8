/** What waits for somebody today: what is due, what warns, which plays run, and what would help most. */

import { DueList } from '../../work/due-list';
import { AnyPlay, PlayRuns } from '../../work/plays';
import { GroupsOf } from '../group-section';
import type { SectionProps } from '../section-props';
import { Section } from '../shown';
import { SignalsSection } from '../signals-section';

export function NowSection({ t, page, view, work, onAsk }: SectionProps) {
  return (
    <div class="cols work-on">
      <div class="col">
        {work !== null && (
          <>
            <Section title={t('work.due')}>
              <DueList work={work} onOpen={onAsk} />
            </Section>
            <Section title={t('play.title')}>
              {work.facts.plays.length === 0 && <p class="sub">{t('play.none')}</p>}
              <PlayRuns work={work} />
              {work.view.mayWrite && <AnyPlay work={work} />}
            </Section>
          </>
        )}
      </div>
      <div class="col">
        <SignalsSection t={t} view={view} page={page} work={work} />
        <GroupsOf view={view} ids={['moves']} />
      </div>
    </div>
  );
}
