/** Rows of the feature list that a person meets in the sections of a customer's page: prices, the review, problems, the plan. */
import { describe, expect, it } from 'vitest';
import type { WorkAsks } from '../../../extension/work-protocol';
import type { LiveEvent } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { translator } from '../../../shared/i18n/t';
import { present } from '../../../shared/present/present';
import type { CustomerRecord } from '../../../shared/record';
import { day, ev } from '../../../shared/signals/example';
import { EN, inputFor, model, NOW, names, programme, quillbrook, recordOf } from '../present/quillbrook';
import { openPage, plain, until } from './open-page';

const USERS = { u1: names.en.user, u2: 'Noor Halabi' };
const viewOf = (record: CustomerRecord) => present(inputFor(EN, { record, users: USERS }));

type Said = WorkAsks['work.say']['in'];
/** The page of a customer to whom this happened besides; what is said there becomes true at once. */
async function openWith(section: string, extra: LiveEvent[]) {
  const log = [...quillbrook(), ...extra];
  const said: Said[] = [];
  const record = () =>
    recordOf(
      [...log].sort((a, b) => a.at - b.at),
      [],
    );
  const page = await openPage(`#/c/quillbrook/${section}`, {
    'report.customer': () => ({ record: record(), model, programme, now: NOW, saved: false }),
    'work.view': () => ({
      record: record(),
      model,
      programme,
      users: USERS,
      me: 'u1',
      mayWrite: true,
      now: NOW,
      tally: {},
      outreach: [],
    }),
    'work.say': (asked) => {
      said.push(asked);
      asked.events.forEach((event, nth) => {
        log.push({
          ...ev(event.type, '2026-10-13', event.data as never, `said-${said.length}-${nth}`),
          customer: 'quillbrook',
          at: NOW - 1000,
        });
      });
      return { id: `say-${said.length}` };
    },
  });
  const section_ = (title: string) => page.section(title) as HTMLElement;
  const fill = (form: Element | null | undefined, nth: number, text: string) => {
    const field = form?.querySelectorAll<HTMLInputElement>('input[type="text"]')[nth];
    if (!field) throw new Error(`no field ${nth}`);
    page.type(field, text);
  };
  const card = () => viewOf(record());
  return { ...page, said, fill, card, section: section_ };
}
/** Sends a form once what was typed into it is drawn. */
async function submit(form: HTMLFormElement | null): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(resolve));
  form?.requestSubmit();
}
const of = (type: Parameters<typeof ev>[0], at: string, data: object, id?: string): LiveEvent => ({
  ...ev(type, at, data as never, id),
  customer: 'quillbrook',
});

describe('what was agreed with a customer', () => {
  it('row 127: a plain price card says what they pay, why, and when that changes next', async () => {
    const { section } = await openWith('agreements', [
      of('contract.set', '2025-11-07', {
        contract: 'C-2025-11',
        start: day('2025-11-06'),
        end: day('2026-11-06'),
        value: { amount: 1_200_000, currency: 'USD' },
        package: 'Studio',
      }),
    ]);
    await until(() => expect(section('Contracts').querySelector('.price dl')).toBeTruthy());
    const card = [...section('Contracts').querySelectorAll('.price dl > div')].map((row) => plain(row.textContent));
    expect(card).toEqual([
      expect.stringContaining('$12,000 a year'),
      expect.stringMatching(/Studio.*12 months/),
      expect.stringMatching(/Not before.*2026/),
    ]);
    expect(card[0]).toContain('$1,000 a month');
  });
  it('row 127: an announced change has its day and its estimate; untold it is red and on us, until they are told', async () => {
    const { section, said } = await openWith('agreements', [
      of('contract.set', '2025-11-07', { contract: 'C-2025-11', end: day('2027-11-06'), value: { amount: 1_200_000, currency: 'USD' } }),
      of('price.change', '2026-10-01', { contract: 'C-2025-11', effective: day('2027-01-01'), percent: 5 }),
    ]);
    await until(() => expect(section('Contracts').querySelector('[data-price="untold"] .us')).toBeTruthy());
    expect(plain(section('Contracts').querySelector('.price .us')?.textContent)).toMatch(/5% higher.*2027.*\$12,600.*not been told/);
    section('Contracts').querySelector<HTMLElement>('[data-do="price"]')?.click();
    await until(() => expect(section('Contracts').querySelector('[data-price="told"]')).toBeTruthy());
    expect(said[0]?.events).toEqual([{ type: 'notice.sent', data: { contract: 'C-2025-11', kind: 'price' } }]);
  });
  it('row 62: the review asks how we differ from competitors; the answer is kept, asked again at the next, and on the card', async () => {
    const { section, fill, said, card } = await openWith('contact', []);
    await until(() => expect(section('Quarterly review').querySelector('.agenda')).toBeTruthy());
    const agenda = () => plain(section('Quarterly review').querySelector('.agenda')?.textContent);
    expect(agenda()).toContain('how do we differ from competitors?');
    const form = section('Quarterly review').querySelector('form');
    expect(form?.textContent).toContain('How do we differ from competitors?');
    fill(form, 0, 'Second kiln in spring');
    fill(form, 1, 'You answer at night');
    await submit(form);
    await until(() => expect(said).toHaveLength(1));
    expect(said[0]?.events).toMatchObject([
      { type: 'review', data: { outcomes: ['Second kiln in spring'], differentiator: 'You answer at night' } },
      { type: 'note', data: { about: 'differentiator', text: 'You answer at night' } },
    ]);
    await until(() => expect(agenda()).toMatch(/ask again.*You answer at night/));
    expect(plain(section('Quarterly review').querySelector('[data-differs]')?.textContent)).toContain('You answer at night');
    const notes = () => card().details.groups.find(({ id }) => id === 'notes');
    expect(notes()?.rows.some(({ text }) => text.includes('You answer at night'))).toBe(true);
  });
  it('row 62: later notes do not push the answer off the card', () => {
    const log = [
      ...quillbrook(),
      of('note', '2026-07-01', { kind: 'meeting', about: 'differentiator', text: 'You answer at night' }, 'd'),
      ...['2026-08-01', '2026-08-02', '2026-08-03', '2026-08-04'].map((at) => of('note', at, { kind: 'call', text: at }, at)),
    ].sort((a, b) => a.at - b.at);
    const view = viewOf(recordOf(log, []));
    const rows = view.details.groups.find(({ id }) => id === 'notes')?.rows ?? [];
    expect(rows.map(({ text }) => plain(text))).toContainEqual('How we differ from others: You answer at night');
  });
  it('row 76: a chronic problem asks for a technical lead; named on the page, the lead stands on the card', async () => {
    const tickets = ['2026-09-01', '2026-09-10', '2026-10-01'].map((at, nth) =>
      of('ticket.opened', at, { ticket: `c${nth}`, topic: 'Kiln stops' }),
    );
    const { section, said, card, type } = await openWith('agreements', tickets);
    const evidence = () => plain(card().signals.find(({ id }) => id === 'repeated-problem')?.evidence);
    expect(evidence()).toContain('No technical lead yet');
    await until(() => expect(section('Known problems').querySelector('[data-lead]')).toBeTruthy());
    expect(section('Known problems').textContent).toContain('No technical lead yet');
    type(section('Known problems').querySelector('[data-lead] select') as unknown as HTMLSelectElement, 'u2', 'change');
    await until(() => expect(said[0]?.events).toEqual([{ type: 'customer.profile', data: { technical: 'u2' } }]));
    await until(() => expect(section('Known problems').querySelector('[data-lead="u2"]')).toBeTruthy());
    expect(evidence()).toContain('Technical lead: Noor Halabi');
  });
  it('row 77: an open chronic problem without a workaround and a day is red and warns; with both it does neither', async () => {
    const issue = of('issue.set', '2026-10-01', { issue: 'i', title: 'Export stops', kind: 'chronic' });
    const { section, said, fill, card, type } = await openWith('agreements', [issue]);
    const warns = () => card().signals.some(({ id, closed }) => id === 'issue-without-workaround' && !closed);
    expect(warns()).toBe(true);
    await until(() => expect(section('Known problems').querySelector('[data-issue="i"] .us')?.textContent).toBe('No workaround yet'));
    const form = section('Known problems').querySelector<HTMLFormElement>('[data-issue="i"] form');
    fill(form, 1, 'Export by month');
    type(form?.querySelector('select') as HTMLSelectElement, '7', 'change');
    await submit(form);
    await until(() => expect(said[0]?.events[0]).toMatchObject({ type: 'issue.set', data: { issue: 'i', workaround: 'Export by month' } }));
    await until(() => expect(section('Known problems').querySelector('[data-issue="i"] .us')).toBeNull());
    expect(section('Known problems').textContent).toContain('To be mended by');
    expect(warns()).toBe(false);
  });
  it('row 108: a problem that may come is registered with how likely, whose and by when; past its day it warns', async () => {
    const { section, said, fill, type } = await openWith('agreements', []);
    await until(() => expect(section('Known problems').querySelector('form')).toBeTruthy());
    const form = () => section('Known problems').querySelector('form') as HTMLFormElement;
    fill(form(), 0, 'Disk fills up');
    form().querySelector<HTMLElement>('input[value="potential"]')?.click();
    await until(() => expect(form().querySelector('input[value="high"]')).toBeTruthy());
    form().querySelector<HTMLElement>('input[value="high"]')?.click();
    type(form().querySelector('select') as HTMLSelectElement, '7', 'change');
    await submit(form());
    await until(() => expect(said).toHaveLength(1));
    const data = said[0]?.events[0]?.data;
    expect(data).toMatchObject({ title: 'Disk fills up', kind: 'potential', likelihood: 'high', owner: 'u1', due: expect.any(Number) });
    await until(() => expect(section('Known problems').textContent).toMatch(/Disk fills up.*Likely.*Looked after by/s));
    const facts = fold([of('issue.set', '2026-10-01', { issue: 'd', title: 'Disk fills up', kind: 'potential', due: day('2026-10-10') })]);
    const late = viewOf({ ...recordOf(quillbrook(), []), facts });
    expect(late.signals.map(({ id }) => id)).toContain('issue-overdue');
  });
  it('row 44: a setup in which nothing was completed for a week warns and names the next step; that done, the warning ends', async () => {
    const steps = [
      of('onboarding.step', '2026-09-20', { step: 'install', title: 'Install', done: true }),
      of('onboarding.step', '2026-09-20', { step: 'train', title: 'Train the team' }),
    ];
    const { section, said, card } = await openWith('agreements', [
      of('customer.profile', '2026-09-19', { name: 'Quillbrook Ceramics', since: day('2026-09-19') }),
      ...steps,
    ]);
    const warning = () => card().signals.find(({ id, closed }) => id === 'onboarding-stuck' && !closed);
    expect(warning()).toMatchObject({ severity: 'high', fault: 'us' });
    expect(plain(warning()?.evidence)).toContain('Train the team');
    await until(() => expect(section('Onboarding').querySelector('[data-step="train"] [data-do="done"]')).toBeTruthy());
    section('Onboarding').querySelector<HTMLElement>('[data-step="train"] [data-do="done"]')?.click();
    await until(() => expect(said[0]?.events).toEqual([{ type: 'onboarding.step', data: { step: 'train', done: true } }]));
    await until(() => expect(section('Onboarding').textContent).toContain('100%'));
    expect(warning()).toBeUndefined();
  });
  it('row 97: the plan says per channel how often, when last and when next, and a gap is red', async () => {
    const { section } = await openWith('contact', [of('note', '2026-10-12', { kind: 'call', text: 'x' })]);
    await until(() => expect(section('Contact by plan').querySelector('tbody tr')).toBeTruthy());
    const rows = [...section('Contact by plan').querySelectorAll('tbody tr')];
    const t = translator(EN);
    expect(rows.map((row) => row.querySelector('th')?.textContent)).toContain(t('plan.channel.phone'));
    const row = (channel: string) => section('Contact by plan').querySelector(`[data-channel="${channel}"]`);
    expect(row('phone')?.classList.contains('us')).toBe(false);
    expect(row('phone')?.querySelectorAll('td')[2]?.textContent).toMatch(/^in /);
    expect(rows.some((one) => one.classList.contains('us'))).toBe(true);
  });
});
