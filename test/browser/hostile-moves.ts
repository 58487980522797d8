/**
 * What a page may do to a card that it cannot read: hide it, cover it, move it, and wait for a click meant for something else. Each runs
 * in the page's own world. `seen: true` where the card must stay as it was; elsewhere it may vanish, but then no click on it counts.
 */

export interface Move {
  name: string;
  seen?: true;
  run: () => void;
}

/** Says that our surface is a length, so that it has none, and lays a lure where it was. */
export function takeSurface(): void {
  const lay = () => {
    const lure = document.createElement('div');
    lure.style.cssText = 'position:fixed;inset:0;z-index:9;background:repeating-linear-gradient(45deg, red 0 9px, yellow 9px 18px)';
    const style = document.createElement('style');
    style.textContent = "@property --v-surface { syntax: '<length>'; inherits: false; initial-value: 0px }";
    for (const one of [lure, style]) document.body.appendChild(one);
  };
  try {
    CSS.registerProperty({ name: '--v-surface', syntax: '<length>', inherits: false, initialValue: '0px' });
  } catch {
    // Somebody was first.
  }
  if (document.body) lay();
  else addEventListener('DOMContentLoaded', lay);
}

export const MOVES: Move[] = [
  { name: 'fades its body', seen: true, run: () => document.body.style.setProperty('opacity', '0.01') },
  { name: 'fades the whole document', seen: true, run: () => document.documentElement.style.setProperty('opacity', '0.01') },
  { name: 'filters the whole document away', run: () => document.documentElement.style.setProperty('filter', 'opacity(0)') },
  {
    name: 'styles the card away, important',
    seen: true,
    run: () => {
      const style = document.createElement('style');
      style.textContent = `html > [popover], div[popover] { opacity: 0 !important; visibility: hidden !important; transform: translateX(-9999px) !important;
        clip-path: circle(0) !important; pointer-events: none !important; display: none !important; transition: all 1000s !important }`;
      document.head.appendChild(style);
    },
  },
  {
    name: 'writes an invisible style into the card',
    run: () => {
      const host = document.querySelector<HTMLElement>('html > [popover]');
      host?.style.setProperty('opacity', '0', 'important');
    },
  },
  {
    name: 'animates the card away',
    run: () => void document.querySelector('html > [popover]')?.animate({ opacity: [0, 0] }, { duration: 1e8, fill: 'both' }),
  },
  {
    name: 'covers the card with a sheet that lets clicks through',
    run: () => {
      const cover = document.createElement('div');
      cover.popover = 'manual';
      cover.style.cssText = 'inset:0;width:100vw;height:100vh;border:0;margin:0;background:white;pointer-events:none';
      document.body.appendChild(cover);
      cover.showPopover();
    },
  },
  {
    name: 'covers half of the card',
    run: () => {
      const cover = document.createElement('div');
      cover.popover = 'manual';
      cover.style.cssText = 'inset:0 0 auto auto;width:400px;height:220px;border:0;margin:0;background:white;pointer-events:none';
      document.body.appendChild(cover);
      cover.showPopover();
    },
  },
  {
    name: 'opens a modal dialog over it',
    run: () => {
      const dialog = document.createElement('dialog');
      dialog.style.cssText = 'inset:0;width:100vw;height:100vh;max-width:none;max-height:none;pointer-events:none';
      document.body.appendChild(dialog);
      dialog.showModal();
    },
  },
  {
    name: 'shrinks the whole document',
    run: () => {
      document.documentElement.style.zoom = '0.03';
      dispatchEvent(new Event('resize'));
    },
  },
  {
    name: 'holds a picture of another page over it',
    run: () => {
      const style = document.createElement('style');
      style.textContent = `::view-transition { pointer-events: none; background: white } ::view-transition-group(*), ::view-transition-old(*),
        ::view-transition-new(*) { animation-duration: 1000s; opacity: 0 !important }`;
      document.head.appendChild(style);
      (document as { startViewTransition?: (change: () => void) => unknown }).startViewTransition?.(() => {});
    },
  },
  {
    name: 'moves the card into a hidden corner of its own',
    run: () => {
      const corner = document.createElement('div');
      corner.style.cssText = 'display:none';
      document.body.appendChild(corner);
      const host = document.querySelector('html > [popover]');
      if (host) corner.appendChild(host);
    },
  },
  { name: 'hides the card by its attribute', run: () => document.querySelector('html > [popover]')?.setAttribute('hidden', '') },
  { name: 'takes the card from the top layer', run: () => document.querySelector<HTMLElement>('html > [popover]')?.hidePopover() },
  { name: 'takes it out of the page', run: () => document.querySelector('html > [popover]')?.remove() },
  {
    name: 'takes it out of the page again and again',
    run: () => {
      new MutationObserver(() => document.querySelector('html > [popover]')?.remove()).observe(document.documentElement, {
        childList: true,
      });
      document.querySelector('html > [popover]')?.remove();
    },
  },
  {
    name: 'has blank letters for every font there is',
    seen: true,
    run: () => {
      const style = document.createElement('style');
      const names =
        'system-ui,ui-sans-serif,sans-serif,serif,monospace,Segoe UI,Roboto,Tahoma,Arial,Helvetica,Noto Sans,DejaVu Sans,Vazirmatn';
      style.textContent = names
        .split(',')
        .map((name) => `@font-face { font-family: "${name}"; src: local("Noto Color Emoji"), local("DejaVu Sans Mono"); size-adjust: 1% }`)
        .join('\n');
      document.head.appendChild(style);
    },
  },
  {
    name: 'spreads a sheet behind a popover of one pixel',
    run: () => {
      const style = document.createElement('style');
      style.textContent = '#tiny::backdrop { background: white; pointer-events: none }';
      document.head.appendChild(style);
      const tiny = document.createElement('div');
      tiny.id = 'tiny';
      tiny.popover = 'manual';
      tiny.style.cssText = 'inset:auto 0 0 auto;width:1px;height:1px;border:0;padding:0;margin:0;pointer-events:none';
      document.body.appendChild(tiny);
      tiny.showPopover();
    },
  },
  {
    name: 'throws the shadow of a popover of one pixel over it',
    run: () => {
      const tiny = document.createElement('div');
      tiny.popover = 'manual';
      tiny.style.cssText =
        'inset:auto 0 0 auto;width:1px;height:1px;border:0;padding:0;margin:0;pointer-events:none;box-shadow:0 0 0 3000px white';
      document.body.appendChild(tiny);
      tiny.showPopover();
    },
  },
  {
    name: 'covers it from a closed root of its own',
    run: () => {
      const own = document.createElement('div');
      document.body.appendChild(own);
      const cover = document.createElement('div');
      cover.popover = 'manual';
      cover.style.cssText = 'inset:0;width:100vw;height:100vh;border:0;margin:0;background:white;pointer-events:none';
      own.attachShadow({ mode: 'closed' }).appendChild(cover);
      cover.showPopover();
    },
  },
  {
    name: 'takes the whole screen for something else',
    run: () => {
      const style = document.createElement('style');
      style.textContent = '#full, #full::backdrop { background: white; pointer-events: none }';
      document.head.appendChild(style);
      const full = document.createElement('div');
      full.id = 'full';
      document.body.appendChild(full);
      full.requestFullscreen().catch(() => {});
    },
  },
  {
    name: 'blurs and whitens it through a cover that is clear',
    run: () => {
      const cover = document.createElement('div');
      cover.popover = 'manual';
      cover.style.cssText =
        'inset:0;width:100vw;height:100vh;border:0;margin:0;background:none;backdrop-filter:blur(40px);pointer-events:none';
      document.body.appendChild(cover);
      cover.showPopover();
    },
  },
  {
    name: 'lays a cover on the card by its anchor',
    run: () => {
      const host = document.querySelector<HTMLElement>('html > [popover]');
      host?.style.setProperty('anchor-name', '--card');
      const cover = document.createElement('div');
      cover.popover = 'manual';
      cover.style.cssText =
        'position:fixed;position-anchor:--card;inset:anchor(top) anchor(right) anchor(bottom) anchor(left);margin:0;border:0;background:white;pointer-events:none';
      document.body.appendChild(cover);
      cover.showPopover();
    },
  },
  {
    name: 'moves the card into a frame of its own',
    run: () => {
      const frame = document.createElement('iframe');
      frame.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh;opacity:.01';
      document.body.appendChild(frame);
      const host = document.querySelector('html > [popover]');
      if (host) frame.contentDocument?.documentElement.appendChild(host);
    },
  },
  {
    name: 'makes the card part of a document that is edited',
    run: () => {
      document.designMode = 'on';
      document.execCommand('selectAll');
      document.execCommand('foreColor', false, '#ffffff');
      document.execCommand('delete');
    },
  },
  {
    name: 'makes everything inert',
    run: () => {
      document.documentElement.inert = true;
    },
  },
  {
    name: 'skips the content of the whole document',
    run: () => document.documentElement.style.setProperty('content-visibility', 'hidden'),
  },
  {
    name: 'turns, cuts and squeezes the whole document',
    run: () => {
      document.documentElement.style.cssText +=
        ';transform: rotate(180deg) scale(.01); clip-path: circle(0); contain: strict; perspective: 1px';
    },
  },
  {
    name: 'mixes the whole document into white',
    run: () => {
      document.documentElement.style.cssText +=
        ';mix-blend-mode: screen; background: white; isolation: isolate; mask-image: linear-gradient(transparent, transparent)';
    },
  },
  {
    name: 'begins a new document in its place',
    run: () => {
      document.open();
      document.write('<!doctype html><title>new</title><body style="background:white">');
      document.close();
    },
  },
  {
    name: 'takes another element for the root of the document',
    run: () => {
      const root = document.createElement('html');
      root.appendChild(document.createElement('body'));
      document.documentElement.replaceWith(root);
    },
  },
];
