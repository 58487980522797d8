/** The automatic rules of the schedule: what each does, when it ran last, and how often. */
import type { JobsReport } from '../../shared/api/report-answers';
import { age } from '../../shared/i18n/ages';
import { formatNumber } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { FactTable } from './fact-table';

export function JobsSection({ t, report }: { t: Translate; report: JobsReport }) {
  const number = (n: number) => formatNumber(n, t.locale);
  return (
    <FactTable
      caption={t('jobs.title')}
      columns={[
        { label: t('jobs.rule') },
        { label: t('jobs.last') },
        { label: t('jobs.runs'), number: true },
        { label: t('jobs.done'), number: true },
        { label: t('jobs.failed') },
      ]}
      rows={report.jobs.map((job) => ({
        key: job.id,
        cells: [
          t.has(`job.${job.id}`) ? t(`job.${job.id}` as 'job.retention') : job.id,
          job.last_at === null ? t('jobs.never') : age(t, job.last_at, report.as_of),
          number(job.runs),
          job.done === null ? '–' : number(job.done),
          job.failures === 0 ? (
            '–'
          ) : (
            <span class={job.ok_at === job.last_at ? '' : 'down'}>
              {t(job.ok_at === job.last_at ? 'jobs.failed.before' : 'jobs.failed.now', { n: job.failures })}
            </span>
          ),
        ],
      }))}
    />
  );
}
