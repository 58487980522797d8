/** What was agreed on either side: contracts and invoices, promises, the beginning, known problems, and an end. */
import { Agreements } from '../../work/agreements';
import { Issues } from '../../work/issues';
import { LossFacts, LossForm } from '../../work/loss-form';
import { Promises } from '../../work/promises';
import { Start } from '../../work/start';
import { GroupsOf } from '../group-section';
import { InvoicesSection } from '../invoices-section';
import type { SectionProps } from '../section-props';
import { Section } from '../shown';

export function AgreementsSection({ t, page, view, work, asked }: SectionProps) {
  return (
    <div class="cols work-on">
      <div class="col">
        {work !== null && (
          <Section title={t('agreement.section')}>
            <Agreements work={work} />
          </Section>
        )}
        <InvoicesSection t={t} facts={page.record.facts} now={page.now} />
        <GroupsOf view={view} ids={['payment']} />
      </div>
      {work !== null && (
        <div class="col">
          <Section title={t('promise.section')}>
            <Promises work={work} />
          </Section>
          <Section title={t('issue.section')}>
            <Issues work={work} />
          </Section>
          <Section title={t('setup.section')}>
            <Start work={work} />
          </Section>
          <Section title={t('loss.section')} here={asked === 'loss'}>
            <LossFacts work={work} />
            {work.view.mayWrite && <LossForm work={work} asked={asked === 'loss'} />}
          </Section>
        </div>
      )}
    </div>
  );
}
