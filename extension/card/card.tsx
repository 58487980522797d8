/** The card: draws a finished view and says what the person asks. No state of the world, no browser API, no text field. */
import type { CardView } from '../../shared/present/card-view';
import { AskCard } from './ask-card';
import { CustomerCard } from './customer-card';
import { FoldedPill } from './folded-pill';
import type { OnIntent } from './intents';
import { StateCard } from './state-card';

export interface CardProps {
  view: CardView;
  /** Of the sighting: another mail starts with everything closed. */
  of: string;
  theme: 'light' | 'dark';
  folded: boolean;
  /** An act is on its way; its buttons wait. */
  busy: boolean;
  onIntent: OnIntent;
}
export function Card({ view, of, theme, folded, busy, onIntent }: CardProps) {
  if (view.kind === 'state') return <StateCard key={of} view={view} theme={theme} onIntent={onIntent} />;
  if (view.kind === 'ask') return <AskCard key={of} view={view} theme={theme} busy={busy} onIntent={onIntent} />;
  if (folded) {
    return (
      <section class="vafa" lang={view.language} dir={view.dir} data-vafa-theme={theme} aria-label={view.spoken}>
        <FoldedPill view={view} onIntent={onIntent} />
      </section>
    );
  }
  return <CustomerCard key={`${of} ${view.customer}`} view={view} theme={theme} busy={busy} onIntent={onIntent} />;
}
