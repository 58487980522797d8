import { describe, expect, it } from 'vitest';
import type { Locale } from '../../../shared/i18n/message';
import type { Segment } from '../../../shared/segments';
import { EN, FA, NOW } from '../present/quillbrook';
import { openPage, plain, STATE, until } from './open-page';

const GOLD: Segment = { id: 's1', name: 'Gold club', filter: { tiers: ['gold'] } };

/** The form of a segment that stands, by its first button; without one, of a new one. */
async function openEditor(locale: Locale = EN, segment?: Segment, answers: Parameters<typeof openPage>[1] = {}) {
  const segments = [{ ...(segment ?? GOLD), count: 5 }];
  const page = await openPage('#/segments', {
    'report.state': () => ({ ...STATE, settings: { ...STATE.settings, locale } }),
    'segments.read': () => ({ version: 3, as_of: NOW, segments }),
    ...answers,
  });
  const { root, type } = page;
  await until(() => expect(root.querySelector('tbody')).toBeTruthy());
  const open = segment ? root.querySelector<HTMLElement>('tbody button') : [...root.querySelectorAll<HTMLElement>('button.pri')].at(-1);
  open?.click();
  await until(() => expect(root.querySelector('form.editor')).toBeTruthy());
  /** The field of this name; with a text, once that is typed there. */
  const field = (label: string, text?: string, event: 'input' | 'change' = 'input'): HTMLInputElement => {
    const named = [...root.querySelectorAll('form.editor label')].find((each) => each.textContent?.startsWith(label));
    const found = named?.querySelector('input');
    if (!found) throw new Error(`no field "${label}"`);
    if (text !== undefined) type(found, text, event);
    return found;
  };
  const save = async () => {
    // The form draws itself anew before somebody can reach the button.
    await new Promise((resolve) => requestAnimationFrame(resolve));
    root.querySelector<HTMLElement>('form.editor [type="submit"]')?.click();
  };
  return { ...page, field, save };
}

describe('the segments', () => {
  it('row 48: show the rule in words and the live count, and open the list of their customers', async () => {
    const { root, find } = await openPage('#/segments');
    await until(() => expect(root.querySelector('tbody')).toBeTruthy());
    expect(plain(root.querySelector('tbody')?.textContent)).toContain('Gold clubTier: Gold5');
    expect(find<HTMLAnchorElement>('a', 'Gold club').getAttribute('href')).toBe('#/s/s1');
  });

  it('row 48: save a new one beside those that stand, from the version that was read', async () => {
    const { field, save, asked } = await openEditor();
    field('Name', 'Kilns at risk');
    field('At risk').click();
    field('Products bought', 'kiln, press، kiln', 'change');
    field('Renewal within', '30');
    field('Currency', 'eur');
    field('From', '1,200');
    await save();
    await until(() => expect(asked('segments.save')).toHaveLength(1));
    const [saved] = asked('segments.save');
    expect(saved?.version).toBe(3);
    expect(saved?.segments).toEqual([
      GOLD,
      {
        id: expect.any(String),
        name: 'Kilns at risk',
        filter: { bands: ['at-risk'], products: ['kiln', 'press'], renewalDays: 30, value: { currency: 'EUR', from: 120_000 } },
      },
    ]);
  });

  it('bounds of rials are written and read in tomans where the reader sees tomans, in any digits', async () => {
    const filter = { value: { currency: 'IRR', from: 42_000_000_000 }, renewalDays: 1200 };
    const { root, field, save, asked } = await openEditor(FA, { id: 's2', name: 'بزرگ‌ها', filter });
    expect(field('از (تومان)').value).toBe('۴٬۲۰۰٬۰۰۰٬۰۰۰');
    expect(field('تمدید تا چند روز دیگر').value).toBe('۱٬۲۰۰');
    field('تا (تومان)', '۵٬۰۰۰٬۰۰۰٬۰۰۰');
    await save();
    await until(() =>
      expect(asked('segments.save')[0]?.segments[0]?.filter).toEqual({ ...filter, value: { ...filter.value, to: 50_000_000_000 } }),
    );
    expect(root.querySelector('form.editor [role="alert"]')).toBeNull();
  });

  it('a bound is read in the unit of the currency that stands there when it is saved', async () => {
    const { field, save, asked } = await openEditor(EN, { id: 's2', name: 'Big', filter: { value: { currency: 'EUR', from: 120_050 } } });
    expect(field('From (EUR)').value).toBe('1,200.5');
    field('Currency', 'jpy');
    await until(() => expect(field('From (JPY)').value).toBe('1,200.5'));
    field('From (JPY)', '١٢٠٠');
    await save();
    await until(() => expect(asked('segments.save')[0]?.segments[0]?.filter).toEqual({ value: { currency: 'JPY', from: 1200 } }));
  });

  it.each([
    ['From (EUR)', 'a lot', '“a lot” is no amount. Write it in digits, such as 1,200.'],
    ['From (EUR)', '5000', 'The lower bound is above the upper one.'],
    ['Currency', 'eu', 'Write the currency as its three letters, such as EUR.'],
    ['Renewal within', 'soon', 'Write the days as a whole number from 1 to 3,650.'],
    ['Renewal within', '0', 'Write the days as a whole number from 1 to 3,650.'],
    ['Name', ' ', 'Give the segment a name.'],
  ])('with %s “%s” it is not saved, says why, and nothing that was typed is lost', async (label, text, why) => {
    const filter = { bands: ['at-risk' as const], value: { currency: 'EUR', to: 400_000 } };
    const { root, field, save, asked } = await openEditor(EN, { id: 's2', name: 'Big', filter });
    const before = field(label).value;
    field(label, text);
    await save();
    await until(() => expect(plain(root.querySelector('form.editor [role="alert"]')?.textContent)).toBe(why));
    expect(asked('segments.save')).toEqual([]);
    expect(field(label).value).toBe(text);
    expect(field('At risk').checked).toBe(true);
    field(label, before);
    await save();
    await until(() => expect(asked('segments.save')[0]?.segments).toEqual([{ id: 's2', name: 'Big', filter }]));
  });

  it('that the server refuses stay in the form, with why', async () => {
    const { root, field, save } = await openEditor(EN, undefined, { 'segments.save': 'Somebody else saved the segments meanwhile.' });
    field('Name', 'Kilns');
    await save();
    await until(() => expect(root.querySelectorAll('[role="alert"]')).toHaveLength(1));
    expect(root.querySelector('form.editor [role="alert"]')?.textContent).toContain('Somebody else saved');
    expect(field('Name').value).toBe('Kilns');
  });

  it('ask before they delete, and leave editing to admins and managers', async () => {
    const { root, asked, click, close } = await openPage('#/segments');
    await until(() => expect(root.querySelector('tbody')).toBeTruthy());
    click('button', 'Delete');
    await until(() => expect(root.textContent).toContain('Delete for everybody'));
    expect(asked('segments.save')).toEqual([]);
    click('button', 'Delete for everybody');
    await until(() => expect(asked('segments.save')[0]?.segments).toEqual([]));
    close();
    const other = await openPage('#/segments', { 'report.state': () => ({ ...STATE, role: 'agent' }) });
    await until(() => expect(other.root.querySelector('tbody')).toBeTruthy());
    expect(other.root.querySelector('button')).toBeNull();
  });
});
