import { describe, expect, it } from 'vitest';
import { draw } from './draw';
import { ALL, atRisk, healthy, logged, offline, offlineFa, unknown, watch, watchAr, watchFa } from './samples';

const visible = (element: Element) => (element.textContent ?? '').replace(/[\u2066-\u2069]/gu, '');

describe('the card of a customer', () => {
  it.each([
    ['English', watch],
    ['Persian', watchFa],
    ['Arabic', watchAr],
  ] as const)('shows identity, state, reasons, dates and the one thing to do at once, in %s', (_, view) => {
    const { root, find } = draw(view);
    const section = find('section');
    expect([section.lang, section.dir, section.getAttribute('aria-label')]).toEqual([view.language, view.dir, view.spoken]);
    for (const text of [
      view.name,
      view.matched,
      view.tier?.name ?? '',
      view.bandWord,
      view.higherIsBetter,
      view.scoreShown,
      view.coverage,
      view.delta?.since ?? '',
      view.sentence,
      view.act?.title ?? '',
      view.act?.why ?? '',
      view.dates.notice.main,
      view.dates.renewal.sub,
    ]) {
      expect(root.textContent).toContain(text);
    }
    for (const signal of view.signals) expect(root.textContent).toContain(signal.text);
  });

  it('names the dial once and hides the drawings from readers', () => {
    const { find, all } = draw(watch);
    expect(find('[role="img"]').getAttribute('aria-label')).toBe('Health 62 of 100, watch, higher is better');
    expect(all('svg').every((svg) => svg.getAttribute('aria-hidden') === 'true')).toBe(true);
    expect(find('.num').getAttribute('aria-hidden')).toBe('true');
  });

  it('has one notch on the dial for each loss, and the score last seen', async () => {
    const { all, click } = draw(watch);
    expect(all('[data-part="loss"]')).toHaveLength(watch.lines.length);
    expect(all('[data-part="left"]')).toHaveLength(1);
    expect(all('[data-part="looked"]')).toHaveLength(1);
    await click('#v-tab-change');
    expect(all('[data-part="cause"]')).toHaveLength(watch.trace.steps.length);
  });

  it('says why in one sentence beside the dial; where there is nothing to explain the trace stands there', () => {
    expect(draw(watch).find('[data-part="because"]').textContent).toBe(watch.sentence);
    expect(draw(watch).all('.gauge .micro')).toHaveLength(0);
    expect(draw(healthy).all('[data-part="because"]')).toHaveLength(0);
    expect(draw(healthy).all('.gauge .micro')).toHaveLength(1);
  });

  it('row 47: heads the changes with the trace and the number over 7 and 30 days, polarity in sign and colour', async () => {
    const { click, all, find } = draw(watch);
    await click('#v-tab-change');
    expect(all('#v-panel .micro')).toHaveLength(1);
    expect(find('#v-panel dl').textContent?.replace(/[\u2066-\u2069]/gu, '')).toBe('7 days−930 days−15');
    expect(all('#v-panel dd').map((value) => value.classList.contains('down'))).toEqual([true, true]);
  });

  it('keeps a person’s judgement apart from the number, and says in words where it contradicts the band', () => {
    const { find, all } = draw(atRisk);
    const line = find('[data-part="judgement"]');
    expect(line.closest('.gauge')).toBeNull();
    expect(line.textContent).toContain('Owner says 4 of 5: they only need a new contact');
    expect(line.textContent).toContain('12 d ago');
    expect(line.querySelector('.sr')?.textContent?.trim()).toBe('The score says otherwise.');
    expect(line.querySelector('svg')?.getAttribute('data-severity')).toBe('medium');
    expect(all('.row.sig').length).toBe(1);
    expect(draw(watch).all('[data-part="judgement"]')).toHaveLength(0);
  });

  it('shows every loss and the number, and they add up to a hundred', async () => {
    for (const view of [watch, healthy, atRisk]) {
      const { click, find } = draw(view);
      await click('#v-tab-why');
      const shown = [...find('#v-panel').querySelectorAll('.v')].map((value) => Number(visible(value).replace('−', '-')));
      const total = shown.pop();
      expect(100 + shown.reduce((sum, points) => sum + points, 0)).toBe(total);
      expect(total).toBe(view.score);
    }
  });

  it('walks from the number last seen to the number now by exactly the changes shown', async () => {
    for (const view of [watch, healthy, atRisk]) {
      const { click, find } = draw(view);
      await click('#v-tab-change');
      const [start, ...steps] = [...find('#v-panel').querySelectorAll('.row .v')].map((value) =>
        Number(visible(value).replace('−', '-').replace('+', '')),
      );
      const now = steps.pop();
      expect((start ?? 0) + steps.reduce((sum, points) => sum + points, 0)).toBe(now);
      expect(now).toBe(view.score);
    }
  });

  it('draws the part that a model change caused in grey, not as good or bad news', async () => {
    const { click, all } = draw(healthy);
    await click('#v-tab-change');
    const model = all('.row').find((row) => row.textContent?.includes('Model refreshed'));
    expect(model?.querySelector('rect')?.getAttribute('fill')).toBe('var(--v-lost)');
    expect(model?.querySelector('.v')?.className).not.toMatch(/up|down/u);
  });

  it('never shows a number for health when there is not enough data', async () => {
    const { root, find, click, all } = draw({ ...unknown, scoreShown: '47', total: { label: 'Health', shown: '47' } });
    for (const tab of ['signals', 'change', 'why']) {
      await click(`#v-tab-${tab}`);
      expect(root.textContent).not.toContain('47');
    }
    expect(find('.num').textContent).toBe('–');
    expect(all('svg [data-part]')).toHaveLength(0);
    expect(draw({ ...unknown, scoreShown: '47' }, { folded: true }).root.textContent).not.toContain('47');
  });

  it('opens on the reasons where there is no score and no signal, otherwise always on signals', () => {
    expect(draw(unknown).find('[aria-selected="true"]').id).toBe('v-tab-why');
    expect(draw(healthy).find('[aria-selected="true"]').id).toBe('v-tab-signals');
    expect(draw(atRisk).find('[aria-selected="true"]').id).toBe('v-tab-signals');
  });

  it('says in words that there are no warnings, also beside good news', () => {
    expect(draw(healthy).root.textContent).toContain('No warnings');
    expect(draw(watch).root.textContent).not.toContain('No warnings');
  });

  it('frames what is ours and leaves theirs plain', () => {
    expect(
      draw(watch)
        .all('.fault')
        .map((fault) => [fault.textContent, fault.classList.contains('us')]),
    ).toEqual([
      ['Ours', true],
      ['Theirs', false],
      ['Theirs', false],
    ]);
  });

  it('keeps the first view short with many signals and opens the rest on request', async () => {
    const { all, click, find } = draw({ ...atRisk, judgement: null });
    expect(all('#v-panel .row')).toHaveLength(3);
    expect(find('.row.rest').getAttribute('aria-label')).toBe('Signals 5');
    expect([...find('.row.rest').querySelectorAll('[data-severity]')].map((shape) => shape.getAttribute('data-severity'))).toEqual([
      'high',
      'medium',
      'low',
    ]);
    await click('.row.rest');
    expect(all('.row.sig')).toHaveLength(5);
  });

  it('tells severity by shape and to readers by word', () => {
    const { all } = draw(watch);
    expect(all('.row.sig').map((row) => row.querySelector('svg path')?.getAttribute('fill'))).toEqual([
      'currentColor',
      'currentColor',
      'none',
    ]);
    expect(all('.row.sig .sr').map((word) => word.textContent)).toEqual(['High: ', 'High: ', 'Medium: ']);
  });

  it('opens the evidence of a loss in place and thickens its notch', async () => {
    const { click, find, all } = draw(watch);
    await click('#v-tab-why');
    await click('.row.wf');
    expect(find('.row.wf').getAttribute('aria-expanded')).toBe('true');
    expect(find(`#${find('.row.wf').getAttribute('aria-controls')}`).textContent).toContain('#4471');
    expect(all('[data-part="loss"]').map((notch) => notch.getAttribute('stroke-width'))).toEqual(['7', '3', '3', '3', '3']);
    const link = find<HTMLAnchorElement>('.ev a');
    expect([link.textContent, link.rel, link.target]).toEqual(['desk.quillbrook.example', 'noopener noreferrer', '_blank']);
  });

  it('offers no link to anything but a web address', async () => {
    const [first] = watch.signals;
    if (!first) throw new Error('the sample has signals');
    const { click, all } = draw({ ...watch, signals: [{ ...first, url: 'javascript:alert(1)' }] });
    await click('.row.sig');
    expect(all('.ev')).toHaveLength(1);
    expect(all('a')).toHaveLength(0);
  });

  it('moves through the modes by arrows in the reading direction, as one stop of the tab key', async () => {
    const selected = (card: ReturnType<typeof draw>) => card.find('[aria-selected="true"]').id;
    const english = draw(watch);
    await english.press('#v-tab-signals', 'ArrowRight');
    expect(selected(english)).toBe('v-tab-change');
    expect(english.all('[role="tab"]').map((tab) => tab.tabIndex)).toEqual([-1, 0, -1]);
    expect(document.activeElement?.id).toBe('v-tab-change');
    await english.press('#v-tab-change', 'End');
    expect(selected(english)).toBe('v-tab-why');
    await english.press('#v-tab-why', 'ArrowRight');
    expect(selected(english)).toBe('v-tab-signals');
    const persian = draw(watchFa);
    await persian.press('#v-tab-signals', 'ArrowLeft');
    expect(selected(persian)).toBe('v-tab-change');
    await persian.press('#v-tab-change', 'ArrowRight');
    expect(selected(persian)).toBe('v-tab-signals');
  });

  it('closes the evidence by Escape first, then the card', async () => {
    const { click, press, all, intents } = draw(watch);
    await click('.row.sig');
    await press('.row.sig', 'Escape');
    expect(all('.ev')).toHaveLength(0);
    expect(intents()).toEqual([]);
    await press('.row.sig', 'Escape');
    expect(intents()).toEqual([{ do: 'close' }]);
  });

  it('asks to log, to put off, to open the customer, to fold and to close', async () => {
    const { click, intents } = draw(watch);
    await click('.btn.pri');
    await click('.btn.sec-b');
    await click('.id .name');
    await click('[aria-label="Fold"]');
    await click('[aria-label="Close"]');
    expect(intents().map((intent) => intent.do)).toEqual(['log', 'later', 'customer', 'fold', 'close']);
  });

  it('takes no second act while one is on its way', async () => {
    const { click, intents, find } = draw(watch, { busy: true });
    await click('.btn.pri');
    await click('.btn.sec-b');
    expect(find('.btn.pri').getAttribute('aria-disabled')).toBe('true');
    expect(intents()).toEqual([]);
  });

  it('offers undo after a log where Later stood, so that a double click on Log cannot hit it', async () => {
    const { click, intents, root, show, settle, find } = draw(watch);
    const log = find('.btn.pri');
    show(logged);
    await settle();
    expect(find('.btn.pri')).toBe(log);
    expect(root.textContent).toContain('Call logged for Quillbrook Ceramics');
    await click('.btn.pri');
    expect(intents()).toEqual([]);
    await click('.btn.sec-b');
    expect(intents()).toEqual([{ do: 'undo' }]);
  });

  it('keeps the number of a stale copy, hatches the dial and says what waits', () => {
    const { find, root } = draw(offline);
    expect(find('.num').textContent).toBe('62');
    expect(find('[data-part="left"]').getAttribute('stroke-dasharray')).toBeTruthy();
    expect(find('[role="status"].stale').textContent).toContain('2 notes wait here');
    expect(root.textContent).toContain('copy of yesterday, 16:40');
    expect(draw(watch).find('[data-part="left"]').hasAttribute('stroke-dasharray')).toBe(false);
  });

  it('shows every notice when there are several', () => {
    const { root } = draw(offlineFa);
    for (const notice of offlineFa.notices) expect(root.textContent).toContain(notice.text);
  });

  it('opens moves, gaps, answers, tier, notes and band edges by Details', async () => {
    const { click, root, find, all } = draw(watch);
    expect(root.textContent).not.toContain('Last notes');
    await click('.btn.txt');
    expect(all('[data-group]').map((block) => block.dataset.group)).toEqual(['moves', 'missing', 'answers', 'notes', 'loyalty']);
    expect(find('[data-group="moves"]').textContent?.replace(/[\u2066-\u2069]/gu, '')).toContain('Close both tickets+14: 76, healthy');
    expect(find('[data-group="answers"] .down').textContent?.replace(/[\u2066-\u2069]/gu, '')).toBe('−2');
    for (const text of ['Gold until 31 Dec', '8,850 of 10,000 points', 'You called Tamsin: kiln delivery', 'Healthy from 75'])
      expect(root.textContent).toContain(text);
    expect(find('.btn.txt').textContent).toBe('Less');
    expect(Number(find('[data-part="earned"]').getAttribute('width'))).toBeCloseTo(0.885 * 276, 0);
  });

  it('lets time run with reading: charts are mirrored by computed places, never by a transform', async () => {
    const x = (view: typeof watch, part: string) =>
      Number(
        draw({ ...view, sentence: '' })
          .find(part)
          .getAttribute('cx'),
      );
    expect(x(watchFa, '[data-part="now"]')).toBeCloseTo(170 - x(watch, '[data-part="now"]'), 1);
    expect(x(watchFa, '[data-date="last"]')).toBeCloseTo(276 - x(watch, '[data-date="last"]'), 1);
    const card = draw(watchFa);
    await card.click('#v-tab-why');
    expect(card.root.innerHTML).not.toContain('scale(');
  });

  it('starts with everything closed for another mail, and keeps what is open when the same is drawn anew', async () => {
    const { click, show, settle, find, all } = draw(watch);
    await click('#v-tab-why');
    show({ ...watch, coverage: '84% of data, now' });
    await settle();
    expect(find('[aria-selected="true"]').id).toBe('v-tab-why');
    show(watch, 'mail-2');
    await settle();
    expect(find('[aria-selected="true"]').id).toBe('v-tab-signals');
    expect(all('.ev')).toHaveLength(0);
  });

  it('folds to a pill with shape, number and name, which opens again', async () => {
    const { root, click, intents } = draw(atRisk, { folded: true });
    expect(root.textContent).toContain('40');
    expect(root.textContent).toContain(atRisk.name);
    await click('.pill');
    expect(intents()).toEqual([{ do: 'unfold' }]);
  });

  it.each(Object.entries(ALL))('has no text field and a label on every control: %s', (_, view) => {
    const { all } = draw(view);
    expect(all('input, textarea, select, [contenteditable]')).toHaveLength(0);
    for (const button of all('button')) expect((button.getAttribute('aria-label') ?? button.textContent ?? '').trim()).not.toBe('');
  });

  it.each(Object.entries(ALL))('closes from the last stop of the tab key: %s', (_, view) => {
    expect(draw(view).all('button').at(-1)?.getAttribute('aria-label')).toBe(view.close);
  });
});
