/** The words of a notification. While everything is hidden it says only that there is a reminder. */
import { daysBetween, formatDate } from '../../shared/i18n/dates';
import { joinList } from '../../shared/i18n/lists';
import type { Translate } from '../../shared/i18n/t';
import { signalWords } from '../../shared/present/signal-words';
import type { Due } from './due';
import type { Notice } from './reminders';

type Words = Omit<Notice, 'id'>;
/** How many names a digest spells out. */
const NAMED = 3;

/** Words one due thing for its reader. */
export function wordDue(due: Due, t: Translate, now: number): Words {
  const name = { name: due.name || due.customer };
  const days = daysBetween(now, due.at, t.locale);
  if (due.kind === 'task' || due.kind === 'check') {
    const task = { name: due.title };
    const words = days < 0 && due.rule?.ends !== true ? t('reminder.task.late', { task, n: -days }) : t('reminder.task', { task });
    return { title: t('reminder.task.title', { name }), message: due.text === undefined ? words : `${words}\n${due.text}` };
  }
  if (due.kind === 'update') {
    const n = Math.max(0, -daysBetween(now, due.since, t.locale));
    return { title: t('reminder.task.title', { name }), message: t('reminder.update', { ticket: { id: due.title }, n }) };
  }
  if (due.open !== undefined) {
    const { signal, reading } = due.open;
    const text = signalWords(t, signal, 'text', reading.args, reading.variant);
    return {
      title: t('reminder.task.title', { name }),
      message: t('reminder.signal', { how: { key: `severity.${reading.severity}` }, text: { text } }),
    };
  }
  const date = { text: formatDate(due.renewal, t.locale, 'short', now) };
  return due.kind === 'renewal'
    ? { title: t('reminder.renewal.title', { name }), message: t('reminder.renewal', { n: Math.max(0, days), date }) }
    : { title: t('reminder.notice.title', { name }), message: t('reminder.notice', { n: Math.max(0, days), date }) };
}

/** Words several due things as one: how many, and the first names. */
export function wordDigest(dues: readonly Due[], t: Translate): Words {
  const names = [...new Set(dues.map((due) => due.name || due.customer))];
  const more = names.length - NAMED;
  const named = names.slice(0, NAMED).map((name) => t.say('{name}', { name: { name } }));
  // "A, B, C and 3 more", but "A, B and C" where these are all.
  const list = {
    text: more > 0 ? new Intl.ListFormat(t.locale.language, { type: 'unit', style: 'short' }).format(named) : joinList(t, named),
  };
  return {
    title: t('reminder.digest.title', { n: dues.length }),
    message: more > 0 ? t('reminder.digest.more', { list, n: more }) : t('reminder.digest', { list }),
  };
}

/** What a notification says while the user hides everything, for a shared screen. */
export function wordHidden(t: Translate): Words {
  return { title: t('app.name'), message: t('reminder.hidden') };
}
