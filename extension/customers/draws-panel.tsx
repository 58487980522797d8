import { useState } from 'preact/hooks';
import type { DrawAnswer } from '../../shared/api/club';
import { isolate } from '../../shared/i18n/bidi';
import { formatDate } from '../../shared/i18n/dates';
import { joinParts, joinWords } from '../../shared/i18n/lists';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import { newUlid } from './new-ulid';
import { Shown } from './shown';
import { useAsk } from './use-ask';

/** The club's prize draws: freezing a list, drawing, and doing it all again to check. Read only when it is opened. */
export function DrawsPanel({ t, leads }: { t: Translate; leads: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('draws.title')}</summary>
      {open && <Draws t={t} leads={leads} />}
    </details>
  );
}

function Draws({ t, leads }: { t: Translate; leads: boolean }) {
  const asked = useAsk('draws.read', {}, 'draws');
  const [problem, setProblem] = useState('');
  const done = (answer: { ok: true } | { ok: false; text: string; code: string }) => {
    setProblem(answer.ok ? '' : answer.text || answer.code);
    asked.again();
    return answer.ok;
  };
  return (
    <>
      <p class="sub">{t('draws.help')}</p>
      {leads && <StartForm t={t} onStart={async (draw) => done(await ask('draws.start', draw))} />}
      {problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <Shown t={t} asked={asked}>
        {(draws) =>
          draws.length === 0 ? (
            <p>{t('draws.none')}</p>
          ) : (
            <ul class="facts">
              {draws.map((draw) => (
                <DrawRow
                  key={draw.id}
                  t={t}
                  draw={draw}
                  onDraw={leads ? async () => done(await ask('draws.draw', { draw: draw.id })) : null}
                />
              ))}
            </ul>
          )
        }
      </Shown>
    </>
  );
}

function StartForm({
  t,
  onStart,
}: {
  t: Translate;
  onStart: (draw: { id: string; prize: string; winners: number; per: number }) => Promise<boolean>;
}) {
  const [id, setId] = useState(newUlid);
  const [prize, setPrize] = useState('');
  const [winners, setWinners] = useState('1');
  const [per, setPer] = useState('100');
  const isWhole = (text: string, least: number) => /^\d{1,9}$/.test(text) && Number(text) >= least;
  return (
    <form
      class="fields editor"
      aria-label={t('draws.start')}
      onSubmit={(event) => {
        event.preventDefault();
        void onStart({ id, prize: prize.trim(), winners: Number(winners), per: Number(per) }).then((started) => {
          setId(newUlid());
          if (started) setPrize('');
        });
      }}
    >
      <label>
        {t('draws.prize')}
        <input dir="auto" maxLength={200} value={prize} onInput={(event) => setPrize(event.currentTarget.value)} />
      </label>
      <label>
        {t('draws.winners')}
        <input type="number" min={1} max={100} value={winners} onInput={(event) => setWinners(event.currentTarget.value)} />
      </label>
      <label>
        {t('draws.per')}
        <input type="number" min={0} value={per} onInput={(event) => setPer(event.currentTarget.value)} />
      </label>
      <button type="submit" class="btn pri" disabled={prize.trim() === '' || !isWhole(winners, 1) || !isWhole(per, 0)}>
        {t('draws.start')}
      </button>
    </form>
  );
}

function DrawRow({ t, draw, onDraw }: { t: Translate; draw: DrawAnswer; onDraw: (() => Promise<boolean>) | null }) {
  const [checked, setChecked] = useState('');
  const check = async () => {
    const answer = await ask('draws.check', { draw: draw.id });
    if (!answer.ok) setChecked(answer.text || answer.code);
    else setChecked(answer.value.length === 0 ? t('draws.right') : t('draws.wrong', { what: { text: answer.value.join(', ') } }));
  };
  return (
    <li>
      <details>
        <summary>
          <bdi class="grow">{draw.prize}</bdi>
          <span class="sub">{joinParts(t, [t(`draws.state.${draw.state}`), formatDate(draw.made_at, t.locale)])}</span>
        </summary>
        <p>{t('draws.sums', { n: draw.entries, a: draw.chances })}</p>
        {draw.won.length > 0 && (
          <p>
            {t('draws.won', {
              names: {
                text: joinWords(
                  t,
                  draw.won.map(({ name, ticket }) => isolate(name ?? ticket)),
                ),
              },
            })}
          </p>
        )}
        {draw.list_hash && (
          <p class="sub">
            {t('draws.hash')}: <bdi dir="ltr">{draw.list_hash}</bdi>
          </p>
        )}
        {draw.seed && (
          <p class="sub">
            {t('draws.seed')}: <bdi dir="ltr">{draw.seed}</bdi>
          </p>
        )}
        {draw.state === 'frozen' && onDraw && (
          <button type="button" class="btn pri" onClick={() => void onDraw()}>
            {t('draws.draw')}
          </button>
        )}
        {draw.state === 'drawn' && (
          <button type="button" class="btn sec-b" onClick={() => void check()}>
            {t('draws.check')}
          </button>
        )}
        <span role="status">{checked}</span>
      </details>
    </li>
  );
}
