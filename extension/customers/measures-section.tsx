/** What we changed against losing customers and what it costs: read with the report, written by admins and managers. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { BookReport } from '../../shared/api/report-answers';
import { type Cost, type Improvement, spanKey } from '../../shared/churn/measures';
import type { ChurnCounts } from '../../shared/churn/rates';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import { CostForm, CostTable } from './costs';
import { ImprovementForm, ImprovementRow } from './improvements';
import { Section, Shown } from './shown';
import type { Asked } from './use-ask';
import { useAsk } from './use-ask';

export function MeasuresSection({ t, book, role }: { t: Translate; book: Asked<BookReport>; role: string }) {
  const asked = useAsk('measures.read', {}, 'measures');
  const [problem, setProblem] = useState('');
  const mayEdit = role === 'admin' || role === 'manager';
  const save = async (part: { improvements?: Improvement[]; costs?: Cost[] }): Promise<boolean> => {
    if (asked.value === null) return false;
    const answer = await ask('measures.save', { ...asked.value, ...part });
    setProblem(answer.ok ? '' : answer.text);
    asked.again();
    if (answer.ok) book.again();
    return answer.ok;
  };
  const shown = (children: (measures: NonNullable<typeof asked.value>, report: BookReport) => ComponentChildren) => (
    <Shown t={t} asked={asked}>
      {(measures) => (
        <Shown t={t} asked={book}>
          {(report) => children(measures, report)}
        </Shown>
      )}
    </Shown>
  );
  return (
    <>
      <Section title={t('improve.title')} help={t('improve.help')}>
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        {shown(({ improvements }, report) => (
          <>
            {improvements.length === 0 && <p>{t('improve.none')}</p>}
            {improvements.map((one) => (
              <ImprovementRow
                key={one.id}
                t={t}
                improvement={one}
                counts={countsOf(report)}
                asOf={report.as_of ?? 0}
                onRemove={mayEdit ? () => void save({ improvements: improvements.filter((other) => other !== one) }) : null}
              />
            ))}
            {mayEdit && <ImprovementForm t={t} onSave={(one) => save({ improvements: [...improvements, one] })} />}
          </>
        ))}
      </Section>
      <Section title={t('cost.title')} help={t('cost.help')}>
        {shown(({ costs }, report) => (
          <>
            <CostTable
              t={t}
              costs={costs}
              counts={countsOf(report)}
              onRemove={mayEdit ? (one) => void save({ costs: costs.filter((other) => other !== one) }) : null}
            />
            {mayEdit && <CostForm t={t} onSave={(one) => save({ costs: [...costs, one] })} />}
          </>
        ))}
      </Section>
    </>
  );
}

const countsOf = ({ spans }: BookReport): Map<string, ChurnCounts> =>
  new Map(spans.map(({ lost_of_held, ...span }) => [spanKey(span), { ...span, lostOfHeld: lost_of_held }]));
