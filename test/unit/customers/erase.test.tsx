/** Erasing personal data on request, from the customer’s page. */
import { describe, expect, it } from 'vitest';
import type { KeepingAsks } from '../../../extension/keeping-protocol';
import type { Locale } from '../../../shared/i18n/message';
import { AR, EN, FA, model, NOW, names, programme, quillbrook, recordOf, type Told } from '../present/quillbrook';
import { openPage, plain, STATE, until } from './open-page';

const ROW = { seq: 143, at: NOW, actor: 'u1', action: 'contact.erased', subject: 'quillbrook' };
const TITLE: Record<Told, string> = { en: 'Erase personal data', fa: 'پاک کردن دادهٔ شخصی', ar: 'محو البيانات الشخصية' };

/** The section of people of a customer, read by somebody of this role. */
async function openPeople(options: { role?: string; locale?: Locale; erase?: string | (() => KeepingAsks['keeping.erase']['out']) } = {}) {
  const { role = 'admin', locale = EN, erase = () => ({ events: 12, row: ROW }) } = options;
  const language = locale.language as Told;
  let record = recordOf(quillbrook(language));
  const page = await openPage('#/c/quillbrook/people', {
    'report.state': () => ({ ...STATE, role, settings: { ...STATE.settings, locale } }),
    'report.customer': () => ({ record, model, programme, now: NOW, saved: false }),
    'keeping.erase': typeof erase === 'string' ? erase : () => erase(),
  });
  const { root } = page;
  await until(() => expect(root.querySelector('[data-section="people"] section')).toBeTruthy());
  const form = () => page.section(TITLE[language]).querySelector('form') as HTMLFormElement;
  const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const choose = async (words: string) => {
    const select = form().querySelector('select') as HTMLSelectElement;
    const option = [...select.options].find(({ text }) => plain(text).includes(words));
    if (!option) throw new Error(`no choice "${words}"`);
    page.type(select, option.value, 'change');
    await until(() => expect(form().querySelector('input')).toBeTruthy());
  };
  const confirm = async (name: string) => {
    page.type(form().querySelector('input') as HTMLInputElement, name);
    await drawn();
    form().requestSubmit();
  };
  /** From now on the customer is read like this. */
  const becomes = (next: typeof record) => {
    record = next;
  };
  return { ...page, form, choose, confirm, becomes };
}

describe('erasing personal data', () => {
  it.each(['manager', 'agent', 'viewer'])('is not offered to a %s', async (role) => {
    const { root } = await openPeople({ role });
    expect(root.textContent).not.toContain(TITLE.en);
  });

  it('says what goes and what stays before anything can be done', async () => {
    const { form, choose } = await openPeople();
    expect(form().querySelector('button')).toBeNull();
    await choose('Tamsin Orrell');
    const said = plain(form().textContent);
    expect(said).toMatch(/What goes.*telephone number.*Tamsin Orrell.*same address/);
    expect(said).toMatch(/What stays.*counts, amounts and health are as before/);
    expect(said).toContain('cannot be taken back');
    await choose('The whole customer');
    await until(() => expect(plain(form().textContent)).toMatch(/Everything known of Quillbrook Ceramics.*Every device/));
    expect(plain(form().textContent)).toMatch(/The id quillbrook.*take it out at the source too/);
  });

  it('is done only once the name is written, and says which one is wanted', async () => {
    const { form, choose, confirm, asked } = await openPeople();
    await choose('Tamsin Orrell');
    for (const wrong of ['', 'Tamsin', 'erase']) {
      await confirm(wrong);
      await until(() =>
        expect(plain(form().querySelector('[role="alert"]')?.textContent)).toContain('Write the name as it stands here: Tamsin Orrell.'),
      );
      expect(asked('keeping.erase')).toEqual([]);
    }
    await confirm(' tamsin  orrell ');
    await until(() => expect(asked('keeping.erase')).toMatchObject([{ customer: 'quillbrook', contact: 'tamsin' }]));
  });

  it('of a contact: answers with the entry of the audit, and the page is read anew without them', async () => {
    const page = await openPeople();
    await page.choose('Tamsin Orrell');
    const before = recordOf(quillbrook());
    const contacts = before.facts.contacts.map((one) => (one.id === 'tamsin' ? { ...one, name: '', email: '', role: '', phone: '' } : one));
    page.becomes({ ...before, seq: 2, facts: { ...before.facts, contacts } });
    await page.confirm('Tamsin Orrell');
    await until(() =>
      expect(plain(page.root.querySelector('.erased')?.textContent)).toMatch(
        /Entries changed: 12\. Entry 143 of “What was done”: R\. Penhale, .*2026/,
      ),
    );
    await until(() => expect(plain(page.form().textContent)).not.toContain('Tamsin Orrell'));
    expect(page.asked('report.customer')).toHaveLength(2);
    expect(page.root.querySelector('.head h1')?.textContent).toBe('Quillbrook Ceramics');
  });

  it('of a customer: nothing of it stays on the page but that it is gone, and the way back', async () => {
    const gone = { events: 90, row: { ...ROW, action: 'customer.erased' } };
    const { root, choose, confirm, asked, find } = await openPeople({ erase: () => gone });
    await choose('The whole customer');
    await confirm('Quillbrook Ceramics');
    await until(() =>
      expect(plain(root.querySelector('.erased')?.textContent)).toContain('Customer quillbrook is erased. Entries removed: 90. Entry 143'),
    );
    expect(asked('keeping.erase')[0]).toEqual({ verb: 'keeping.erase', customer: 'quillbrook' });
    expect(root.textContent).not.toContain('Quillbrook Ceramics');
    expect(document.title).not.toContain('Quillbrook');
    expect(find<HTMLAnchorElement>('a', 'All customers').getAttribute('href')).toBe('#/');
  });

  it('that could not be done says why, and keeps what was chosen and written', async () => {
    const { form, choose, confirm, root } = await openPeople({ erase: 'The server does not answer.' });
    await choose('Tamsin Orrell');
    await confirm('Tamsin Orrell');
    await until(() => expect(form().querySelector('[role="alert"]')?.textContent).toBe('The server does not answer.'));
    expect(form().querySelector('input')?.value).toBe('Tamsin Orrell');
    expect(form().querySelector<HTMLButtonElement>('button')?.disabled).toBe(false);
    expect(root.querySelector('.erased')).toBeNull();
  });

  it('says so where it is done and its entry in the audit cannot be read', async () => {
    const { root, choose, confirm } = await openPeople({ erase: () => ({ events: 3, row: null }) });
    await choose('Tamsin Orrell');
    await confirm('Tamsin Orrell');
    await until(() => expect(plain(root.querySelector('.erased')?.textContent)).toContain('could not be read just now'));
  });

  it.each([FA, AR])('takes a name in the letters of either keyboard: $language', async (locale) => {
    const { person } = names[locale.language as Told];
    const { choose, confirm, asked, root } = await openPeople({ locale });
    await choose(person);
    await confirm(person.replaceAll('ی', 'ي').replaceAll('ک', 'ك'));
    await until(() => expect(asked('keeping.erase')).toHaveLength(1));
    await until(() => expect(plain(root.querySelector('.erased')?.textContent)).toMatch(locale === FA ? /۱۲.*۱۴۳/ : /١٢.*١٤٣/));
  });
});
