/** All that happened with them, the newest first; beside it how often they are to hear from us, and the review. */
import { Channels } from '../../work/channels';
import { Review } from '../../work/review';
import { GroupsOf } from '../group-section';
import type { SectionProps } from '../section-props';
import { Section } from '../shown';
import { TimelineSection } from '../timeline-section';

export function ContactSection({ t, state, page, view, work, asked, note }: SectionProps) {
  return (
    <div class="cols">
      <TimelineSection key={note} t={t} state={state} page={page} at={note} />
      <div class="col work-on">
        {work !== null && (
          <>
            <Section title={t('review.section')} here={asked === 'review'}>
              <Review key={`review ${asked === 'review'}`} work={work} open={asked === 'review'} />
            </Section>
            <Section title={t('channel.section')}>
              <Channels work={work} />
            </Section>
          </>
        )}
        <GroupsOf view={view} ids={['engagement']} />
      </div>
    </div>
  );
}
