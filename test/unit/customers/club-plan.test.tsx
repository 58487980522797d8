/** How often members of each tier hear from us: a table of the club’s rules. */
import { describe, expect, it } from 'vitest';
import type { ClubAsks } from '../../../extension/club-protocol';
import type { Locale } from '../../../shared/i18n/message';
import { EN, FA, NOW, programme } from '../present/quillbrook';
import { openPage, STATE, until } from './open-page';

async function openPlan({ role = 'admin', locale = EN as Locale, tiers = programme.tiers } = {}) {
  const published = { version: 4, at: NOW, author: 'u1', note: '', programme: { ...programme, tiers, version: 4 } };
  const answers: { [V in keyof ClubAsks]?: () => ClubAsks[V]['out'] } = {
    'club.state': () => ({ role, users: STATE.users, published }),
    'club.drafts': () => [],
    'club.versions': () => ({ versions: [], before: null }),
    'club.try': () => ({ id: 'd1' }),
  };
  const page = await openPage('#/club', {
    'report.state': () => ({ ...STATE, role, settings: { ...STATE.settings, locale } }),
    ...answers,
  });
  const { root, section, type } = page;
  await until(() => expect(root.querySelector('.club section table')).toBeTruthy());
  const title = locale === FA ? FA_TITLE : 'How often we are in touch';
  const fields = (row: number) => [...(section(title).querySelectorAll('tbody tr')[row]?.querySelectorAll('input') ?? [])];
  const field = (row: number, column: number): HTMLInputElement => {
    const found = fields(row)[column];
    if (!found) throw new Error(`no field ${row}, ${column}`);
    return found;
  };
  const write = async (row: number, column: number, text: string) => {
    type(field(row, column), text);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  };
  const tryButton = () => root.querySelector<HTMLButtonElement>('aside .line > .pri');
  const tries = async () => {
    await until(() => expect(tryButton()?.disabled).toBe(false));
    tryButton()?.click();
    await until(() => expect(page.asked('club.try')).toHaveLength(1));
    return page.asked('club.try').flatMap(({ document }) => (document as unknown as typeof programme).tiers);
  };
  return { ...page, title, fields, field, write, tryButton, tries };
}
const FA_TITLE = 'هر چند وقت در ارتباطیم';

describe('the plan of the club', () => {
  it('has a row for each tier and a column for each channel, every field named for who hears it', async () => {
    const { section, title, root } = await openPlan();
    const rows = [...section(title).querySelectorAll('tbody tr')];
    expect(rows).toHaveLength(programme.tiers.length);
    expect(section(title).querySelectorAll('thead th')).toHaveLength(6);
    const names = [...section(title).querySelectorAll('input')].map(({ id }) => root.querySelector(`label[for="${id}"]`)?.textContent);
    expect(new Set(names).size).toBe(programme.tiers.length * 5);
    expect(names).toContain('Gold: Call every … days');
  });
  it('a number that is written there is tried with the other rules as they are', async () => {
    const { write, tries } = await openPlan();
    await write(0, 0, '45');
    expect(await tries()).toEqual(programme.tiers.map((tier, i) => (i === 0 ? { ...tier, cadenceDays: 45 } : tier)));
  });
  it('an emptied field is no plan for that channel, not a plan of no days', async () => {
    const { write, tries, field } = await openPlan({ tiers: programme.tiers.map((tier) => ({ ...tier, cadenceDays: 60 })) });
    expect(field(1, 0).value).toBe('60');
    await write(1, 0, '');
    const tried = await tries();
    expect(tried.map((tier) => Object.hasOwn(tier, 'cadenceDays'))).toEqual(tried.map((_, i) => i !== 1));
  });
  it('what is no number is named under its field, and cannot be tried', async () => {
    const { write, field, tryButton } = await openPlan();
    await write(0, 0, 'often');
    await until(() => expect(field(0, 0).getAttribute('aria-invalid')).toBe('true'));
    expect(field(0, 0).closest('.field')?.querySelector('.problem')?.textContent).not.toBe('');
    expect(tryButton()?.disabled).toBe(true);
  });
  it('is read and written in the digits of the reader', async () => {
    const { write, field, tries } = await openPlan({ locale: FA });
    await write(0, 0, '۴۵');
    expect((await tries())[0]?.cadenceDays).toBe(45);
    expect(field(0, 0).value).toBe('۴۵');
  });
  it('who does not lead reads it, and changes nothing', async () => {
    const { fields, root } = await openPlan({ role: 'agent' });
    expect(fields(0).every(({ readOnly }) => readOnly)).toBe(true);
    expect(root.querySelector('aside')).toBeNull();
  });
});
