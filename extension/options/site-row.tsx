import { browser } from 'wxt/browser';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import type { Settings, SiteGrant } from '../protocol';
import type { OptionsState } from './app';

interface SiteRowProps {
  t: Translate;
  site: SiteGrant;
  state: OptionsState;
  refresh: () => Promise<void>;
  save: (change: Partial<Settings>) => Promise<void>;
  onProblem: (problem: string) => void;
}
/** One host that may be read: how reading goes there, what it counts for, and the way out. */
export function SiteRow({ t, site, state, refresh, save, onProblem }: SiteRowProps) {
  const { mailAsContact, badges } = state.settings;
  const known = state.known.find(({ id }) => id === site.site);
  const pick = async () => {
    const tab = await openTabOn(site.host);
    if (tab === null) return onProblem(t('site.pick.open'));
    const answer = await ask('site.pick', { tab });
    onProblem(answer.ok ? '' : answer.text);
  };
  return (
    <li>
      <div class="row">
        <span class="grow">
          <bdi dir="ltr" class="host">
            {site.host}
          </bdi>{' '}
          <span class="sub inline">{known?.unverified ? `${known.name} (${t('site.unverified')})` : known?.name}</span>{' '}
          <span class={site.state === 'unrecognised' ? 'state problem' : 'state sub'}>{t(`site.state.${site.state}`)}</span>
        </span>
        {site.site === 'generic' && (
          <button type="button" class="btn sec-b" onClick={() => void pick()}>
            {t('why.recognised.next')}
          </button>
        )}
        <button
          type="button"
          class="btn txt"
          aria-label={`${t('site.remove')}: ${site.host}`}
          onClick={async () => {
            await ask('site.removed', { host: site.host });
            await refresh();
          }}
        >
          {t('site.remove')}
        </button>
      </div>
      <div class="fields">
        <label class="switch" title={t('site.mail.help')}>
          <input
            type="checkbox"
            checked={mailAsContact[site.host] ?? mailAsContact[site.site] ?? false}
            onChange={(event) => void save({ mailAsContact: { ...mailAsContact, [site.host]: event.currentTarget.checked } })}
          />
          <span>{t('site.mail')}</span>
        </label>
        <label class="switch">
          <input
            type="checkbox"
            checked={badges[site.host] ?? badges[site.site] ?? true}
            onChange={(event) => void save({ badges: { ...badges, [site.host]: event.currentTarget.checked } })}
          />
          <span>{t('site.badges')}</span>
        </label>
      </div>
      {site.site === 'generic' && <p class="sub">{t('site.pick.how')}</p>}
    </li>
  );
}

/** Brings a tab of this host to the front; null where none is open. */
async function openTabOn(host: string): Promise<number | null> {
  const tabs = await browser.tabs.query({});
  const tab = tabs.find(({ url }) => url !== undefined && URL.canParse(url) && new URL(url).host === host);
  if (tab?.id === undefined) return null;
  await browser.tabs.update(tab.id, { active: true });
  if (tab.windowId !== undefined) await browser.windows?.update(tab.windowId, { focused: true });
  return tab.id;
}
