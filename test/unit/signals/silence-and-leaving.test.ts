import { describe, expect, test } from 'vitest';
import { DAY, type LiveEvent } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { health } from '../../../shared/health/score';
import { translator } from '../../../shared/i18n/t';
import { openMatters } from '../../../shared/judgement/matters';
import { NOTHING_SAID, RAISES } from '../../../shared/judgement/raises';
import { presentSignals } from '../../../shared/present/signals';
import type { SignalLogRow } from '../../../shared/record';
import { day, ev } from '../../../shared/signals/example';
import { cappingSignals, openSignals } from '../../../shared/signals/registry';

const model = defaultModel(0);
const now = day('2026-10-13');
const en = translator({ language: 'en', tag: 'en-US', calendar: 'gregory', digits: 'latn', timeZone: 'UTC', toman: false });
const listed = (events: LiveEvent[]) => openSignals(fold(events), model, now).map(({ signal }) => signal.id);

describe('one silence', () => {
  const overdue = [ev('note', '2026-06-01', { kind: 'call' })];
  const shown = (events: LiveEvent[], log: SignalLogRow[] = []) =>
    presentSignals(
      en,
      openSignals(fold(events), model, now),
      log,
      () => '',
      () => '',
      now,
    ).map(({ id }) => id);

  test('row 32, row 33: has one row on the card, ours, while their silence goes on holding the score', () => {
    expect(listed(overdue)).toEqual(expect.arrayContaining(['contact-overdue', 'silent']));
    expect(shown(overdue)).toContain('contact-overdue');
    expect(shown(overdue)).not.toContain('silent');
    expect(cappingSignals(fold(overdue), model, now).map(({ signal }) => signal.id)).toContain('silent');
    const aside = ev('signal.snoozed', '2026-10-12', { signal: 'contact-overdue', until: day('2026-12-01') });
    expect(shown([...overdue, aside])).toContain('silent');
  });

  test('row 32: that is over is told once, too', () => {
    const over = (id: string): SignalLogRow => ({ id, openedAt: now - 40 * DAY, closedAt: now - DAY });
    const heard = [ev('note', '2026-10-12', { kind: 'call' })];
    expect(shown(heard, [over('silent'), over('contact-overdue')])).toEqual(['contact-overdue']);
    expect(shown(heard, [over('silent')])).toEqual(['silent']);
  });
});

describe('whoever wants to leave', () => {
  test('is at risk at once, with or without a contract, until somebody has answered', () => {
    const said = ev('remark', '2026-10-12', { kind: 'leave' }, 'bye');
    const alone = [
      ...Array.from({ length: 40 }, (_, i) => ev('usage', now - i * DAY, {}, `use-${i}`)),
      ev('note', '2026-10-11', { kind: 'call' }),
    ];
    expect(health(fold([...alone, said]), model, now).lines.find(({ factor }) => factor === 'cap')?.signal).toBe('wants-to-leave');
    expect(openSignals(fold([said]), model, now)[0]?.signal.id).toBe('wants-to-leave');
    expect(listed([...alone, said, ev('remark.answered', '2026-10-12T09:00:00Z', { remark: 'bye' })])).not.toContain('wants-to-leave');
  });

  test('opens it by the popup’s own button, and one answer there closes it', () => {
    const button = RAISES.find(({ id }) => id === 'leave');
    const written = button?.event(NOTHING_SAID, { contact: 'c1', newId: 'n', list: '', label: '' });
    const said = { ...ev('remark', '2026-10-12', { kind: 'praise' }, 'x'), ...written } as LiveEvent;
    expect(listed([said])).toContain('wants-to-leave');
    const matter = openMatters(fold([said])).find(({ remark }) => remark === 'leave');
    expect(matter?.closings).toEqual(['answered']);
    expect(listed([said, ev('remark.answered', '2026-10-12T10:00:00Z', { remark: matter?.id ?? '' })])).toEqual([]);
  });
});
