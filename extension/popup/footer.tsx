import { useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { formatTime } from '../../shared/i18n/dates';
import { formatNumber } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import { openCustomers } from '../own-page/open-customers';
import { hasPanel, openPanel } from '../own-page/open-panel';
import { directionOf } from '../own-page/page-language';
import type { PopupState } from '../protocol';

interface FooterProps {
  t: Translate;
  state: PopupState;
  onChanged: () => Promise<void>;
  onReceipt: () => void;
  /** The tab under the popup. */
  tab: number | undefined;
}

/** How fresh the book is, what still waits to be sent, and the switches. */
export function Footer({ t, state, onChanged, onReceipt, tab }: FooterProps) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const hidden = state.hiddenUntil > Date.now();
  const toggleHidden = async () => {
    await ask('hide', { minutes: hidden ? 0 : 60 });
    await onChanged();
  };
  const syncNow = async () => {
    setBusy(true);
    await ask('sync.now');
    await onChanged();
    setBusy(false);
  };
  const { connection } = state;
  const trouble = !connection.online
    ? t('state.offline.title')
    : !connection.reachable
      ? t('state.unreachable.title')
      : connection.updateNeeded
        ? t('state.update-needed.title')
        : '';
  return (
    <footer>
      {open && state.outbox.length > 0 && (
        <ul class="outbox">
          {state.outbox.map((row) => (
            <li key={row.id}>
              <bdi class="cut">{row.title}</bdi>
              <bdi class="sub cut">{row.customer}</bdi>
              {row.state === 'refused' ? (
                <span class="sub refused">
                  {row.problem}
                  <button type="button" class="btn txt" onClick={() => void ask('note.undo', { id: row.id }).then(onChanged)}>
                    {t('action.remove')}
                  </button>
                </span>
              ) : (
                <span class="sub">{t(`popup.outbox.${row.state}`)}</span>
              )}
            </li>
          ))}
        </ul>
      )}
      <div class="line">
        <span class={trouble ? 'trouble' : 'sub'} role="status">
          {trouble || state.updated}
        </span>
        <button
          type="button"
          class="icon"
          disabled={busy}
          aria-label={t('popup.refresh')}
          title={t('popup.refresh')}
          onClick={() => void syncNow()}
        >
          <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
            <path
              d="M10 6a4 4 0 1 1-1.2-2.8M10 1.5v2.2H7.8"
              fill="none"
              stroke="currentColor"
              stroke-width="1.3"
              stroke-linecap="round"
              stroke-linejoin="round"
            />
          </svg>
        </button>
        {hasPanel() && (
          <button
            type="button"
            class="icon"
            aria-label={t('panel.open')}
            title={t('panel.open')}
            onClick={() => void openPanel(tab).then((opened) => opened && close())}
          >
            <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.3">
              <rect x="1" y="1.7" width="10" height="8.6" rx="1.4" />
              <path d={directionOf(t.locale) === 'ltr' ? 'M7.6 1.7v8.6' : 'M4.4 1.7v8.6'} />
            </svg>
          </button>
        )}
        <span class="grow" />
        {connection.waiting > 0 && (
          <button type="button" class="btn txt" aria-expanded={open} onClick={() => setOpen(!open)}>
            {`${t('popup.outbox')} ${formatNumber(connection.waiting, t.locale)}`}
          </button>
        )}
        {connection.waiting === 0 && hidden && (
          <span class="sub">{t('popup.hide.on', { time: { text: formatTime(state.hiddenUntil, t.locale) } })}</span>
        )}
      </div>
      <div class="line">
        <button type="button" class="btn txt" aria-pressed={hidden} title={t('popup.hide.help')} onClick={() => void toggleHidden()}>
          {t(hidden ? 'popup.hide.off' : 'popup.hide')}
        </button>
        <span class="grow" />
        <button type="button" class="btn txt" title={t('receipt.title')} onClick={onReceipt}>
          {t('popup.receipt')}
        </button>
        <span class="grow" />
        <button type="button" class="btn txt" onClick={() => void openCustomers().then(() => close())}>
          {t('popup.customers')}
        </button>
        <span class="grow" />
        <button type="button" class="btn txt" onClick={() => void browser.runtime.openOptionsPage().then(() => close())}>
          {t('popup.options')}
        </button>
      </div>
    </footer>
  );
}
