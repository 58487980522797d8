/**
 * What wakes the background. Alarms only say "look now", and may be lost with the browser: what is due stands in the stores. One rings
 * every few minutes, for what changed elsewhere; another at the instant at which something here comes due.
 */
import { browser } from 'wxt/browser';

const LOOK = 'look';
const DUE = 'due';
const MINUTES = 5;
/** Browsers ring no alarm sooner than this (ms). */
const SOONEST = 30_000;

/** Registers what is called at every alarm; to be called while the background starts. */
export function onWake(look: () => void): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === LOOK || name === DUE) look();
  });
}

/** Makes the periodic alarm where it is missing, or stands far off since the clock was set back. `now` is the device clock, epoch ms. */
export async function keepWaking(now: number): Promise<void> {
  const alarm = await browser.alarms.get(LOOK);
  if (alarm === undefined || alarm.periodInMinutes !== MINUTES || alarm.scheduledTime > now + MINUTES * 60_000)
    browser.alarms.create(LOOK, { periodInMinutes: MINUTES, delayInMinutes: 0.5 });
}

/** Rings at an instant (epoch ms) that the periodic alarm would be late for. */
export function wakeAt(at: number, now: number): void {
  if (at < now + MINUTES * 60_000) browser.alarms.create(DUE, { when: Math.max(at, now + SOONEST) });
}
