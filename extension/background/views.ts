/** The finished views of this device's customers: gathers what `present` needs from the stores. */
import type { Look } from '../../shared/health/explain';
import type { Args, Locale } from '../../shared/i18n/message';
import type { Heard } from '../../shared/judgement/heard';
import type { Match } from '../../shared/matching/match';
import type { AskCard, BadgeView, CardView, StateCard, StateCode } from '../../shared/present/card-view';
import type { TabState } from './tabs';

export interface CustomerContext {
  match: Extract<Match, { kind: 'customer' }> | null;
  tab: number | null;
  logged: TabState['logged'];
  /** The opened message: when it was written, where the page says so, and whether they wrote it. */
  reading: { at: number; theirs: boolean } | null;
  /** What was heard in the opened message; nothing where absent. */
  heard?: readonly Heard[];
}
export interface Views {
  /** The card of a customer; the state `no-access` where the book does not hold it. */
  customer(customer: string, context: CustomerContext): Promise<CardView>;
  ask(match: Extract<Match, { kind: 'ask' }>): Promise<AskCard>;
  lookAlike(match: Extract<Match, { kind: 'look-alike' }>, senderName: string): Promise<StateCard>;
  state(code: StateCode, args?: Args): Promise<StateCard>;
  /** Of somebody the book does not hold. */
  elsewhere(found: NonNullable<TabState['elsewhere']>): Promise<StateCard>;
  badges(customers: readonly string[]): Promise<Map<string, BadgeView>>;
  askBadge(locale: Locale): BadgeView;
  /** What is remembered of a card that was looked at; null where there is nothing to remember. */
  look(customer: string): Promise<Look | null>;
  /** The title of a task to get in touch with a customer. */
  touchTitle(customer: string): Promise<string>;
  /** How an act reads in the list of waiting things. */
  actTitle(kind: NonNullable<TabState['logged']>['kind']): Promise<string>;
}
