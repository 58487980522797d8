/** When they were last seen, and whether that is more or less often than before: days of use and of buying in the horizon and in the one before it. */
import { DAY, dayOf } from '../event';
import { activeDays } from '../facts/active-days';
import type { Facts } from '../facts/facts';
import type { Model } from '../health/model';
import { age } from '../i18n/ages';
import type { Translate } from '../i18n/t';
import type { ViewGroup } from './card-view';

/** null where neither is fed or nothing was ever seen. */
export function seenLatelyGroup(t: Translate, facts: Facts, model: Model, now: number): ViewGroup | null {
  const rows = (['usage', 'purchases'] as const).flatMap((kind) => {
    const days = facts.activity[kind];
    if (!model.fed.includes(kind) || days.last === null) return [];
    const span = model.horizon[kind];
    const today = dayOf(now);
    const lately = activeDays(days, today - span + 1, today);
    const before = activeDays(days, today - 2 * span + 1, today - span);
    const trend = lately > before ? 'more' : lately < before ? 'less' : 'same';
    const when = { text: age(t, Math.min(now, days.last * DAY), now) };
    return [
      {
        text: t('card.last-seen.row', { what: { text: t(`factor.${kind}.name`) }, when, a: lately, n: span, b: before }),
        shown: t(`card.last-seen.${trend}`),
        ...(trend === 'same' ? {} : { tone: trend === 'more' ? ('up' as const) : ('down' as const) }),
      },
    ];
  });
  return rows.length === 0 ? null : { id: 'seen', title: t('card.last-seen'), rows };
}
