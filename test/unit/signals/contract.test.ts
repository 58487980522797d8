import { describe, expect, test } from 'vitest';
import { DAY } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { SIGNALS } from '../../../shared/signals/registry';
import { standing } from '../../../shared/signals/rule/flip';

const usual = defaultModel(0);
const HOUR = 3_600_000;

for (const signal of SIGNALS) {
  const row = signal.row === 0 ? '' : `row ${signal.row}: `;
  describe(signal.id, () => {
    for (const example of signal.examples) {
      const facts = fold(example.events);
      const model = example.medians ? { ...usual, population: { ...usual.population, medians: example.medians } } : usual;
      test(`${row}${signal.id} ${example.fires ? 'fires' : 'stays silent'}: ${example.title}`, () => {
        const reading = signal.evaluate(facts, model, example.now);
        expect(reading !== null).toBe(example.fires);
        if (!reading) return;
        expect(reading.since).toBeLessThanOrEqual(example.now);
        const { text, evidence } = (reading.variant && signal.message.variants?.[reading.variant]) || signal.message;
        for (const name of [...placeholders(text), ...placeholders(evidence)]) expect(Object.keys(reading.args)).toContain(name);
      });

      test(`${row}${signal.id} says when it will next flip: ${example.title}`, () => {
        const at = signal.nextChange(facts, model, example.now);
        const today = standing(signal.evaluate(facts, model, example.now));
        let flip: number | null = null;
        for (let later = example.now; later <= example.now + 400 * DAY && flip === null; later += 6 * HOUR) {
          if (standing(signal.evaluate(facts, model, later)) !== today) flip = later;
        }
        if (flip === null) expect(at === null || at > example.now + 400 * DAY).toBe(true);
        else {
          expect(at).not.toBeNull();
          expect(at as number).toBeLessThanOrEqual(flip);
          expect(at as number).toBeGreaterThan(flip - 6 * HOUR);
          expect(standing(signal.evaluate(facts, model, at as number))).not.toBe(today);
        }
      });

      if (!example.fires) continue;
      test(`${row}${signal.id} offers an act that leaves the facts it is given alone: ${example.title}`, () => {
        const reading = signal.evaluate(facts, model, example.now);
        const before = JSON.stringify(facts);
        const after = reading?.act?.done(facts, example.now);
        expect(JSON.stringify(facts)).toBe(before);
        if (after) expect(JSON.stringify(after)).not.toBe(before);
      });
    }

    test('has examples of both kinds', () => {
      expect(new Set(signal.examples.map((example) => example.fires)).size).toBe(2);
    });
  });
}

function placeholders(message: unknown): string[] {
  return [...JSON.stringify(message).matchAll(/\{([a-z_]+)(?::[a-z.]+)?\}/g)].map((match) => match[1] as string);
}
