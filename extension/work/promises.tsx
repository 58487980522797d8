/** What we promised and what they do for it: agreed beforehand, so that the time frame is realistic. */
import { useState } from 'preact/hooks';
import { OUTCOMES } from '../../shared/attributes';
import { inDays } from '../../shared/i18n/ages';
import { atHour } from '../../shared/i18n/week';
import { DaySelect } from '../popup/day-select';
import { EVENING } from '../popup/days';
import { FoldedForm, TextField, TickField } from './field';
import type { Work } from './use-work';

export function Promises({ work }: { work: Work }) {
  const { t, facts, view, now } = work;
  const open = facts.promises.filter(({ keptAt }) => keptAt === null);
  return (
    <>
      {open.length === 0 && <p class="sub">{t('promise.none')}</p>}
      <ul class="facts">
        {open.map((promise) => (
          <li key={promise.id} data-promise={promise.id}>
            <span class="grow">
              <bdi>{promise.what}</bdi>
              {promise.effort !== '' && <span class="sub"> {t('promise.effort.is', { what: { name: promise.effort } })}</span>}
            </span>
            <span class={promise.due < now ? 'us' : 'sub'}>{inDays(t, promise.due, now)}</span>
            {view.mayWrite && (
              <span class="does">
                {OUTCOMES.map((outcome) => (
                  <button
                    type="button"
                    key={outcome}
                    class="btn txt"
                    data-outcome={outcome}
                    onClick={() =>
                      void work.say(t(`judge.kept.${outcome}`), [{ type: 'promise.kept', data: { promise: promise.id, outcome } }])
                    }
                  >
                    {t(`judge.kept.${outcome}`)}
                  </button>
                ))}
              </span>
            )}
          </li>
        ))}
      </ul>
      {view.mayWrite && <PromiseForm work={work} />}
    </>
  );
}

function PromiseForm({ work }: { work: Work }) {
  const { t, now } = work;
  const [what, setWhat] = useState('');
  const [effort, setEffort] = useState('');
  const [isResult, setResult] = useState(false);
  const [ahead, setAhead] = useState<number | null>(null);
  const [problem, setProblem] = useState('');
  const save = async () => {
    if (what.trim() === '' || ahead === null) return setProblem(t('promise.missing'));
    const data = {
      promise: work.newId(),
      what: what.trim(),
      due: atHour(Date.now(), ahead, ...EVENING, t.locale),
      by: 'us' as const,
      kind: isResult ? ('result' as const) : ('action' as const),
      ...(effort.trim() === '' ? {} : { effort: effort.trim() }),
    };
    if (!(await work.say(t('promise.saved'), [{ type: 'promise', data }]))) return;
    setWhat('');
    setEffort('');
    setAhead(null);
    setProblem('');
  };
  return (
    <FoldedForm title={t('promise.add')} save={t('popup.save')} problem={problem || work.problem} onSave={() => void save()}>
      <TextField label={t('promise.what')} value={what} onInput={setWhat} />
      <TextField label={t('promise.effort')} value={effort} onInput={setEffort} />
      <TickField label={t('promise.result')} checked={isResult} onChange={setResult} />
      <DaySelect t={t} label={t('promise.due')} now={now} value={ahead} onChange={setAhead} />
    </FoldedForm>
  );
}
