/** A loss is written down with its primary reason, or not at all; with it the exit ladder begins. And the way back. */
import { useState } from 'preact/hooks';
import type { SaidEvent } from '../../shared/act-types';
import { LOSS_REASONS } from '../../shared/attributes';
import { EXIT_LADDER, exitPlay } from '../../shared/cadence/rules/loss';
import type { LossReason } from '../../shared/facts/work-facts';
import { formatDate } from '../../shared/i18n/dates';
import { joinWords } from '../../shared/i18n/lists';
import { ChoiceField, FoldedForm, TextField } from './field';
import type { Work } from './use-work';

const YES_NO = ['yes', 'no'] as const;
const MOST_ALSO = 3;

/** Open where a reason is asked for; once it is written down the form stands closed, with what was said as its beginning. */
export function LossForm({ work, asked }: { work: Work; asked: boolean }) {
  const { loss } = work.facts;
  const lacks = loss === null || loss.code === '';
  return <LossFields key={`${loss?.at} ${loss?.code} ${asked}`} work={work} open={asked && lacks} />;
}

/** The form itself. `before`: what is said together with the loss, an agreement that ends with it. */
export function LossFields({ work, open, before = [] }: { work: Work; open: boolean; before?: readonly SaidEvent[] }) {
  const { t, facts, now } = work;
  const [code, setCode] = useState<LossReason | ''>(facts.loss?.backAt === null ? facts.loss.code : '');
  const [also, setAlso] = useState<LossReason[]>([]);
  const [voluntary, setVoluntary] = useState<'yes' | 'no' | ''>('');
  const [avoidable, setAvoidable] = useState<'yes' | 'no' | ''>('');
  const [competitor, setCompetitor] = useState('');
  const [words, setWords] = useState('');
  const [problem, setProblem] = useState('');
  const reasons = LOSS_REASONS.map((id) => ({ id, label: t(`loss.reason.${id}`) }));
  const yesNo = YES_NO.map((id) => ({ id, label: t(`loss.${id}`) }));
  const toggle = (id: LossReason) => setAlso(also.includes(id) ? also.filter((other) => other !== id) : [...also, id].slice(0, MOST_ALSO));
  const isLost = facts.profile.lostAt !== null;

  const save = async () => {
    if (code === '') return setProblem(t('loss.missing'));
    const others = also.filter((id) => id !== code);
    const data = {
      code,
      ...(others.length === 0 ? {} : { also: others }),
      ...(voluntary === '' ? {} : { voluntary: voluntary === 'yes' }),
      ...(avoidable === '' ? {} : { avoidable: avoidable === 'yes' }),
      ...(competitor.trim() === '' ? {} : { competitor: competitor.trim() }),
      ...(words.trim() === '' ? {} : { reason: words.trim() }),
    };
    const ladder = { play: exitPlay(facts.loss?.at ?? now), kind: EXIT_LADDER };
    const runs = facts.plays.some(({ kind, endedAt }) => kind === EXIT_LADDER && endedAt === null);
    const lost: SaidEvent = { type: 'customer.lost', data };
    const [first, ...rest] = [...before, lost];
    const kept = await work.say(t('loss.saved'), [
      first ?? lost,
      ...rest,
      ...(runs ? [] : [{ type: 'play.started' as const, data: ladder }]),
    ]);
    if (kept) setProblem('');
  };
  return (
    <FoldedForm
      title={t(isLost ? 'loss.correct' : 'loss.title')}
      open={open}
      save={t('loss.save')}
      problem={problem || work.problem}
      onSave={() => void save()}
    >
      <ChoiceField label={t('loss.primary')} name="loss" value={code} choices={reasons} onChoose={setCode} />
      <fieldset class="chips">
        <legend class="sub">{t('loss.also')}</legend>
        {reasons
          .filter(({ id }) => id !== code)
          .map(({ id, label }) => (
            <label key={id} class={`chip ${also.includes(id) ? 'is-on' : ''}`}>
              <input type="checkbox" name="also" value={id} checked={also.includes(id)} onChange={() => toggle(id)} />
              {label}
            </label>
          ))}
      </fieldset>
      <ChoiceField label={t('loss.voluntary')} name="voluntary" value={voluntary} choices={yesNo} onChoose={setVoluntary} />
      <ChoiceField label={t('loss.avoidable')} name="avoidable" value={avoidable} choices={yesNo} onChoose={setAvoidable} />
      <TextField label={t('loss.competitor')} value={competitor} most={200} onInput={setCompetitor} />
      <TextField label={t('loss.words')} value={words} most={200} onInput={setWords} />
    </FoldedForm>
  );
}

/** What is known of the loss, and that they came back. */
export function LossFacts({ work }: { work: Work }) {
  const { t, facts, view } = work;
  const { loss, profile } = facts;
  if (loss === null) return null;
  const reasons = [loss.code, ...loss.also].filter((code) => code !== '').map((code) => t(`loss.reason.${code}`));
  const date = { text: formatDate(loss.at, t.locale, 'long') };
  return (
    <ul class="facts" data-loss={loss.code}>
      <li>
        <b class="grow">{t(loss.backAt === null ? 'loss.since' : 'loss.was', { date })}</b>
      </li>
      <li>
        <span class="grow">{reasons.length === 0 ? t('loss.unknown') : joinWords(t, reasons)}</span>
      </li>
      {loss.voluntary !== null && <li class="sub">{t(loss.voluntary ? 'loss.is.voluntary' : 'loss.is.involuntary')}</li>}
      {loss.avoidable !== null && <li class="sub">{t(loss.avoidable ? 'loss.is.avoidable' : 'loss.is.unavoidable')}</li>}
      {loss.competitor !== '' && <li class="sub">{t('loss.went', { name: { name: loss.competitor } })}</li>}
      {profile.lostReason !== '' && (
        <li>
          <bdi class="sub">{profile.lostReason}</bdi>
        </li>
      )}
      {loss.backAt === null && view.mayWrite && (
        <li>
          <button
            type="button"
            class="btn sec-b"
            data-do="kept"
            onClick={() => void work.say(t('loss.kept'), [{ type: 'customer.kept', data: {} }])}
          >
            {t('loss.back')}
          </button>
        </li>
      )}
    </ul>
  );
}
