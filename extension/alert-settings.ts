/** What somebody chose to be told of. Types only, as in protocol.ts. */
import type { Weekday } from '../shared/i18n/message';

/** How somebody hears of a warning: at once, once a day with the others, or not at all. */
export type AlertHow = 'once' | 'digest' | 'off';
export interface AlertSettings {
  /** Whose customers' dates and warnings are told of; what nobody owns is told where the user owns nothing. */
  whose: 'own' | 'covered' | 'all';
  /** By signal id; the others as their severity has it. */
  rules: Record<string, AlertHow>;
  /** The hour of the daily digest, HH:MM in the user's time zone. */
  digestAt: string;
  /** Days off, 0 Sunday … 6 Saturday; null: as the workspace or the country has them. */
  restDays: Weekday[] | null;
}
