/** What was said in a run and what was promised of it. Everything said carries a tag that nothing else has, wherever it ends up. */
export interface Saying {
  tag: string;
  /** How many events of the log it makes. */
  events: number;
  /** Somebody was told that it is kept. */
  acknowledged: boolean;
  /** It was taken back, and that was acknowledged; or asked for and not answered: then either is right. */
  takenBack: 'no' | 'yes' | 'perhaps';
  /** What must stand in the end, where it was corrected or may arrive in any order: the highest revision, with its time. */
  stands?: { revision: number; at: number };
}
export interface Ledger {
  say(tag: string, events?: number): Saying;
  all(): readonly Saying[];
}
export function openLedger(): Ledger {
  const said: Saying[] = [];
  return {
    say(tag, events = 1) {
      const saying: Saying = { tag, events, acknowledged: false, takenBack: 'no' };
      said.push(saying);
      return saying;
    },
    all: () => said,
  };
}
