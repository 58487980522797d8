/** Known problems of a customer, chronic or possible: a way round, a day for the repair, and what they were told. */
import { useState } from 'preact/hooks';
import { DAY } from '../../shared/event';
import type { IssueFact } from '../../shared/facts/work-facts';
import { FORMULA } from '../../shared/health/model';
import { inDays, shortAge } from '../../shared/i18n/ages';
import { formatDate } from '../../shared/i18n/dates';
import { atHour } from '../../shared/i18n/week';
import { openSignals } from '../../shared/signals/registry';
import { DaySelect } from '../popup/day-select';
import { EVENING } from '../popup/days';
import { ChoiceField, FoldedForm, TextField } from './field';
import type { Work } from './use-work';

const KINDS = ['chronic', 'potential'] as const;
const LIKELY = ['low', 'medium', 'high'] as const;

export function Issues({ work }: { work: Work }) {
  const { t, facts, view, now } = work;
  const open = facts.issues.filter(({ closedAt }) => closedAt === null);
  const { technical } = facts.profile;
  const isChronic =
    open.some(({ kind }) => kind === 'chronic') ||
    (view.model?.formula === FORMULA && openSignals(facts, view.model, now).some(({ signal }) => signal.id === 'repeated-problem'));
  return (
    <>
      {(technical !== undefined || isChronic) && <Lead work={work} isChronic={isChronic} />}
      {open.length === 0 && <p class="sub">{t('issue.none')}</p>}
      {open.map((issue) => (
        <Issue key={issue.id} work={work} issue={issue} />
      ))}
      {view.mayWrite && <IssueForm work={work} issue={null} />}
    </>
  );
}

/** Who of ours links them to those who mend it; with a problem that stays, somebody is to be named. */
function Lead({ work, isChronic }: { work: Work; isChronic: boolean }) {
  const { t, facts, view } = work;
  const { technical } = facts.profile;
  if (!view.mayWrite)
    return technical === undefined ? null : (
      <p class="sub">{t('issue.technical', { name: { name: view.users[technical] ?? technical } })}</p>
    );
  const people = Object.entries(view.users).sort(([, a], [, b]) => a.localeCompare(b, t.locale.language));
  return (
    <label class="field" data-lead={technical ?? ''}>
      <span class={technical === undefined && isChronic ? 'us' : 'sub'}>
        {t(technical === undefined && isChronic ? 'issue.technical.none' : 'issue.technical.who')}
      </span>
      <select
        value={technical ?? ''}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          void work.say(t('issue.technical.saved'), [{ type: 'customer.profile', data: { technical: chosen === '' ? null : chosen } }]);
        }}
      >
        <option value="">–</option>
        {people.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Issue({ work, issue }: { work: Work; issue: IssueFact }) {
  const { t, now, view } = work;
  const [told, setTold] = useState('');
  const tell = async () => {
    const text = told.trim() === '' ? {} : { text: told.trim() };
    if (await work.say(t('issue.told.saved'), [{ type: 'issue.told', data: { issue: issue.id, ...text } }])) setTold('');
  };
  return (
    <div class="run" data-issue={issue.id}>
      <h3>
        <bdi>{issue.title}</bdi>
      </h3>
      <ul class="facts">
        <li>
          <span class="grow">{t(`issue.kind.${issue.kind}`)}</span>
          {issue.likelihood !== '' && <span class="sub">{t(`issue.likely.${issue.likelihood}`)}</span>}
        </li>
        <li class={issue.workaround === '' && issue.kind === 'chronic' ? 'us' : ''}>
          {issue.workaround === '' ? t('issue.no-workaround') : t('issue.workaround.is', { what: { name: issue.workaround } })}
        </li>
        {issue.owner !== '' && <li class="sub">{t('issue.owner', { name: { name: view.users[issue.owner] ?? issue.owner } })}</li>}
        {issue.eta !== null && <li>{t('issue.eta.is', { date: { text: formatDate(issue.eta, t.locale, 'weekday') } })}</li>}
        {issue.due !== null && <li>{t('issue.due.is', { when: { text: inDays(t, issue.due, now) } })}</li>}
        <li class="sub">
          {issue.toldAt === null
            ? t('issue.untold')
            : t('issue.told.at', { age: { text: shortAge(t, issue.toldAt, now) }, what: { name: issue.told } })}
        </li>
      </ul>
      {view.mayWrite && (
        <>
          <div class="does">
            <input
              type="text"
              dir={told === '' ? undefined : 'auto'}
              maxLength={300}
              value={told}
              placeholder={t('issue.told.what')}
              aria-label={t('issue.told.what')}
              autocomplete="off"
              onInput={(event) => setTold(event.currentTarget.value)}
            />
            <button type="button" class="btn sec-b" data-do="tell" onClick={() => void tell()}>
              {t('issue.tell')}
            </button>
            <button
              type="button"
              class="btn txt"
              data-do="close"
              onClick={() => void work.say(t('issue.closed'), [{ type: 'issue.set', data: { issue: issue.id, closed: true } }])}
            >
              {t('issue.close')}
            </button>
          </div>
          <IssueForm work={work} issue={issue} />
        </>
      )}
    </div>
  );
}

function IssueForm({ work, issue }: { work: Work; issue: IssueFact | null }) {
  const { t, now } = work;
  const [title, setTitle] = useState(issue?.title ?? '');
  const [kind, setKind] = useState<(typeof KINDS)[number]>(issue?.kind ?? 'chronic');
  const [likelihood, setLikelihood] = useState<(typeof LIKELY)[number] | ''>(issue?.likelihood ?? '');
  const [workaround, setWorkaround] = useState(issue?.workaround ?? '');
  const [ahead, setAhead] = useState<number | null>(null);
  const [problem, setProblem] = useState('');
  const save = async () => {
    if (title.trim() === '') return setProblem(t('issue.missing'));
    const day = ahead === null ? null : atHour(Date.now(), ahead, ...EVENING, t.locale);
    const data = {
      issue: issue?.id ?? work.newId(),
      title: title.trim(),
      kind,
      ...(likelihood === '' ? {} : { likelihood }),
      ...(workaround.trim() === '' ? {} : { workaround: workaround.trim() }),
      // Of a chronic one the day of the repair, of a possible one the day by which somebody looks.
      ...(day === null ? {} : kind === 'chronic' ? { eta: day } : { due: day }),
      ...(issue === null && work.view.me !== '' ? { owner: work.view.me } : {}),
    };
    if (!(await work.say(t('issue.saved'), [{ type: 'issue.set', data }]))) return;
    setProblem('');
    if (issue === null) {
      setTitle('');
      setWorkaround('');
    }
  };
  return (
    <FoldedForm
      title={t(issue === null ? 'issue.add' : 'issue.change')}
      save={t('popup.save')}
      problem={problem || work.problem}
      onSave={() => void save()}
    >
      <TextField label={t('issue.title')} value={title} most={200} onInput={setTitle} />
      <ChoiceField
        label={t('issue.kind')}
        name="kind"
        value={kind}
        choices={KINDS.map((id) => ({ id, label: t(`issue.kind.${id}`) }))}
        onChoose={setKind}
      />
      {kind === 'potential' && (
        <ChoiceField
          label={t('issue.likely')}
          name="likely"
          value={likelihood}
          choices={LIKELY.map((id) => ({ id, label: t(`issue.likely.${id}`) }))}
          onChoose={setLikelihood}
        />
      )}
      {kind === 'chronic' && <TextField label={t('issue.workaround')} value={workaround} onInput={setWorkaround} />}
      <DaySelect
        t={t}
        label={t(kind === 'chronic' ? 'issue.eta' : 'issue.due')}
        now={Math.floor(now / DAY) * DAY}
        value={ahead}
        onChange={setAhead}
      />
    </FoldedForm>
  );
}
