import { useState } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import { hasPanel } from '../own-page/open-panel';
import { PAGES_SEE } from '../pages-see';
import type { Settings } from '../protocol';
import { AddressField } from './address-field';
import type { OptionsState } from './app';
import { readOrigin, requestOrigins } from './grant';
import { SiteRow } from './site-row';

interface SitesProps {
  t: Translate;
  state: OptionsState;
  refresh: () => Promise<void>;
  save: (change: Partial<Settings>) => Promise<void>;
}

type Known = OptionsState['known'][number];
/** One host for everybody; where every customer of the program has a host of their own, its address has to be typed. */
const hasOneAddress = ({ matches }: Known): boolean => matches.length > 0 && !matches.some((pattern) => pattern.includes('//*'));

/** Where Vafa may read: nothing until a host is granted here, one by one. */
export function SitesSection({ t, state, refresh, save }: SitesProps) {
  // The popup sends people here with the host that it may not read.
  const [address, setAddress] = useState(new URLSearchParams(location.search).get('allow') ?? '');
  const [program, setProgram] = useState('roundcube');
  const [problem, setProblem] = useState('');
  const [unverified, setUnverified] = useState(false);
  const offered = state.known.filter((site) => unverified || !site.unverified);
  const hosted = offered.filter((site) => hasOneAddress(site) && !state.sites.some((grant) => grant.site === site.id && grant.granted));
  const own = offered.filter((site) => !hasOneAddress(site));
  const nameOf = (site: Known) => (site.unverified ? `${site.name} (${t('site.unverified')})` : site.name);

  const grant = async (patterns: string[], origin: string, site: string) => {
    if (!(await requestOrigins(patterns))) return setProblem(t('site.denied', { host: { id: hostOf(origin) } }));
    const answer = await ask('site.granted', { origin, site });
    setProblem(answer.ok ? '' : answer.text);
    setAddress('');
    await refresh();
  };
  return (
    <section>
      <h2>{t('options.sites')}</h2>
      <p class="sub">{t('site.text')}</p>
      {state.sites.length === 0 && <p>{t('site.none')}</p>}
      <ul class="sites">
        {state.sites.map((site) => (
          <SiteRow key={site.host} t={t} site={site} state={state} refresh={refresh} save={save} onProblem={setProblem} />
        ))}
      </ul>
      {(hasPanel() || PAGES_SEE) && (
        <>
          <label class="switch">
            <input type="checkbox" checked={state.settings.panel} onChange={(event) => void save({ panel: event.currentTarget.checked })} />
            <span>{t('panel.instead')}</span>
          </label>
          {PAGES_SEE ? <p class="sub">{t('panel.instead.safe')}</p> : state.settings.panel && <p class="sub">{t('panel.instead.help')}</p>}
        </>
      )}
      <h3>{t('site.add')}</h3>
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
            {`${t('site.allow')} ${nameOf(site)}`}
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
        <AddressField label={t('site.address')} example="https://mail.example.com" value={address} onChange={setAddress} />
        <label>
          <span class="sub">{t('site.program')}</span>
          <select value={program} onChange={(event) => setProgram(event.currentTarget.value)}>
            {own.map((site) => (
              <option key={site.id} value={site.id}>
                {site.id === 'generic' ? t('site.program.generic') : nameOf(site)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="btn pri">
          {t('site.allow')}
        </button>
      </form>
      <p class="sub">{t('site.allow.help')}</p>
      <label class="switch">
        <input type="checkbox" checked={unverified} onChange={(event) => setUnverified(event.currentTarget.checked)} />
        <span>{t('site.unverified.offer')}</span>
      </label>
      {unverified && <p class="sub">{t('site.unverified.help')}</p>}
      {program === 'generic' && <p class="sub">{t('site.pick.how')}</p>}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

const hostOf = (origin: string): string => (URL.canParse(origin) ? new URL(origin).host : origin);
