/** How a person hears of what rules find due, chosen rule by rule. */
import { describe, expect, it } from 'vitest';
import { choiceOf, DUE_RULES } from '../../../shared/cadence/due-rules';
import { openOptions, START } from './open-options';

const CHOICE = choiceOf('invoice');
const { settings } = START;

describe('what rules find due, in the options', () => {
  it('each rule has a choice of its own, and all are as usual at first', async () => {
    const { root } = await openOptions();
    const list = [...root.querySelectorAll('details')].find((each) => each.textContent?.startsWith('Each thing that comes due'));
    const selects = [...(list?.querySelectorAll('select') ?? [])];
    expect(selects).toHaveLength(DUE_RULES.length);
    expect(new Set(selects.map(({ value }) => value))).toEqual(new Set(['']));
    expect(list?.querySelector('fieldset legend')?.textContent).toBe('Each thing that comes due');
  });
  it('a choice is saved at once, beside the others that stand', async () => {
    const before = { ...settings, alerts: { ...settings.alerts, rules: { 'card-declined': 'off' as const } } };
    const { choose, saved, labelled } = await openOptions({ settings: before });
    await choose('Invoice about to fall due', 'digest');
    expect(saved().at(-1)?.alerts.rules).toEqual({ 'card-declined': 'off', [CHOICE]: 'digest' });
    expect(labelled('Invoice about to fall due').value).toBe('digest');
  });
  it('"As usual" takes a choice back, rather than keep what is usual today', async () => {
    const before = { ...settings, alerts: { ...settings.alerts, rules: { [CHOICE]: 'off' as const } } };
    const { choose, saved, labelled } = await openOptions({ settings: before });
    expect(labelled('Invoice about to fall due').value).toBe('off');
    await choose('Invoice about to fall due', '');
    expect(saved().at(-1)?.alerts.rules).toEqual({});
  });
});
