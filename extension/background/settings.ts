/** What this user chose: language, calendar, quiet hours, what counts. Kept in storage.local; nothing in it is secret. */
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { defaultLocale } from '../../shared/i18n/default-locale';
import { LANGUAGES } from '../../shared/i18n/languages';
import type { Calendar, Locale, Weekday } from '../../shared/i18n/message';
import type { AlertSettings } from '../alert-settings';
import { PAGES_SEE } from '../pages-see';
import type { Settings } from '../protocol';
import { localArea } from './kept';

const clock = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
const switches = v.record(v.pipe(v.string(), v.maxLength(260)), v.boolean());
export const LocaleSchema = v.object({
  language: v.picklist(LANGUAGES.map(({ id }) => id)),
  tag: v.pipe(v.string(), v.maxLength(40), v.check(isTag)),
  calendar: v.picklist(['gregory', 'persian', 'islamic-umalqura'] satisfies Calendar[]),
  digits: v.picklist(['latn', 'arabext', 'arab'] satisfies Locale['digits'][]),
  timeZone: v.pipe(v.string(), v.maxLength(60), v.check(isZone)),
  toman: v.boolean(),
  firstDay: v.exactOptional(v.picklist([0, 1, 2, 3, 4, 5, 6] satisfies Weekday[])),
});
const weekday = v.picklist([0, 1, 2, 3, 4, 5, 6] satisfies Weekday[]);
const usualAlerts = (): AlertSettings => ({ whose: 'own', rules: {}, digestAt: '09:00', restDays: null });
const AlertsSchema = v.object({
  whose: v.picklist(['own', 'covered', 'all']),
  rules: v.record(v.pipe(v.string(), v.maxLength(60)), v.picklist(['once', 'digest', 'off'])),
  digestAt: clock,
  restDays: v.nullable(v.pipe(v.array(weekday), v.maxLength(6))),
});
export const SettingsSchema = v.object({
  locale: LocaleSchema,
  theme: v.picklist(['host', 'light', 'dark']),
  quietHours: v.nullable(v.object({ from: clock, to: clock })),
  notifications: v.boolean(),
  digestAfter: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)),
  alerts: v.optional(AlertsSchema, usualAlerts),
  mailAsContact: switches,
  badges: switches,
  // Settings that were saved before there was such a switch have it off.
  reading: v.optional(switches, {}),
  panel: v.optional(v.boolean(), PAGES_SEE),
});

const KEY = 'settings';
/** What was parsed last: checking a time zone and asking for the browser's own are dear. */
let last: { stored: unknown; settings: Settings } | null = null;

/** The settings in force: as saved, else as the browser's language suggests. */
export async function readSettings(): Promise<Settings> {
  const stored = await localArea.read(KEY);
  if (last !== null && last.stored === stored) return structuredClone(last.settings);
  const parsed = v.safeParse(SettingsSchema, stored);
  const settings = parsed.success ? parsed.output : defaultSettings(browser.i18n.getUILanguage());
  last = { stored, settings };
  return structuredClone(settings);
}

/** Keeps the settings; the caller has parsed them. */
export async function saveSettings(settings: Settings): Promise<Settings> {
  await localArea.write(KEY, settings);
  return settings;
}

/** Settings nobody chose yet, for a browser in this language. */
export function defaultSettings(uiLanguage: string): Settings {
  return {
    locale: defaultLocale(uiLanguage, Intl.DateTimeFormat().resolvedOptions().timeZone),
    theme: 'host',
    quietHours: null,
    notifications: true,
    digestAfter: 3,
    alerts: usualAlerts(),
    mailAsContact: {},
    badges: {},
    reading: {},
    panel: PAGES_SEE,
  };
}

/** Whether this site's setting is on, asked by site id and by host; the host's own word counts first. */
export function isOn(setting: Record<string, boolean>, site: string, host: string, otherwise: boolean): boolean {
  return setting[host] ?? setting[site] ?? otherwise;
}

function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
