/**
 * What a page may do to a card that it cannot read: hide it, cover it, move it, and wait for a click meant for something else. Each runs
 * in the page's own world. `seen: true` where the card must stay as it was; elsewhere it may vanish, but then no click on it counts.
 */

export interface Move {
  name: string;
  seen?: true;
  run: () => void;
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
];
