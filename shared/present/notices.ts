/** What stands beside a number that still stands: offline, an old copy, something waiting, a newer model. */
import { age } from '../i18n/ages';
import type { Translate } from '../i18n/t';
import type { CustomerCard } from './card-view';
import { STALE_MS } from './gauge';
import type { Freshness } from './input';

export function presentNotices(
  t: Translate,
  { syncedAt, offline, reachable, waiting, updateNeeded }: Freshness,
  now: number,
): CustomerCard['notices'] {
  const notices: CustomerCard['notices'] = [];
  if (offline) {
    notices.push({ code: 'offline', text: waiting > 0 ? t('notice.offline.waiting', { n: waiting }) : t('notice.offline') });
  } else {
    if (!reachable) notices.push({ code: 'unreachable', text: t('notice.unreachable') });
    if (waiting > 0) notices.push({ code: 'waiting', text: t('notice.waiting', { n: waiting }) });
    if (reachable && syncedAt === null) notices.push({ code: 'stale', text: t('notice.stale.never') });
    else if (reachable && syncedAt !== null && now - syncedAt > STALE_MS)
      notices.push({ code: 'stale', text: t('notice.stale', { age: { text: age(t, syncedAt, now) } }) });
  }
  if (updateNeeded) notices.push({ code: 'update-needed', text: t('notice.update-needed') });
  return notices;
}
