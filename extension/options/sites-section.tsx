import { useState } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import type { Settings } from '../protocol';
import type { OptionsState } from './app';
import { readOrigin, requestOrigins } from './grant';

interface SitesProps {
  t: Translate;
  state: OptionsState;
  refresh: () => Promise<void>;
  save: (change: Partial<Settings>) => Promise<void>;
}

/** Where Vafa may read: nothing until a host is granted here, one by one. */
export function SitesSection({ t, state, refresh, save }: SitesProps) {
  const [address, setAddress] = useState('');
  const [program, setProgram] = useState('roundcube');
  const [problem, setProblem] = useState('');
  const hosted = state.known.filter(
    (site) => site.matches.length > 0 && !state.sites.some((grant) => grant.site === site.id && grant.granted),
  );
  const own = state.known.filter((site) => site.matches.length === 0);

  const grant = async (patterns: string[], origin: string, site: string) => {
    if (!(await requestOrigins(patterns))) return setProblem(t('site.denied', { host: site }));
    const answer = await ask('site.granted', { origin, site });
    setProblem(answer.ok ? '' : answer.text);
    setAddress('');
    await refresh();
  };
  return (
    <section>
      <h2>{t('options.sites')}</h2>
      <p class="sub">{t('site.text')}</p>
      <ul class="sites">
        {state.sites.map((site) => (
          <li key={site.host} class="row">
            <span class="grow">
              <bdi dir="ltr">{site.host}</bdi> <span class="sub">{state.known.find((known) => known.id === site.site)?.name}</span>
              {site.state === 'unrecognised' && <span class="problem"> {t('site.state.unrecognised')}</span>}
            </span>
            <label class="switch">
              <input
                type="checkbox"
                checked={state.settings.mailAsContact[site.host] ?? false}
                onChange={(event) =>
                  void save({ mailAsContact: { ...state.settings.mailAsContact, [site.host]: event.currentTarget.checked } })
                }
              />
              <span class="sub">{t('site.mail')}</span>
            </label>
            <label class="switch">
              <input
                type="checkbox"
                checked={state.settings.badges[site.host] ?? true}
                onChange={(event) => void save({ badges: { ...state.settings.badges, [site.host]: event.currentTarget.checked } })}
              />
              <span class="sub">{t('site.badges')}</span>
            </label>
            <button
              type="button"
              class="btn txt"
              onClick={async () => {
                await ask('site.removed', { host: site.host });
                await refresh();
              }}
            >
              {t('site.remove')}
            </button>
          </li>
        ))}
      </ul>
      <div class="known">
        {hosted.map((site) => (
          <button
            key={site.id}
            type="button"
            class="btn sec-b"
            onClick={() =>
              void grant(site.matches, new URL(site.matches[0]?.replace('*://', 'https://').replace('/*', '/') ?? '').origin, site.id)
            }
          >
            {`${t('site.allow')} ${site.name}`}
          </button>
        ))}
      </div>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          const origin = readOrigin(address);
          if (!origin) return setProblem(t('site.bad'));
          void grant([origin], origin, program);
        }}
      >
        <label class="grow">
          <span class="sub">{t('site.address')}</span>
          <input
            dir="ltr"
            type="text"
            inputmode="url"
            value={address}
            placeholder="https://mail.example.com"
            spellcheck={false}
            onInput={(event) => setAddress(event.currentTarget.value)}
          />
        </label>
        <label>
          <span class="sub">{t('site.program')}</span>
          <select value={program} onChange={(event) => setProgram(event.currentTarget.value)}>
            {own.map((site) => (
              <option key={site.id} value={site.id}>
                {site.id === 'generic' ? t('site.program.generic') : site.name}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="btn pri">
          {t('site.allow')}
        </button>
      </form>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
