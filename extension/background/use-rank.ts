/** Who uses it most: the top quarter of the book by days of use lately, counted anew once a day and only when it is asked for. */
import { DAY, dayOf } from '../../shared/event';
import type { Facts } from '../../shared/facts/facts';
import { dayList } from '../../shared/health/day-list';
import type { Book } from './book';

const WINDOW = 90;
/** Of fewer customers nobody is the top quarter. */
const FEWEST = 4;
/** How long (ms) what was noted of why they stay is good for. */
const GOOD_FOR = 182 * DAY;

export interface UseRank {
  /** True of a customer in the top quarter of whom nobody noted in half a year why they stay. */
  askWhyStay(facts: Facts, now: number): Promise<boolean>;
}

export function openUseRank(book: Book): UseRank {
  let bar: { day: number; days: Promise<number> } | null = null;
  const count = async (today: number): Promise<number> => {
    const used = (await book.records()).map(({ facts }) => daysOfUse(facts, today)).filter((days) => days > 0);
    if (used.length < FEWEST) return Number.POSITIVE_INFINITY;
    return used.sort((a, b) => a - b)[Math.ceil(used.length * 0.75)] ?? Number.POSITIVE_INFINITY;
  };
  return {
    async askWhyStay(facts, now) {
      const today = dayOf(now);
      const days = daysOfUse(facts, today);
      if (days === 0 || facts.profile.lostAt !== null) return false;
      if (facts.notes.some(({ about, at }) => about === 'why-stay' && now - at < GOOD_FOR)) return false;
      if (bar?.day !== today) bar = { day: today, days: count(today) };
      return days >= (await bar.days);
    },
  };
}

function daysOfUse({ activity }: Facts, today: number): number {
  return dayList(activity.usage).filter((day) => day <= today && day > today - WINDOW).length;
}
