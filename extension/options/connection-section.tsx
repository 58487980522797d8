import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import type { OptionsState } from './app';
import { readOrigin, requestOrigins } from './grant';

/** Pairing this browser with the company's Worker: address, permission for it, a code, and an approval there. */
export function ConnectionSection({ t, state, refresh }: { t: Translate; state: OptionsState; refresh: () => Promise<void> }) {
  const { connection } = state;
  const [address, setAddress] = useState(connection.url);
  const [pairing, setPairing] = useState<{ code: string; approve: string } | null>(null);
  const [problem, setProblem] = useState('');

  useEffect(() => {
    if (!pairing) return;
    const timer = setInterval(async () => {
      const answer = await ask('pair.poll');
      if (!answer.ok || answer.value.state === 'pending') return;
      setPairing(null);
      if (answer.value.state !== 'paired') setProblem(t(`pair.${answer.value.state}`));
      await refresh();
    }, 2000);
    return () => clearInterval(timer);
  }, [pairing]);

  const start = async () => {
    const origin = readOrigin(address);
    if (!origin) return setProblem(t('pair.url.bad'));
    // Asked first: the browser shows its question only while the click is fresh.
    if (!(await requestOrigins([origin]))) return setProblem(t('pair.permission.no'));
    const answer = await ask('pair.start', { url: origin });
    if (!answer.ok) return setProblem(answer.text || t('state.unreachable.title'));
    setProblem('');
    setPairing(answer.value);
    await browser.tabs.create({ url: answer.value.approve });
  };
  return (
    <section>
      <h2>{t('options.connection')}</h2>
      {connection.paired ? (
        <div class="row">
          <p>
            {t('pair.paired', { name: connection.user, workspace: connection.workspace })}
            <br />
            <bdi class="sub" dir="ltr">
              {connection.url}
            </bdi>{' '}
            <span class="sub">{t('pair.customers', { n: connection.customers })}</span>
          </p>
          <button
            type="button"
            class="btn sec-b"
            onClick={async () => {
              await ask('pair.end');
              await refresh();
            }}
          >
            {t('pair.end')}
          </button>
        </div>
      ) : pairing ? (
        <div class="pairing" role="status">
          <p>{t('pair.compare')}</p>
          <p class="code" dir="ltr">
            {pairing.code}
          </p>
          <a href={pairing.approve} target="_blank" rel="noreferrer">
            {t('pair.approve')}
          </a>
        </div>
      ) : (
        <form
          class="row"
          onSubmit={(event) => {
            event.preventDefault();
            void start();
          }}
        >
          <label class="grow">
            <span class="sub">{t('pair.url')}</span>
            <input
              dir="ltr"
              type="text"
              inputmode="url"
              value={address}
              placeholder="https://vafa.example.workers.dev"
              spellcheck={false}
              onInput={(event) => setAddress(event.currentTarget.value)}
            />
          </label>
          <button type="submit" class="btn pri">
            {t('pair.start')}
          </button>
        </form>
      )}
      {connection.revoked && <p class="problem">{t('state.revoked.text')}</p>}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
