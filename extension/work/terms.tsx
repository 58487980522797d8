/** What a contract grants them, down to the smallest: due, given, or owed by us. */
import { useState } from 'preact/hooks';
import type { ContractFact } from '../../shared/facts/facts';
import { inDays } from '../../shared/i18n/ages';
import { formatDate } from '../../shared/i18n/dates';
import { atHour } from '../../shared/i18n/week';
import { DaySelect } from '../popup/day-select';
import { EVENING } from '../popup/days';
import { FoldedForm, TextField } from './field';
import type { Work } from './use-work';

export function Terms({ work, contract }: { work: Work; contract: ContractFact }) {
  const { t, view, now } = work;
  const [what, setWhat] = useState('');
  const [ahead, setAhead] = useState<number | null>(null);
  const [problem, setProblem] = useState('');
  const set = (title: string, term: string, change: { met?: boolean; removed?: boolean; what?: string; due?: number }) =>
    work.say(title, [{ type: 'term.set', data: { contract: contract.id, term, ...change } }]);
  const save = async () => {
    if (what.trim() === '') return setProblem(t('term.missing'));
    const due = ahead === null ? {} : { due: atHour(Date.now(), ahead, ...EVENING, t.locale) };
    if (!(await set(t('term.saved'), work.newId(), { what: what.trim(), ...due }))) return;
    setWhat('');
    setAhead(null);
    setProblem('');
  };
  return (
    <>
      {contract.terms.length > 0 && (
        <ul class="facts terms">
          {contract.terms.map(({ id, what, due, metAt }) => (
            <li key={id} data-term={id} class={metAt === null && due !== null && due < now ? 'us' : ''}>
              <label class="check grow">
                <input
                  type="checkbox"
                  checked={metAt !== null}
                  disabled={!view.mayWrite}
                  onChange={(event) =>
                    void set(t(event.currentTarget.checked ? 'term.met' : 'term.unmet'), id, { met: event.currentTarget.checked })
                  }
                />{' '}
                <bdi>{what || id}</bdi>
              </label>
              <span class="sub">
                {metAt !== null
                  ? t('term.met.at', { date: { text: formatDate(metAt, t.locale, 'short', now) } })
                  : due === null
                    ? ''
                    : inDays(t, due, now)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {view.mayWrite && (
        <FoldedForm title={t('term.add')} save={t('popup.save')} problem={problem || work.problem} onSave={() => void save()}>
          <TextField label={t('term.what')} value={what} onInput={setWhat} />
          <DaySelect t={t} label={t('term.due')} now={now} value={ahead} onChange={setAhead} />
        </FoldedForm>
      )}
    </>
  );
}
