/** Every page that a person meets, as it is opened for a picture: where, what is waited for, and what is opened there first. */
export interface PicturedPage {
  name: string;
  file: string;
  ready: string;
  /** Width of the window in px. */
  width: number;
  /** Clicked in this order, each once it is there. */
  opens?: readonly string[];
  /** What the last of them brings. */
  brings?: string;
}

const WIDE = 1280;
const POPUP = 380;
const folded = (form: string) => `details:has(${form}) > summary`;

/** The pages around one customer, whose mail stands open in the tab with this number. */
export function picturedPages(customer: string, tab: number): PicturedPage[] {
  const page = (name: string, hash: string, ready: string, more: Partial<PicturedPage> = {}): PicturedPage => ({
    name,
    file: `customers.html#/${hash}`,
    ready,
    width: WIDE,
    ...more,
  });
  const section = (id: string, ready: string) => page(`customer-${id}`, `c/${customer}/${id}`, `[data-section="${id}"] ${ready}`);
  const popup = (name: string, ready: string, opens: readonly string[] = [], brings?: string): PicturedPage => ({
    name: `popup-${name}`,
    file: `popup.html?customer=${customer}`,
    ready,
    width: POPUP,
    opens,
    ...(brings === undefined ? {} : { brings }),
  });
  return [
    page('list', '', 'table.window tbody tr'),
    section('now', '.due li'),
    section('contact', '.timeline li'),
    section('health', '.walk .total'),
    section('agreements', '.price dl'),
    section('club', 'progress'),
    section('people', '.people li'),
    section('admin', 'form'),
    page('review', `c/${customer}/contact`, '.agenda li', {
      opens: [folded('form .field + .field')],
      brings: '[data-section="contact"] details[open] .pri',
    }),
    page('renewal', `c/${customer}/agreements`, '.price dl', {
      opens: [folded('input[name^="months-"]')],
      brings: 'details[open] input[name^="months-"]',
    }),
    page('loss', `c/${customer}/agreements`, '.price dl', {
      opens: [folded('input[name="loss"]')],
      brings: 'details[open] input[name="loss"]',
    }),
    page('ledger', `c/${customer}/club`, '[data-section="club"] details', {
      opens: ['[data-section="club"] details:nth-of-type(1) > summary'],
      brings: '[data-section="club"] details[open]',
    }),
    page('draws', `c/${customer}/club`, '[data-section="club"] details:last-of-type', {
      opens: ['[data-section="club"] section:first-of-type > details:last-of-type > summary'],
      brings: '[data-section="club"] details[open]',
    }),
    page('outreach', 'outreach', 'main [data-do="new"]', { opens: ['main [data-do="new"]'], brings: 'main form' }),
    page('reports', 'reports', 'main section table'),
    page('segments', 'segments', 'main section'),
    page('club', 'club', '.club .rows'),
    page('proof', 'proof', 'main .btn.pri'),
    { name: 'model', file: 'model.html', ready: 'table.weights input', width: WIDE },
    { name: 'options', file: 'options.html', ready: 'main section', width: 900 },
    { name: 'popup-today', file: 'popup.html', ready: '.today .item', width: POPUP },
    popup('log', 'section.log textarea'),
    popup('log-more', 'section.log textarea', ['[aria-controls="note-more"]'], '#note-more'),
    popup('noticed', '#say-noticed', ['#say-noticed'], '.noticed'),
    popup('signals', '#say-signals', ['#say-signals'], '[data-signal]'),
    popup('do', '#say-do', ['#say-do'], '.work-on .due'),
    popup('pulse', '#say-pulse', ['#say-pulse'], '#say-pulse[aria-selected="true"]'),
    { name: 'side-panel', file: `sidepanel.html?tab=${tab}`, ready: '[data-card="customer"]', width: 360 },
  ];
}
