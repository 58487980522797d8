import { formatNumber } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import type { CountedList } from '../outreach-protocol';

/** How many of those whom this user may see were told, as a bar and in words. */
export function Progress({ t, list: { open, told } }: { t: Translate; list: CountedList }) {
  if (open === null || told === null) return <>–</>;
  const words = t('outreach.progress.of', { n: told, m: { text: formatNumber(open + told, t.locale) } });
  return (
    <span class="outreach-head">
      <progress max={Math.max(1, open + told)} value={told} aria-label={words} />
      <span data-part="progress">{words}</span>
    </span>
  );
}
