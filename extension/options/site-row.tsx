import { browser } from 'wxt/browser';
import { formatDate } from '../../shared/i18n/dates';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import { PAGES_SEE } from '../pages-see';
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
  const { mailAsContact, badges, reading } = state.settings;
  const known = state.known.find(({ id }) => id === site.site);
  const wrong = known?.unverified && site.checked?.length && !confirmedAt(site);
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
          <span class="sub inline">{known?.name}</span>{' '}
          <span class={wrong || site.state === 'unrecognised' ? 'state problem' : 'state sub'}>
            {known?.unverified ? checkedWords(t, site) : t(`site.state.${site.state}`)}
          </span>
        </span>
        {(site.site === 'generic' || wrong || site.state === 'unrecognised') && (
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
            checked={badges[site.host] ?? badges[site.site] ?? !PAGES_SEE}
            onChange={(event) => void save({ badges: { ...badges, [site.host]: event.currentTarget.checked } })}
          />
          <span>{t('site.badges')}</span>
        </label>
        {known?.reads && (
          <label class="switch">
            <input
              type="checkbox"
              checked={reading[site.host] ?? reading[site.site] ?? false}
              onChange={(event) => void save({ reading: { ...reading, [site.host]: event.currentTarget.checked } })}
            />
            <span>{t('site.reading')}</span>
          </label>
        )}
      </div>
      {known?.reads && <p class="sub">{t('site.reading.help')}</p>}
      {site.site === 'generic' && <p class="sub">{t('site.pick.how')}</p>}
    </li>
  );
}

/** When the user last confirmed a reading here (epoch ms); 0 for never. */
const confirmedAt = ({ checked = [] }: SiteGrant): number => Math.max(0, ...checked.flatMap(({ right, at }) => (right ? [at] : [])));

function checkedWords(t: Translate, site: SiteGrant): string {
  const at = confirmedAt(site);
  if (at === 0) return t(site.checked?.length ? 'site.wrong' : 'site.unverified');
  const checked = t('site.checked', { date: { text: formatDate(at, t.locale, 'short', Date.now()) } });
  return site.state === 'unrecognised' ? `${checked}, ${t('site.state.unrecognised')}` : checked;
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
