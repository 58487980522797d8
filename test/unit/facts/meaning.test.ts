import { describe, expect, it } from 'vitest';
import { DAY, type LiveEvent } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { day } from '../../../shared/signals/example';
import { events } from '../events';

const c = events('acme');
/** Ids that turn the order at one instant round: the second event of the story is folded first. */
const backwards = (...story: ((id: string) => LiveEvent)[]) => fold(story.map((write, i) => write(`${9 - i}`)));
const forwards = (...story: ((id: string) => LiveEvent)[]) => fold(story.map((write, i) => write(`${i}`)));

describe('tickets', () => {
  it('know since when the customer waits for a person', () => {
    const opened = c['ticket.opened']('2026-03-01', { ticket: 'T1', subject: 'Sign-in fails' });
    const auto = c['ticket.replied']('2026-03-01T00:01:00Z', { ticket: 'T1', by: 'us', auto: true });
    const ours = c['ticket.replied']('2026-03-02', { ticket: 'T1', by: 'us' });
    const theirs = c['ticket.replied']('2026-03-03', { ticket: 'T1', by: 'them' });
    expect(fold([opened, auto]).tickets[0]).toMatchObject({ waitingSince: day('2026-03-01'), repliedAt: null, autoReplies: 1 });
    expect(fold([opened, auto, ours]).tickets[0]).toMatchObject({ waitingSince: null, repliedAt: day('2026-03-02') });
    expect(fold([opened, ours, theirs]).tickets[0]).toMatchObject({ waitingSince: day('2026-03-03') });
    const closed = c['ticket.closed']('2026-03-04', { ticket: 'T1' });
    const thanks = c['ticket.replied']('2026-03-05', { ticket: 'T1', by: 'them' });
    const again = c['ticket.reopened']('2026-03-06', { ticket: 'T1' });
    expect(fold([opened, closed, thanks]).tickets[0]).toMatchObject({ closedAt: day('2026-03-04'), waitingSince: null });
    expect(fold([opened, closed, thanks, again]).tickets[0]).toMatchObject({
      closedAt: null,
      reopened: 1,
      waitingSince: day('2026-03-06'),
    });
  });

  it('mean the same when opened, answered and closed at one midnight, whatever the ids', () => {
    const story = [
      (id: string) => c['ticket.opened']('2026-03-01', { ticket: 'T1' }, id),
      (id: string) => c['ticket.replied']('2026-03-01', { ticket: 'T1', by: 'us' }, id),
      (id: string) => c['ticket.closed']('2026-03-01', { ticket: 'T1' }, id),
    ];
    expect(backwards(...story).tickets).toEqual(forwards(...story).tickets);
    expect(backwards(...story).tickets[0]).toMatchObject({ closedAt: day('2026-03-01'), repliedAt: day('2026-03-01') });
  });

  it('are counted by the day of their opening, for 400 days', () => {
    const facts = fold([0, 0, 399, 400].map((later, i) => c['ticket.opened'](day('2026-01-01') + later * DAY, { ticket: `T${i}` })));
    expect(facts.ticketDays).toEqual({ [day('2026-01-01') / DAY + 399]: 1, [day('2026-01-01') / DAY + 400]: 1 });
  });
});

describe('money', () => {
  it('sums spending by currency, less refunds, and knows the last purchase', () => {
    const facts = fold([
      c.purchase('2026-01-01', { amount: 500, currency: 'USD' }),
      c.purchase('2026-01-02', { amount: 900, currency: 'EUR' }),
      c.purchase('2026-01-03', { amount: 200, currency: 'USD', refund: true }),
    ]);
    expect(facts.spend).toEqual({ EUR: { sum: 900, count: 1 }, USD: { sum: 300, count: 1 } });
    expect(facts.lastPurchase).toEqual({ at: day('2026-01-02'), amount: 900, currency: 'EUR' });
    expect(facts.activity.purchases.days).toBe(2);
  });

  it('takes an invoice for paid also when the payment is dated before it', () => {
    const paid = c['invoice.paid']('2026-01-01', { invoice: 'I1' });
    const issued = c['invoice.issued']('2026-01-05', { invoice: 'I1', amount: 100, currency: 'USD', due: day('2026-02-01') });
    expect(fold([paid, issued])).toMatchObject({ invoices: [{ id: 'I1', paidAt: day('2026-01-01') }], early: [] });
    expect(fold([paid]).early).toHaveLength(1);
    expect(fold([issued, c['invoice.voided']('2026-01-06', { invoice: 'I1' })]).invoices).toEqual([]);
  });

  it('clears failures by a success, of the invoice or of all', () => {
    const failed = [
      c['payment.failed']('2026-01-01', { invoice: 'I1', decline: 'hard' }),
      c['payment.failed']('2026-01-01', { decline: 'soft' }),
    ];
    const clearedAt = day('2026-01-03');
    expect(fold([...failed, c['payment.succeeded'](clearedAt, { invoice: 'I1' })]).failures.map((row) => row.clearedAt)).toEqual([
      clearedAt,
      null,
    ]);
    expect(fold([...failed, c['payment.succeeded'](clearedAt, {})]).failures.map((row) => row.clearedAt)).toEqual([clearedAt, clearedAt]);
  });
});

describe('contact', () => {
  it('knows the last word of either side, the last exchange, and since when a mail waits', () => {
    const asked = c.mail('2026-01-01', { direction: 'in' });
    const asksAgain = c.mail('2026-01-03', { direction: 'in' });
    const answered = c.mail('2026-01-05', { direction: 'out' });
    expect(fold([asked, asksAgain]).contact).toMatchObject({
      lastIn: day('2026-01-03'),
      lastOut: null,
      lastTwoWay: null,
      unansweredSince: day('2026-01-01'),
    });
    expect(fold([asked, asksAgain, answered]).contact).toMatchObject({
      lastIn: day('2026-01-03'),
      lastOut: day('2026-01-05'),
      lastTwoWay: day('2026-01-05'),
      unansweredSince: null,
    });
    expect(fold([asked, c.mail('2026-03-01', { direction: 'out' })]).contact.lastTwoWay).toBeNull();
    expect(fold([c.note('2026-01-09', { kind: 'call' })]).contact.lastTwoWay).toBe(day('2026-01-09'));
    expect(fold([asked, asksAgain]).contact.recordedSince).toBe(day('2026-01-01'));
    expect(fold([c['ticket.opened']('2026-01-01', { ticket: 'T1' })]).contact.recordedSince).toBeNull();
  });

  it('does not take a plain note or an automatic reply for contact', () => {
    const facts = fold([
      c.note('2026-01-01', { kind: 'note', text: 'x' }),
      c['ticket.replied']('2026-01-02', { ticket: 'T', by: 'us', auto: true }),
    ]);
    expect(facts.contact.lastOut).toBeNull();
    expect(facts.activity.contacts.days).toBe(0);
    expect(facts.notes).toHaveLength(1);
  });

  it('keeps people by their reference, and what an event leaves out stays', () => {
    const facts = fold([
      c['contact.set']('2026-01-01', { contact: 'p', name: 'Tamsin', email: 't@acme.example' }),
      c['contact.set']('2026-01-02', { contact: 'p', role: 'CFO' }),
    ]);
    expect(facts.contacts).toEqual([
      { id: 'p', name: 'Tamsin', email: 't@acme.example', role: 'CFO', phone: '', left: false, since: day('2026-01-01') },
    ]);
  });
});

describe('contracts', () => {
  const agreed = c['contract.set']('2026-01-01', {
    contract: 'K',
    end: day('2026-12-31'),
    notice_days: 60,
    value: { amount: 1000, currency: 'EUR' },
  });

  it('reads a price change from the amount where no percentage is given', () => {
    const change = c['price.change']('2026-05-01', { contract: 'K', effective: day('2027-01-01'), amount: 1075, currency: 'EUR' });
    expect(fold([agreed, change]).contracts[0]?.priceChange).toEqual({ effective: day('2027-01-01'), percent: 7.5, at: day('2026-05-01') });
  });

  it('forgets the notice of the old term when a new one is set', () => {
    const notice = c['notice.sent']('2026-10-01', { contract: 'K', kind: 'renewal' });
    expect(fold([agreed, notice]).contracts[0]?.renewalNoticeAt).toBe(day('2026-10-01'));
    expect(fold([agreed, notice, c['contract.set']('2026-12-01', { contract: 'K', end: day('2027-12-31') })]).contracts[0]).toMatchObject({
      renewalNoticeAt: null,
      noticeDays: 60,
      end: day('2027-12-31'),
    });
  });

  it.each([true, false])('ended and set at one instant means the same whatever the ids (renewed: %s)', (renewed) => {
    const story = [
      (id: string) => c['contract.ended']('2026-12-31', { contract: 'K', renewed }, id),
      (id: string) => c['contract.set']('2026-12-31', { contract: 'K', end: day('2027-12-31') }, id),
    ];
    const before = (id: string) => ({ ...agreed, id }) as LiveEvent;
    const [one, other] = [forwards(before, ...story), backwards(before, ...story)];
    expect(one.contracts).toEqual(other.contracts);
    expect(one.contracts[0]?.endedAt).toBe(renewed ? null : day('2026-12-31'));
  });
});

describe('what was agreed, promised and decided', () => {
  it('keeps a promise by "yes" and "partly", and owes it still after "no"', () => {
    const promise = c.promise('2026-01-01', { promise: 'P', what: 'A fix', due: day('2026-02-01') });
    const keep = (outcome: 'yes' | 'partly' | 'no') =>
      fold([promise, c['promise.kept']('2026-01-20', { promise: 'P', outcome })]).promises[0]?.keptAt;
    expect([keep('yes'), keep('partly'), keep('no')]).toEqual([day('2026-01-20'), day('2026-01-20'), null]);
  });

  it('opens a task again when it is set again after it was done', () => {
    const set = (at: string) => c['task.set'](at, { task: 'A', title: 'Call', due: day('2026-02-01') });
    const done = c['task.done']('2026-01-10', { task: 'A' });
    expect(fold([set('2026-01-01'), done]).tasks[0]?.doneAt).toBe(day('2026-01-10'));
    expect(fold([set('2026-01-01'), done, set('2026-01-11')]).tasks[0]?.doneAt).toBeNull();
  });

  it('has a customer back who buys after having left, not who is given money back', () => {
    const lost = c['customer.lost']('2026-01-10', { reason: 'price' });
    expect(fold([lost, c.purchase('2026-01-11', { refund: true })]).profile).toMatchObject({
      lostAt: day('2026-01-10'),
      lostReason: 'price',
    });
    expect(fold([lost, c.purchase('2026-01-12', {})]).profile).toMatchObject({ lostAt: null, lostReason: '' });
  });

  it('keeps a reference named like a member of every object', () => {
    const facts = fold([
      c['signal.raised']('2026-01-01', { signal: '__proto__', text: 'x' }),
      c.subscription('2026-01-01', { list: 'constructor', active: true }),
    ]);
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
    expect([Object.keys(facts.raised), Object.keys(facts.subscriptions)]).toEqual([['__proto__'], ['constructor']]);
  });

  it('never cuts a text in the middle of a character', () => {
    expect(fold([c.note('2026-01-01', { kind: 'call', text: `${'a'.repeat(498)}😀😀` })]).notes[0]?.text).toBe(`${'a'.repeat(498)}…`);
  });
});
