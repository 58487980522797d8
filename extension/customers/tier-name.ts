import { isolate } from '../../shared/i18n/bidi';
import type { Translate } from '../../shared/i18n/t';

/** A tier of the club: known names are translated, others shown as the programme writes them. */
export const tierName = (t: Translate, tier: string): string => (t.has(`tier.${tier}`) ? t(`tier.${tier}` as 'tier.gold') : isolate(tier));
