/** Where in the customers page one is: the hash, so that every view has an address and the back button works. */
import { useEffect, useState } from 'preact/hooks';
import { isSection, type SectionId } from './section-ids';

export type Route =
  /** `unowned`: those whom nobody owns. */
  | { view: 'list'; segment: string; unowned?: true }
  /** `note` is an entry of the timeline to begin at; '' for none. */
  | { view: 'customer'; customer: string; section?: SectionId; note?: string }
  /** One list; '' for all of them. */
  | { view: 'outreach'; list: string }
  | { view: 'reports' | 'segments' | 'proof' | 'club' };

/** `#/c/<customer>/<section>`, or `#/c/<customer>/<note>`, which stands in the timeline. */
export function readRoute(hash: string): Route {
  const [, view = '', rest = '', last = ''] = hash.split('/');
  if (view === 'c' && rest !== '') {
    const customer = decoded(rest);
    if (isSection(last)) return { view: 'customer', customer, section: last };
    return last === '' ? { view: 'customer', customer } : { view: 'customer', customer, section: 'contact', note: decoded(last) };
  }
  if (view === 'outreach') return { view, list: decoded(rest) };
  if (view === 'reports' || view === 'segments' || view === 'proof' || view === 'club') return { view };
  if (view === 'unowned') return { view: 'list', segment: '', unowned: true };
  return { view: 'list', segment: view === 's' ? decoded(rest) : '' };
}
export function hashOf(route: Route): string {
  if (route.view === 'customer') {
    const { customer, section = 'now', note = '' } = route;
    const at = note !== '' ? `/${encodeURIComponent(note)}` : section === 'now' ? '' : `/${section}`;
    return `#/c/${encodeURIComponent(customer)}${at}`;
  }
  if (route.view === 'list' && route.unowned) return '#/unowned';
  if (route.view === 'list') return route.segment === '' ? '#/' : `#/s/${encodeURIComponent(route.segment)}`;
  if (route.view === 'outreach' && route.list !== '') return `#/outreach/${encodeURIComponent(route.list)}`;
  return `#/${route.view}`;
}

/** Typed by hand, it may be no encoding at all. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const changed = () => setHash(location.hash);
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return readRoute(hash);
}
