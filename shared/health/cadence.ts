/** How often a customer is to be in contact with us, and when they last were. */
import { dayOf } from '../event';
import { addDay } from '../facts/active-days';
import { entryOf } from '../facts/bounded';
import type { Facts } from '../facts/facts';
import type { Model } from './model';

const USUAL = 60;
/** As many of our newest contacts as the facts keep. */
const OURS_KEPT = 5;

/** Days without contact that are usual for this customer: those of the segment in their profile, else the workspace's. */
export function cadenceOf(facts: Facts, model: Model): number {
  return entryOf(model.cadence, facts.profile.segment) ?? model.cadence[''] ?? USUAL;
}

/** The last contact: two-way where one is known, else the last in either direction; null when there was none. */
export function lastContact(facts: Facts): number | null {
  const { lastIn, lastOut, lastTwoWay } = facts.contact;
  if (lastTwoWay !== null) return lastTwoWay;
  return lastIn === null ? lastOut : lastOut === null ? lastIn : Math.max(lastIn, lastOut);
}

/** Facts with a personal two-way contact of now: what a logged call or meeting does. */
export function withContact(facts: Facts, now: number): Facts {
  const ours = [...facts.contact.ours.slice(1 - OURS_KEPT), { at: now, auto: false, formal: false }];
  return {
    ...facts,
    activity: { ...facts.activity, contacts: addDay(facts.activity.contacts, dayOf(now)) },
    contact: { ...facts.contact, lastIn: now, lastOut: now, lastTwoWay: now, unansweredSince: null, ours },
  };
}
