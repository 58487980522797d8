/** "Why is there no card here?": the steps from permission to match, and what to do where they stop. */

import type { Translate } from '../../shared/i18n/t';
import { domainOf } from '../../shared/matching/address';
import { isFreeMail } from '../../shared/matching/free-mail';
import type { SiteGrant, WhyHere } from '../protocol';
import type { TabState } from './tabs';

type Step = WhyHere['steps'][number];
export interface WhyInput {
  /** The page's address; null where the browser does not tell, which is so where nothing was granted. */
  url: string | null;
  grant: SiteGrant | null;
  siteName: string;
  state: TabState | null;
  /** The matched customer's name; null where the book has no record of it. */
  customerName: string | null;
  online: boolean;
  paired: boolean;
  /** The page's own server can be asked for an address that the page does not show. */
  asks: boolean;
  /** The card stands in the side panel, by the user's choice. */
  panel: boolean;
}

/** The steps in order; the first that is not in order is the last. */
export function whyHere({ url, grant, siteName, state, customerName, online, paired, asks, panel }: WhyInput, t: Translate): WhyHere {
  const host = url !== null && /^https?:/.test(url) ? new URL(url).host : '';
  const steps: Step[] = [];
  const done = (): WhyHere => ({ host, steps });
  const ok = (id: Step['id'], text: string): void => {
    steps.push({ id, ok: true, text });
  };
  const stop = (id: Step['id'], text: string, next?: Step['next']): WhyHere => {
    steps.push({ id, ok: false, text, ...(next === undefined ? {} : { next }) });
    return done();
  };
  const options = { label: t('action.options'), intent: 'options' } as const;
  const search = { label: t('why.match.next'), intent: 'search' } as const;

  if (!paired) return stop('match', t('why.paired.no'), options);
  if (url !== null && host === '') return stop('granted', t('why.not-web'), search);
  if (grant === null)
    return stop('granted', host === '' ? t('why.granted.unknown') : t('why.granted.no', { host: { id: host } }), {
      label: t('why.granted.next'),
      intent: 'grant',
    });
  ok('granted', t('why.granted.yes', { host: { id: grant.host } }));

  if (state === null) return stop('recognised', t('why.recognised.no'), { label: t('why.recognised.next'), intent: 'pick' });
  if (grant.site === 'generic' && grant.selector === undefined && state.outcome !== 'conversation')
    return stop('recognised', t('why.recognised.unpointed'), { label: t('why.recognised.next'), intent: 'pick' });
  if (state.outcome === 'list') return stop('recognised', t('why.recognised.list'), search);
  if (state.outcome === 'none') return stop('recognised', t('why.recognised.none'), search);
  if (state.named !== null)
    return stop(
      'address',
      t(state.unanswered ? 'why.address.silent' : 'why.address.absent'),
      asks && !state.unanswered ? { label: t('action.ask'), intent: 'ask' } : search,
    );
  if (state.outcome === 'unrecognised')
    return stop('recognised', t('why.recognised.no'), { label: t('why.recognised.next'), intent: 'pick' });
  ok('recognised', t('why.recognised.yes', { site: { name: siteName } }));

  if (state.unsure !== null)
    return state.unsure.wrong
      ? stop('address', t('why.address.wrong'), { label: t('why.recognised.next'), intent: 'pick' })
      : stop('address', t('why.address.unchecked'));
  const { match } = state;
  if (match.address === null) return stop('address', t('why.address.own'), search);
  ok('address', t('why.address.yes'));
  if (match.kind === 'ask') return stop('match', t('why.match.several'), search);
  if (match.kind !== 'customer') {
    const free = isFreeMail(domainOf(match.address));
    return stop('match', t(free ? 'why.match.free' : online ? 'why.match.no' : 'why.match.offline'), search);
  }
  if (customerName === null) return stop('role', t('why.role.no'), search);
  ok('match', t('why.match.yes', { name: { name: customerName } }));
  if (state.closed) return stop('role', t('why.closed'));
  if (panel) return stop('role', t('why.in-panel'));
  ok('role', t('why.role.yes'));
  return done();
}
