/** What every part of the page shows while it waits, where it failed, and beside a table that is empty. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';
import type { Asked } from './use-ask';

/** The content once it is there; before, that it is being read; and where it could not be, why and a way to try again. */
export function Shown<T>({ t, asked, children }: { t: Translate; asked: Asked<T>; children: (value: T) => ComponentChildren }) {
  return (
    <>
      {asked.problem !== '' && (
        <p class="problem" role="alert">
          {asked.problem}{' '}
          <button type="button" class="btn txt" onClick={asked.again}>
            {t('page.again')}
          </button>
        </p>
      )}
      {asked.value === null
        ? asked.problem === '' && (
            <p class="sub" role="status">
              {t('page.loading')}
            </p>
          )
        : children(asked.value)}
    </>
  );
}

interface SectionProps {
  title: string;
  help?: string;
  /** Something elsewhere asked for it: it comes into view, and the focus with it. */
  here?: boolean;
  children: ComponentChildren;
}
/** A section with a heading, and a line of help under it. */
export function Section({ title, help, here = false, children }: SectionProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!here) return;
    heading.current?.scrollIntoView?.({ block: 'center' });
    heading.current?.focus({ preventScroll: true });
  }, [here]);
  return (
    <section>
      <h2 ref={heading} tabIndex={here ? -1 : undefined}>
        {title}
      </h2>
      {help && <p class="sub">{help}</p>}
      {children}
    </section>
  );
}
