/** The open conversation of a tab, as a note knows it: who wrote it that nobody knows yet, and a hash that stands for it. */
import type { TabState } from './tabs';
import { idOfText } from './ulid';

/**
 * Who wrote the open message and is not known as a person of this customer ('' of any): one whom nobody knows, or whom only their
 * domain or the user's own choice gave away. Never one who imitates somebody, or who is another colleague's customer.
 */
export function strangerOf(state: TabState | null, customer = ''): { address: string; name: string } | null {
  if (state === null || state.outcome !== 'conversation' || state.elsewhere !== null) return null;
  const { match } = state;
  const fits =
    match.kind === 'customer' ? match.contact === null && (customer === '' || match.customer === customer) : match.kind !== 'look-alike';
  return fits && match.address !== null && match.address !== '' ? { address: match.address, name: state.name } : null;
}

/** What stands for the open conversation in a note: a hash, so that nobody can tell from it which it was. */
export async function threadOf(workspace: string, state: TabState | null): Promise<string | undefined> {
  return state === null || state.key === '' || state.outcome !== 'conversation'
    ? undefined
    : idOfText(`thread|${workspace}|${state.site}|${state.key}`);
}
