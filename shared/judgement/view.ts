/** What the popup shows of a person's part in the judgement, in words: warnings to see or put aside, what waits for a word of ours, the pulse. */
import type { Facts } from '../facts/facts';
import { FORMULA, type Model } from '../health/model';
import { pulseEnds, standingPulse } from '../health/pulse';
import { age, inDays, shortAge } from '../i18n/ages';
import type { MessageKey } from '../i18n/catalogue';
import { formatDate } from '../i18n/dates';
import type { Translate } from '../i18n/t';
import { capitalised, signalWords } from '../present/signal-words';
import { type OpenSignal, openSignals } from '../signals/registry';
import type { Act, Severity } from '../signals/signal';
import { type Closing, type ClosingAct, closingActs, type Matter, type MatterKind, openMatters } from './matters';
import { PULSE_CODES } from './pulse-codes';
import { SNOOZE_REASONS } from './snooze';

export interface JudgedClosing {
  label: string;
  kind: MatterKind;
  ids: string[];
  how: Closing;
}
export interface JudgedSignal {
  id: string;
  severity: Severity;
  severityWord: string;
  text: string;
  whose: string;
  age: string;
  evidence: string;
  /** Who has seen it and when; '' where nobody said so. */
  seen: string;
  /** Until when and why it is put aside; '' where it is not. */
  snoozed: string;
  /** That it holds the score down all the same; '' where it does not. */
  caps: string;
  closings: JudgedClosing[];
  /** What would end it and is done elsewhere: to be logged here. */
  act: { title: string; log: Act['log'] } | null;
}
export interface JudgedMatter {
  kind: MatterKind;
  id: string;
  title: string;
  text: string;
  when: string;
  closings: JudgedClosing[];
}
export interface JudgedPulse {
  score: number;
  /** "4 of 5, Maya, 12 d ago" */
  text: string;
  /** Until when it stands. */
  until: string;
  reason: string;
  codes: string[];
}
export interface Judged {
  signals: JudgedSignal[];
  /** Of the signals, those not put aside. */
  openCount: number;
  matters: JudgedMatter[];
  /** The standing pulse; null where there was none or it has expired. */
  pulse: JudgedPulse | null;
  /** That an older pulse has expired; '' where none has. */
  expired: string;
}

/** Words everything for the reader. `users` are the names of the team; without a model that this program knows, no warnings. */
export function judgedView(facts: Facts, model: Model | null, now: number, t: Translate, users: Readonly<Record<string, string>>): Judged {
  const open = model === null || model.formula !== FORMULA ? [] : openSignals(facts, model, now);
  const signals = open.map((one) => judgedSignal(one, facts, model as Model, now, t, users));
  const old = facts.pulse !== null && standingPulse(facts, now) === null ? facts.pulse : null;
  return {
    signals: [...signals.filter(({ snoozed }) => snoozed === ''), ...signals.filter(({ snoozed }) => snoozed !== '')],
    openCount: open.filter(({ snoozedUntil }) => snoozedUntil === null).length,
    matters: openMatters(facts).map((matter) => judgedMatter(matter, now, t)),
    pulse: judgedPulse(facts, now, t, users),
    expired: old === null ? '' : t('pulse.expired', { n: old.score, age: { text: age(t, old.at, now) } }),
  };
}

function judgedSignal(
  { signal, reading, snoozedUntil, acknowledged }: OpenSignal,
  facts: Facts,
  model: Model,
  now: number,
  t: Translate,
  users: Readonly<Record<string, string>>,
): JudgedSignal {
  const seen = facts.acknowledged[signal.id];
  const cap = reading.cap === undefined ? signal.cap : reading.cap;
  const aside = snoozedUntil === null ? '' : asideWords(snoozedUntil, facts.snoozed[signal.id]?.reason ?? '', now, t);
  const closings = closingActs(signal, facts, model, now);
  return {
    id: signal.id,
    severity: reading.severity,
    severityWord: t(`severity.${reading.severity}`),
    text: signalWords(t, signal, 'text', reading.args, reading.variant),
    whose: t(`whose.${signal.fault}`),
    age: shortAge(t, reading.since, now),
    evidence: signalWords(t, signal, 'evidence', reading.args, reading.variant),
    seen:
      acknowledged && seen !== undefined
        ? t('judge.seen.by', { name: { name: users[seen.by] ?? seen.by }, age: { text: age(t, seen.at, now) } })
        : '',
    snoozed: aside,
    caps: cap && snoozedUntil !== null ? t('judge.caps', { n: cap }) : '',
    closings: closings.map((act) => ({ ...closingOf(act), label: closingWords(act, closings, t) })),
    act:
      reading.act === undefined || closings.length > 0
        ? null
        : { title: t(`act.${reading.act.code}`, reading.act.args), log: reading.act.log },
  };
}

function asideWords(until: number, reason: string, now: number, t: Translate): string {
  const when = { text: inDays(t, until, now) };
  const date = { text: formatDate(until, t.locale, 'weekday') };
  const known = SNOOZE_REASONS.find((each) => each === reason);
  if (reason === '') return t('judge.snoozed', { when, date });
  return t('judge.snoozed.why', { when, date, reason: known === undefined ? { name: reason } : { text: t(`snooze.reason.${known}`) } });
}

const closingOf = ({ kind, ids, how }: ClosingAct) => ({ kind, ids, how });
/** "Answered"; of several things with how many or which, unless all of them concern one. */
function closingWords({ kind, how, ids, matters }: ClosingAct, all: readonly ClosingAct[], t: Translate): string {
  const [first] = matters;
  const word = closeWord(kind, how, t);
  if (first === undefined || matters.length > 1) return t('judge.close.all', { how: { text: word }, n: matters.length });
  if (all.every((other) => other.ids.join() === ids.join())) return word;
  return t('judge.close.one', { how: { text: word }, what: { text: titleOf(first, t) } });
}
const closeWord = (kind: MatterKind, how: Closing, t: Translate): string =>
  t((kind === 'promise' ? `judge.kept.${how}` : `judge.close.${how}`) as MessageKey);

function titleOf({ kind, remark }: Matter, t: Translate): string {
  if (kind !== 'remark') return t(`judge.matter.${kind}`);
  const key = `raise.${remark}`;
  return t.has(key) ? t(key as MessageKey) : capitalised(t(`remark.${remark}`));
}

function judgedMatter(matter: Matter, now: number, t: Translate): JudgedMatter {
  const { kind, id, text, since, due, closings } = matter;
  return {
    kind,
    id,
    title: titleOf(matter, t),
    text,
    when: due === null ? shortAge(t, since, now) : inDays(t, due, now),
    closings: closings.map((how) => ({ label: closeWord(kind, how, t), kind, ids: [id], how })),
  };
}

function judgedPulse(facts: Facts, now: number, t: Translate, users: Readonly<Record<string, string>>): JudgedPulse | null {
  const pulse = standingPulse(facts, now);
  if (pulse === null) return null;
  const { score, at, by, reason, codes } = pulse;
  const name = users[by] ?? by;
  return {
    score,
    text: t(name === '' ? 'pulse.standing.unsigned' : 'pulse.standing', { n: score, name: { name }, age: { text: age(t, at, now) } }),
    until: t('pulse.until', { date: { date: pulseEnds(pulse) } }),
    reason,
    codes: codes.map((code) => {
      const known = PULSE_CODES.find((each) => each === code);
      return known === undefined ? code : t(`pulse.code.${known}`);
    }),
  };
}
