/** Who keeps the customer, and its place in the book: hand over, cover, merge, a contact who moved. */
import { KeepingSection } from '../keeping-section';
import type { SectionProps } from '../section-props';

export const AdminSection = ({ t, state, page, again }: SectionProps) => (
  <KeepingSection t={t} state={state} page={page} onChanged={again} />
);
