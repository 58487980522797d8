/** The beginning: what they may expect of us, the first thing that they have of it, and whether it brought what they came for. */
import { DAY } from '../../event';
import { personToCall } from '../../signals/rule/people';
import { type CadenceRules, dueThing } from '../computed-due';

/** Expectations are agreed within a week; two months on, asking would be odd. */
const EXPECTATIONS = { days: 7, gone: 60 };
/** The day after they came, they get something of it; a month on, the setup is judged by other rules. */
const FIRST_VALUE = { days: 1, gone: 30 };
const OUTCOMES = [30, 60, 90] as const;
/** So long an outcome check is worth doing late: then the next one stands in for it. */
const OUTCOME_GONE = 29;

export const rules: CadenceRules = {
  due(facts) {
    const { since } = facts.profile;
    if (since === null) return [];
    const name = personToCall(facts);
    const from = (days: number) => since + days * DAY;
    const expectations = dueThing('expectations', since, {
      kind: 'onboarding',
      at: from(EXPECTATIONS.days),
      until: from(EXPECTATIONS.gone),
      title: 'due.expectations',
      args: { name },
      also: [{ type: 'expectations.agreed', data: {} }],
    });
    const value = dueThing('first-value', since, {
      kind: 'onboarding',
      at: from(FIRST_VALUE.days),
      until: from(FIRST_VALUE.gone),
      title: 'due.first-value',
      args: { name },
      also: [{ type: 'value.first', data: {} }],
    });
    const outcomes = OUTCOMES.map((days) =>
      dueThing(`outcome-${days}`, since, {
        kind: 'outcome',
        at: from(days),
        until: from(days + OUTCOME_GONE),
        title: 'due.outcome',
        args: { days, name },
        asks: 'outcome',
      }),
    );
    return [
      ...(facts.expectations === null ? [expectations] : []),
      ...(facts.firstValue === null && facts.steps.length > 0 ? [value] : []),
      ...outcomes,
    ];
  },
};
