import { useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { formatNumber } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import type { PopupState } from '../protocol';

interface FooterProps {
  t: Translate;
  state: PopupState;
  onWhy: () => void;
  onBack: (() => void) | null;
  onChanged: () => Promise<void>;
}

/** How fresh the book is, what still waits to be sent, and the switches. */
export function Footer({ t, state, onWhy, onBack, onChanged }: FooterProps) {
  const [open, setOpen] = useState(false);
  const hidden = state.hiddenUntil > Date.now();
  const toggleHidden = async () => {
    await ask('hide', { minutes: hidden ? 0 : 60 });
    await onChanged();
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
              <span class="cut">{row.title}</span>
              <bdi class="sub cut">{row.customer}</bdi>
              <span class="sub">{row.state === 'refused' ? row.problem : t(`popup.outbox.${row.state}`)}</span>
            </li>
          ))}
        </ul>
      )}
      <div class="line">
        <span class={trouble ? 'trouble' : 'sub'}>{trouble || state.updated}</span>
        {connection.waiting > 0 && (
          <button type="button" class="btn txt" aria-expanded={open} onClick={() => setOpen(!open)}>
            {`${t('popup.outbox')} ${formatNumber(connection.waiting, t.locale)}`}
          </button>
        )}
        <span class="grow" />
        {onBack ? (
          <button type="button" class="btn txt" onClick={onBack}>
            {t('popup.back')}
          </button>
        ) : (
          <button type="button" class="btn txt" onClick={onWhy}>
            {t('why.title')}
          </button>
        )}
      </div>
      <div class="line">
        <button type="button" class="btn txt" aria-pressed={hidden} onClick={() => void toggleHidden()}>
          {t(hidden ? 'popup.hide.off' : 'popup.hide')}
        </button>
        <span class="grow" />
        <button type="button" class="btn txt" onClick={() => void browser.runtime.openOptionsPage().then(() => close())}>
          {t('popup.options')}
        </button>
      </div>
    </footer>
  );
}
