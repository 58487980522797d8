/** Says that a list is the device's own copy: how old, who is in it, and what has to wait for the Worker. */
import { age } from '../../shared/i18n/ages';
import type { Translate } from '../../shared/i18n/t';
import type { SavedCopy } from '../report-protocol';

interface Props {
  t: Translate;
  copy: SavedCopy;
  /** Device clock, epoch ms. */
  now: number;
  onAgain: () => void;
}
export function SavedLine({ t, copy: { at, holds }, now, onAgain }: Props) {
  return (
    <p class="sub saved-copy" role="status">
      {at === null ? t('page.saved-copy') : t('list.saved', { age: { text: age(t, at, now) } })}{' '}
      {holds !== 'all' && `${t(`list.saved.${holds}`)} `}
      {t('list.saved.csv')}{' '}
      <button type="button" class="btn txt" onClick={onAgain}>
        {t('page.again')}
      </button>
    </p>
  );
}
