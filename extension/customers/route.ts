/** Where in the customers page one is: the hash, so that every view has an address and the back button works. */
import { useEffect, useState } from 'preact/hooks';

export type Route =
  | { view: 'list'; segment: string }
  | { view: 'customer'; customer: string }
  | { view: 'reports' | 'segments' | 'proof' | 'club' };

export function readRoute(hash: string): Route {
  const [, view = '', rest = ''] = hash.split('/');
  if (view === 'c' && rest !== '') return { view: 'customer', customer: decoded(rest) };
  if (view === 'reports' || view === 'segments' || view === 'proof' || view === 'club') return { view };
  return { view: 'list', segment: view === 's' ? decoded(rest) : '' };
}
/** The note that an address of a customer points at; '' for none. */
export const noteIn = (hash: string): string => (hash.startsWith('#/c/') ? decoded(hash.split('/')[3] ?? '') : '');
export function hashOf(route: Route): string {
  if (route.view === 'customer') return `#/c/${encodeURIComponent(route.customer)}`;
  if (route.view === 'list') return route.segment === '' ? '#/' : `#/s/${encodeURIComponent(route.segment)}`;
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
