/**
 * The one place that words a customer: facts, rules and moment in, the finished view out. Every number shown adds up: the lost points
 * to the score, the steps of the change to the difference.
 */
import { withClub } from '../health/model';
import { actsThatMove, nextAct } from '../health/next-act';
import { health as healthOf } from '../health/score';
import { languageOf } from '../i18n/languages';
import { formatNumber } from '../i18n/numbers';
import { translator } from '../i18n/t';
import { tierOf } from '../loyalty/tiers';
import { toTell } from '../outreach/affected';
import { segmentsOf } from '../segments';
import { openSignals } from '../signals/registry';
import { presentAct } from './act';
import { besideMail } from './beside-mail';
import type { CustomerCard } from './card-view';
import { presentChange } from './change';
import { presentDates } from './dates';
import { presentDetails } from './details';
import { isStale, knowsFormula, marksOf, presentGauge } from './gauge';
import { presentHeard } from './heard';
import { personOf, presentIdentity } from './identity';
import type { PresentInput } from './input';
import { presentJudgement } from './judgement';
import { presentCoverage, presentLines } from './lines';
import { tierWords } from './loyalty';
import { presentNotices } from './notices';
import { outreachNotice } from './outreach';
import { presentLeft, presentSentence } from './sentence';
import { noSignals, presentSignals } from './signals';
import { presentSpoken } from './spoken';
import { technicalLead } from './technical-lead';
import { changeLately, presentTrend } from './trend';

/** A customer's card. Under a model whose arithmetic this program does not know, nothing is computed: the server's last score is shown. */
export function present(input: PresentInput): CustomerCard {
  const { record, programme, now, locale, look, users, undo } = input;
  const model = withClub(input.model, programme);
  const { facts } = record;
  const computes = knowsFormula(model);
  const freshness = { ...input.freshness, updateNeeded: input.freshness.updateNeeded || !computes };
  const t = translator(locale, now);
  const open = computes ? besideMail(openSignals(facts, model, now), input) : [];
  const health = computes ? healthOf(facts, model, now, open) : null;
  const gauge = presentGauge(t, health, record, model, freshness, now);
  const change = health ? presentChange(t, look, input.before ?? null, facts, model, health, open, now) : null;
  const trend = presentTrend(t, record.trace, gauge.score, now);
  const delta = change && change.delta.points !== 0 ? change.delta : null;
  const judgement = presentJudgement(t, facts, gauge.band, users, now);
  const moves = health ? actsThatMove(facts, model, now, open, health) : [];
  const seenBy = (id: string) => users[facts.acknowledged[id]?.by ?? ''] ?? '';
  const signals = presentSignals(t, open, record.signals, seenBy, (id) => technicalLead(t, id, facts, users), now);
  const warnings = signals.filter(({ closed, severity }) => !closed && severity !== 'good').length;
  const tier = tierOf(facts, programme, now);
  const unknown = gauge.score === null;
  const glance = {
    ...presentIdentity(t, facts, input.match),
    ...gauge,
    delta: delta ?? changeLately(t, trend),
    signals,
    noSignals: noSignals(t, record.signals, now),
  };
  return {
    kind: 'customer',
    language: locale.language,
    dir: languageOf(locale.language).direction,
    customer: record.id,
    ...glance,
    spoken: presentSpoken(t, glance),
    sentence: presentLeft(t, facts) || (health ? presentSentence(t, health, change?.causes ?? [], open) : ''),
    judgement,
    trend,
    trace: { marks: marksOf(record.trace, change && look ? look.at : now), looked: change?.looked ?? null, steps: change?.moved ?? [] },
    tier: tier.tier === '' ? null : { id: tier.tier, rank: tier.rank, name: tierWords(t, tier.tier) },
    tabs: {
      signals: { label: t('card.tab.signals'), count: formatNumber(warnings, locale) },
      change: { label: t('card.tab.change'), count: delta?.shown ?? '' },
      why: { label: t('card.tab.why'), count: whyCount() },
    },
    change: change?.steps ?? [],
    lines: health ? (unknown ? presentCoverage(t, health) : presentLines(t, health.lines)) : [],
    total: { label: t('card.total'), shown: gauge.scoreShown },
    dates: presentDates(t, facts, now, input.reading?.at ?? null),
    act: health ? presentAct(t, nextAct(facts, model, now, moves), gauge.band, now) : null,
    details: presentDetails(t, {
      facts,
      health,
      model,
      tier,
      programme,
      segments: computes ? segmentsOf(facts, { model, programme, segments: input.segments ?? [] }, now) : [],
      users,
      judgement,
      person: personOf(facts, input.match),
      moves,
      now,
    }),
    notices: [
      ...presentNotices(t, freshness, now),
      ...(computes && input.outreach?.length ? outreachNotice(t, toTell(facts, { model, programme, lists: input.outreach }, now)) : []),
    ],
    stale: isStale(freshness, now),
    close: t('card.close'),
    fold: t('card.fold'),
    heard: presentHeard(t, input.heard ?? []),
    undo: undo ? { text: undo.text, label: t('card.undo') } : null,
  };

  function whyCount(): string {
    if (!health) return '';
    if (health.band === 'unknown')
      return t('card.missing', { a: health.missing.length, b: health.lines.filter(({ factor }) => factor !== 'cap').length });
    return health.score < 100 ? t('card.lost', { n: 100 - health.score }) : '';
  }
}
