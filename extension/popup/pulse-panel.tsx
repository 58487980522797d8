import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { joinWords } from '../../shared/i18n/lists';
import { formatNumber } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { MOST_CODES, PULSE_CODES, type PulseCode } from '../../shared/judgement/pulse-codes';
import type { Judged } from '../../shared/judgement/view';
import type { Say } from './say';

interface PulsePanelProps {
  t: Translate;
  judged: Judged;
  say: Say;
}
const SCORES = [1, 2, 3, 4, 5] as const;
type Score = (typeof SCORES)[number];

/** A person's own judgement, 1 to 5, with a reason; it stands beside health and expires. The digits choose wherever no text is being typed. */
export function PulsePanel({ t, judged, say }: PulsePanelProps) {
  const [score, setScore] = useState<Score | null>(null);
  const [reason, setReason] = useState('');
  const [codes, setCodes] = useState<readonly PulseCode[]>([]);
  const [problem, setProblem] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const saving = useRef(false);
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>('.scores input')?.focus(), []);

  const save = async () => {
    if (saving.current) return;
    if (score === null || reason.trim() === '') {
      setProblem(t(score === null ? 'pulse.score.missing' : 'pulse.reason.missing'));
      form.current?.querySelector<HTMLElement>(score === null ? '.scores input' : 'input[type="text"]')?.focus();
      return;
    }
    saving.current = true;
    const answer = await say({ do: 'pulse', score, reason: reason.trim(), codes: [...codes] });
    saving.current = false;
    setProblem(answer.ok ? '' : answer.problem);
    if (!answer.ok) return;
    setScore(null);
    setReason('');
    setCodes([]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const digit = SCORES.find((each) => event.code === `Digit${each}` || event.code === `Numpad${each}`);
    if (digit === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof HTMLInputElement && event.target.type === 'text') return;
    event.preventDefault();
    setScore(digit);
    form.current?.querySelector<HTMLElement>('input[type="text"]')?.focus();
  };
  const toggle = (code: PulseCode) => setCodes(codes.includes(code) ? codes.filter((each) => each !== code) : [...codes, code]);
  return (
    <form
      ref={form}
      class="pulse"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={onKeyDown}
    >
      <Standing t={t} judged={judged} />
      <h3>{t('pulse.question')}</h3>
      <fieldset class="kinds scores">
        <legend class="hidden">{t('pulse.question')}</legend>
        {SCORES.map((each) => (
          <label key={each} class={score === each ? 'is-on' : ''}>
            <input type="radio" name="score" value={String(each)} checked={score === each} onChange={() => setScore(each)} />
            <b>{formatNumber(each, t.locale)}</b>
            <span>{t(`pulse.score.${each}`)}</span>
          </label>
        ))}
      </fieldset>
      <input
        type="text"
        dir={reason === '' ? undefined : 'auto'}
        maxLength={300}
        value={reason}
        placeholder={t('pulse.reason')}
        aria-label={t('pulse.reason')}
        autocomplete="off"
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      <fieldset class="chips">
        <legend class="sub">{t('pulse.codes')}</legend>
        {PULSE_CODES.map((code) => (
          <label key={code} class={`chip ${codes.includes(code) ? 'is-on' : ''}`}>
            <input
              type="checkbox"
              value={code}
              checked={codes.includes(code)}
              disabled={!codes.includes(code) && codes.length >= MOST_CODES}
              onChange={() => toggle(code)}
            />
            {t(`pulse.code.${code}`)}
          </label>
        ))}
      </fieldset>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="foot">
        <span class="sub">{t('pulse.apart')}</span>
        <button type="submit" class="btn pri">
          {t('popup.save')}
        </button>
      </div>
    </form>
  );
}

/** The judgement that stands, with its age and its end; or that one has expired. */
function Standing({ t, judged: { pulse, expired } }: { t: Translate; judged: Judged }) {
  if (pulse === null) return expired === '' ? null : <p class="sub standing">{expired}</p>;
  return (
    <div class="standing">
      <p>
        <b>{pulse.text}</b> <span class="sub">{pulse.until}</span>
      </p>
      <p>
        <bdi>{pulse.reason}</bdi> {pulse.codes.length > 0 && <span class="sub">{`(${joinWords(t, pulse.codes)})`}</span>}
      </p>
    </div>
  );
}
