import type { ComponentChildren } from 'preact';
import type { Translate } from '../../shared/i18n/t';

interface Props {
  t: Translate;
  /** Why it could not be saved; '' where nothing is wrong. */
  problem: string;
  onCancel: () => void;
  /** More that can be done, after the two. */
  children?: ComponentChildren;
}
/** How a form that opens in its place ends: what is wrong, then saving it or leaving it. */
export function SaveOrCancel({ t, problem, onCancel, children }: Props) {
  return (
    <>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="does">
        <button type="submit" class="btn pri">
          {t('popup.save')}
        </button>
        <button type="button" class="btn sec-b" onClick={onCancel}>
          {t('action.cancel')}
        </button>
        {children}
      </div>
    </>
  );
}
