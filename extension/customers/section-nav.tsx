/** The sections of one customer's page, to be gone to by name: whatever sections there are, in their order. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';

export function SectionNav({ t }: { t: Translate }) {
  const nav = useRef<HTMLElement>(null);
  const [titles, setTitles] = useState<string[]>([]);
  const headings = () => [...(nav.current?.parentElement?.querySelectorAll<HTMLElement>('section:not(.head) > h2') ?? [])];
  useEffect(() => {
    const page = nav.current?.parentElement;
    if (!page) return;
    const look = () => {
      const found = headings().map((heading) => heading.textContent ?? '');
      setTitles((was) => (was.join('\n') === found.join('\n') ? was : found));
    };
    // Sections come as they are loaded, and the page grows with them.
    const watch = new ResizeObserver(look);
    watch.observe(page);
    look();
    return () => watch.disconnect();
  }, []);
  const go = (place: number) => {
    const heading = headings()[place];
    if (!heading) return;
    heading.tabIndex = -1;
    heading.scrollIntoView({ block: 'start' });
    heading.focus({ preventScroll: true });
  };
  return (
    <nav ref={nav} class="sections" aria-label={t('customer.sections')}>
      {titles.map((title, place) => (
        <button key={`${place} ${title}`} type="button" class="btn txt" onClick={() => go(place)}>
          {title}
        </button>
      ))}
    </nav>
  );
}
