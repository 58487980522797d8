import { useState } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';

interface ConfirmProps {
  t: Translate;
  label: string;
  /** What goes when it is done. */
  sure: string;
  onConfirm: () => Promise<void>;
}
/** A button for what cannot be taken back: the first click says what goes, the second does it. */
export function ConfirmButton({ t, label, sure, onConfirm }: ConfirmProps) {
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  if (!asked)
    return (
      <button type="button" class="btn sec-b" onClick={() => setAsked(true)}>
        {label}
      </button>
    );
  const confirm = async () => {
    setBusy(true);
    await onConfirm();
    setBusy(false);
    setAsked(false);
  };
  return (
    <div class="sure" role="alertdialog" aria-label={label}>
      <p>{sure}</p>
      <button type="button" class="btn pri" disabled={busy} onClick={() => void confirm()}>
        {label}
      </button>
      <button type="button" class="btn sec-b" disabled={busy} ref={(button) => button?.focus()} onClick={() => setAsked(false)}>
        {t('action.cancel')}
      </button>
    </div>
  );
}
