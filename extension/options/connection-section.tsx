import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { formatTime } from '../../shared/i18n/dates';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import { AddressField } from './address-field';
import type { OptionsState } from './app';
import { ConfirmButton } from './confirm-button';
import { readOrigin, requestOrigins } from './grant';

/** Pairing this browser with the company's Worker: address, permission for it, a code, and an approval there. */
export function ConnectionSection({ t, state, refresh }: { t: Translate; state: OptionsState; refresh: () => Promise<void> }) {
  const { connection } = state;
  const [address, setAddress] = useState(connection.url);
  const [pairing, setPairing] = useState<{ code: string; approve: string; expiresAt: number } | null>(null);
  const [problem, setProblem] = useState('');

  useEffect(() => {
    if (!pairing) return;
    const timer = setInterval(async () => {
      const answer = await ask('pair.poll');
      // The Worker may be gone for a moment: said, and asked again as long as the code is good.
      if (!answer.ok) return setProblem(answer.text || t('state.unreachable.title'));
      if (answer.value.state === 'pending') return setProblem('');
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
  const standing = connection.revoked
    ? 'revoked'
    : !connection.paired
      ? 'none'
      : !connection.online
        ? 'offline'
        : connection.reachable
          ? 'online'
          : 'unreachable';
  return (
    <section>
      <header class="row">
        <h2 class="grow">{t(connection.paired ? 'options.connection' : 'pair.title')}</h2>
        <span class="sub" role="status">
          {t(`connection.${standing}`)}
        </span>
      </header>
      {connection.paired ? (
        <div class="row">
          <div class="grow">
            <p>{t('pair.paired', { name: connection.user, workspace: connection.workspace })}</p>
            <p class="sub spread">
              <bdi dir="ltr">{connection.url}</bdi>
              <span>{t('pair.customers', { n: connection.customers })}</span>
              {isRole(connection.role) && <span>{t('pair.role', { role: { text: t(`role.${connection.role}`) } })}</span>}
            </p>
          </div>
          <ConfirmButton
            t={t}
            label={t('pair.end')}
            sure={t('pair.end.sure')}
            onConfirm={async () => {
              await ask('pair.end');
              await refresh();
            }}
          />
        </div>
      ) : pairing ? (
        <div class="pairing" role="status">
          <p>{t('pair.compare')}</p>
          <p class="code">
            <span class="hidden">{t('pair.code')}</span> <bdi dir="ltr">{pairing.code}</bdi>
          </p>
          <p class="sub spread">
            <span>{t('pair.waiting')}</span>
            <span>{t('pair.until', { time: { text: formatTime(pairing.expiresAt, t.locale) } })}</span>
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
          <AddressField label={t('pair.url')} example="https://vafa.example.workers.dev" value={address} onChange={setAddress} />
          <button type="submit" class="btn pri">
            {t(problem === '' ? 'pair.start' : 'pair.again')}
          </button>
          <p class="sub wide">{`${t('pair.text')} ${t('pair.permission')}`}</p>
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

type Role = 'admin' | 'manager' | 'agent' | 'viewer' | 'ingest';
/** A newer server may have roles that this build has no word for. */
const isRole = (role: string): role is Role => ['admin', 'manager', 'agent', 'viewer', 'ingest'].includes(role);
