/** The sections of one customer's page: one is open, and its name stands in the address. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';
import { hashOf } from './route';
import { SECTIONS, type SectionId } from './section-ids';

export function SectionNav({ t, customer, open }: { t: Translate; customer: string; open: SectionId }) {
  const nav = useRef<HTMLElement>(null);
  const before = useRef(open);
  useLayoutEffect(() => {
    if (before.current === open) return;
    before.current = open;
    // Read far down, the next section begins at its beginning.
    const top = (nav.current?.parentElement?.offsetTop ?? 0) + (nav.current?.offsetTop ?? 0);
    const start = nav.current?.previousElementSibling;
    const end = start instanceof HTMLElement ? start.offsetTop + start.offsetHeight : top;
    if (scrollY > end) scrollTo({ top: end });
  }, [open]);
  return (
    <nav ref={nav} class="sections" aria-label={t('customer.sections')}>
      <ul>
        {SECTIONS.map((section) => (
          <li key={section}>
            <a href={hashOf({ view: 'customer', customer, section })} aria-current={section === open ? 'page' : undefined}>
              {t(`customer.tab.${section}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
