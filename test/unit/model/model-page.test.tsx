import { render } from 'preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { defaultSettings } from '../../../extension/background/settings';
import { ModelApp } from '../../../extension/model/app';
import type { ModelState, TriedDraft } from '../../../extension/model-protocol';
import type { AskMessage, AskVerb } from '../../../extension/protocol';
import { FEEDS } from '../../../shared/event-entry';
import { defaultModel } from '../../../shared/health/default-model';
import { emptyTally } from '../../../shared/health/draft-tally';
import { type ModelDocument, toDocument } from '../../../shared/health/model-document';
import { defaultLocale } from '../../../shared/i18n/default-locale';

const model = { ...defaultModel(0), version: 7, fed: FEEDS.filter((feed) => feed !== 'onboarding') };
const settings = { ...defaultSettings('en-GB'), theme: 'light' as const };
const START: ModelState = {
  settings,
  role: 'admin',
  users: { u1: 'Ada' },
  published: { version: 7, at: Date.UTC(2026, 9, 1), author: 'u1', note: '', model },
  problem: '',
};
const draftOf = (document: ModelDocument, part: Partial<TriedDraft> = {}): TriedDraft => ({
  id: 'd1',
  base: 7,
  author: 'u1',
  at: 0,
  state: 'tried',
  current: true,
  done: 40,
  total: 40,
  document,
  tally: {
    ...emptyTally(),
    bands: [
      [4, 0, 0, 0],
      [5, 10, 0, 0],
      [0, 7, 14, 0],
      [0, 0, 0, 0],
    ],
    changed: 12,
    shown: 40,
    points: -100,
    largest: [{ id: 'shop/1', name: 'Quillbrook', from: { score: 80, band: 'healthy' }, to: { score: 61, band: 'watch' } }],
    signals: { 'ticket-unanswered': { opens: 3, closes: 1 } },
  },
  ...part,
});

let tried: Partial<TriedDraft> = {};
async function openPage(part: Partial<ModelState> = {}) {
  const said: AskMessage[] = [];
  vi.spyOn(browser.runtime, 'sendMessage').mockImplementation((async (message: AskMessage) => {
    said.push(message);
    const last = said.findLast((one) => one.verb === 'model.try');
    const document = (last?.verb === 'model.try' ? last.document : toDocument(model)) as unknown as ModelDocument;
    const answers: Partial<Record<AskVerb, unknown>> = {
      'model.state': { ...START, ...part },
      'options.state': { settings: part.settings ?? settings },
      'model.versions': {
        versions: [
          {
            version: 7,
            at: 0,
            author: 'u1',
            note: 'Louder',
            causes: ['edited'],
            changes: [{ path: ['bands', 'watch'], from: 50, to: 55 }],
          },
          { version: 6, at: 0, author: 'vafa', note: '', causes: ['population'], changes: [] },
        ],
        before: null,
      },
      'model.drafts': [],
      'model.try': { id: 'd1' },
      'model.draft': draftOf(document, tried),
      'model.publish': { version: 8 },
    };
    return { ok: true, value: answers[message.verb] ?? null };
  }) as never);
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  render(<ModelApp />, root);
  const settle = () => new Promise((resolve) => setTimeout(resolve, 40));
  await settle();
  await settle();
  const field = (label: string): HTMLInputElement => {
    const found = [...root.querySelectorAll('label')].find((each) => each.textContent === label);
    const input = found?.htmlFor ? document.getElementById(found.htmlFor) : found?.querySelector('input, textarea');
    if (!input) throw new Error(`no field "${label}"`);
    return input as HTMLInputElement;
  };
  return {
    root,
    settle,
    field,
    text: () => root.querySelector<HTMLTextAreaElement>('textarea.document') as HTMLTextAreaElement,
    asked: (verb: AskVerb) => said.filter((message) => message.verb === verb),
    button: (label: string) => [...root.querySelectorAll('button')].find((each) => each.textContent?.trim() === label),
    click: async (label: string) => {
      const found = [...root.querySelectorAll('button')].find((each) => each.textContent?.trim() === label);
      if (!found) throw new Error(`no button "${label}"`);
      found.click();
      await settle();
      await settle();
    },
    type: async (input: HTMLInputElement | HTMLTextAreaElement, value: string) => {
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await settle();
    },
  };
}
afterEach(() => {
  tried = {};
  vi.restoreAllMocks();
});

describe('the model page', () => {
  it('row 47: shows the sum of every column while it is typed, and lets nothing be tried until it is 100', async () => {
    const page = await openPage();
    const usage = page.field('Usage, everyone');
    await page.type(usage, String(Number(usage.value) + 5));
    expect(page.root.querySelector('tfoot')?.textContent).toContain('105');
    expect(page.root.querySelector('tfoot')?.textContent).toContain('5 too many');
    expect(page.button('Try on the whole book')?.disabled).toBe(true);
    const purchases = page.field('Purchases, everyone');
    await page.type(purchases, String(Number(purchases.value) - 5));
    expect(page.root.querySelector('tfoot')?.textContent).not.toContain('too many');
    expect(page.root.querySelector('.changes')?.textContent).toMatch(/Weights, everyone, Usage: \d+ → \d+/);
    expect(page.button('Try on the whole book')?.disabled).toBe(false);
  });

  it('says a fault beside its field, and takes the digits of the reader’s language', async () => {
    const page = await openPage({ settings: { ...settings, locale: defaultLocale('fa-IR', 'UTC') } });
    const healthy = page.field('خوب');
    expect(healthy.value).toBe('۷۵');
    await page.type(healthy, '۷۰');
    expect(healthy.getAttribute('aria-invalid')).toBe('true');
    expect(healthy.closest('.field')?.textContent).toContain('۷۰ بین ۷۵ و ۱۰۰ نیست.');
    await page.type(healthy, '۸۰');
    expect(healthy.getAttribute('aria-invalid')).toBe('false');
    expect(JSON.parse(page.text().value).bands.healthy).toBe(80);
    expect(page.root.querySelector('main')?.dir).toBe('rtl');
  });

  it('row 47: keeps fields and text in step, and names what the text gets wrong with the nearest name', async () => {
    const page = await openPage();
    await page.type(page.text(), page.text().value.replace('"watch": 50', '"watch": 60'));
    expect(page.field('Watch').value).toBe('60');
    await page.type(page.text(), page.text().value.replace('"usage-drop"', '"usage-dorp"'));
    expect(page.root.textContent).toContain('The nearest is \u2066usage-drop\u2069');
    await page.type(page.text(), '{');
    expect(page.root.textContent).toMatch(/Line 1 cannot be read|holds no model/);
    // The fields still show the last text that could be read.
    expect(page.field('Watch').value).toBe('60');
  });

  it('takes competitors one a line, keeps them in step with the text, and says when one cannot be', async () => {
    const page = await openPage();
    const names = () => page.root.querySelector<HTMLTextAreaElement>('textarea.competitors') as HTMLTextAreaElement;
    await page.type(names(), 'Acme\n acme\nBlue Whale\n');
    expect(names().value).toBe('Acme\n acme\nBlue Whale\n');
    expect(JSON.parse(page.text().value).competitors).toEqual(['Acme', 'Blue Whale']);
    expect(page.root.querySelector('.changes')?.textContent).toContain('Competitors');
    await page.type(page.text(), page.text().value.replace('"Acme"', '"Zeta"'));
    expect(names().value).toBe('Blue Whale\nZeta');
    await page.type(names(), 'x'.repeat(61));
    expect(names().getAttribute('aria-invalid')).toBe('true');
    expect(page.button('Try on the whole book')?.disabled).toBe(true);
    await page.type(names(), '');
    expect(JSON.parse(page.text().value)).not.toHaveProperty('competitors');
  });

  it('row 47: tries on the whole book and says who changes before anything is published', async () => {
    const page = await openPage();
    await page.type(page.field('Watch'), '60');
    await page.click('Try on the whole book');
    expect(page.asked('model.try')).toMatchObject([{ base: 7, document: { bands: { watch: 60 } } }]);
    const tally = page.root.querySelector('.tally')?.textContent ?? '';
    expect(tally).toContain('12 customers change band');
    expect(tally).toContain('2.5');
    expect([...page.root.querySelectorAll('.matrix .moves')].map((cell) => cell.textContent)).toEqual(['5', '7']);
    const link = page.root.querySelector<HTMLAnchorElement>('.largest a');
    expect(link?.textContent).toBe('Quillbrook');
    expect(link?.getAttribute('href')).toBe('/customers.html#/c/shop%2F1');
    await page.type(page.field('What changed and why'), 'Sooner');
    await page.click('Publish');
    expect(page.asked('model.publish')).toMatchObject([{ id: 'd1', note: 'Sooner' }]);
    expect(page.root.querySelector('[role=status].done')?.textContent).toContain('is published');
  });

  it('publishes only what was tried, on the model it was tried against, and only for admins', async () => {
    const edited = await openPage();
    await edited.type(edited.field('Watch'), '60');
    await edited.click('Try on the whole book');
    await edited.type(edited.field('Watch'), '61');
    expect(edited.button('Publish')).toBeUndefined();
    expect(edited.root.textContent).toContain('Changed since this try');
    tried = { current: false };
    const outdated = await openPage();
    await outdated.type(outdated.field('Watch'), '60');
    await outdated.click('Try on the whole book');
    expect(outdated.root.textContent).toContain('A newer model was published meanwhile');
    tried = {};
    const manager = await openPage({ role: 'manager' });
    await manager.type(manager.field('Watch'), '60');
    await manager.click('Try on the whole book');
    expect(manager.button('Publish')).toBeUndefined();
    const viewer = await openPage({ role: 'viewer' });
    expect(viewer.button('Try on the whole book')).toBeUndefined();
    expect(viewer.field('Watch').readOnly).toBe(true);
  });

  it('row 47: marks in the history what people edited apart from what was measured', async () => {
    const page = await openPage();
    const [edited, measured] = [...page.root.querySelectorAll('.history > li')];
    expect(edited?.className).toBe('edited');
    expect(edited?.textContent).toContain('Louder');
    expect(edited?.textContent).toContain('Bands, Watch: 50 → 55');
    expect(measured?.className).toBe('measured');
    expect(measured?.textContent).toContain('Vafa itself');
  });

  it('says why where the model cannot be read', async () => {
    const page = await openPage({ published: null, problem: 'The server does not answer.' });
    expect(page.root.querySelector('[role=alert]')?.textContent).toBe('The server does not answer.');
  });
});
