/** Every play there is, one file each in this folder, and what each signal offers. */
import type { Play } from './play';

const found = import.meta.glob<Play>(['./*.ts', '!./play.ts', '!./contact.ts', '!./registry.ts', '!./run.ts', '!./tally.ts'], {
  eager: true,
  import: 'play',
});

/** By id. */
export const PLAYS: readonly Play[] = Object.values(found).sort((a, b) => (a.id < b.id ? -1 : 1));

export const playOf = (id: string): Play | undefined => PLAYS.find((play) => play.id === id);

/** The plays that suit a signal, those first that name it first. */
export function playsFor(signal: string): Play[] {
  return PLAYS.filter(({ suits }) => suits.includes(signal)).sort((a, b) => a.suits.indexOf(signal) - b.suits.indexOf(signal));
}
