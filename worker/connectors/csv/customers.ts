/** Customers: profile, owner, domains, the firm's own address, and loss. */
import { foldText } from '../../../shared/matching/fold-text';
import { readDomain } from './cells';
import { CUSTOMER_COLUMNS } from './columns';
import { type Draft, draft, filled, type Kind } from './row-reader';

/** A file without customer ids gets them from the names, folded, so that spelling variants stay one customer. */
export function idFromName(name: string): string {
  return foldText(name)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 200);
}

export const customers: Kind = {
  columns: CUSTOMER_COLUMNS,
  needs: [['customer', 'name']],
  read(cells, world, notes, header) {
    const name = cells.text('name');
    const given = cells.text('customer');
    if (given === undefined && name === undefined) return cells.fail(header.has('customer') ? 'customer' : 'name', 'missing');
    const customer = given ?? (idFromName(name ?? '') || cells.fail('name', 'missing'));
    if (given === undefined && !notes.has('id-from-name'))
      notes.set('id-from-name', { key: 'id-from-name', args: { from: name ?? '', to: customer } });
    const value = cells.money('value');
    const drafts: Draft[] = [
      draft(
        'customer.profile',
        customer,
        'profile',
        filled({
          name,
          segment: cells.text('segment', 60),
          since: cells.instant('since'),
          value,
          language: cells.text('language', 20),
          url: cells.text('url', 500),
          joined_club: cells.instant('joined'),
        }),
      ),
    ];
    const owner = cells.text('owner');
    const user = owner === undefined ? null : world.user(owner);
    if (owner !== undefined && user === null) notes.set(`owner-unknown ${owner}`, { key: 'owner-unknown', args: { owner } });
    const cover = cells
      .list('cover')
      .map((reference) => world.user(reference))
      .filter((id) => id !== null);
    if (user !== null || cover.length > 0)
      drafts.push(draft('customer.owner', customer, 'owner', { owner: user, ...(cover.length > 0 ? { cover } : {}) }));
    const email = cells.email('email');
    if (email !== undefined) drafts.push(draft('contact.set', customer, 'email', { contact: email, email }));
    for (const domain of new Set(cells.list('domains').map((text) => readDomain(text, header.cell(cells.raw, 'domains').title))))
      drafts.push(draft('domain.set', customer, `domain:${domain}`, { domain }));
    const lost = cells.pastInstant('lost', world.now);
    if (lost !== undefined) drafts.push(draft('customer.lost', customer, 'lost', filled({ reason: cells.text('lost_reason') }), lost));
    return { key: customer, label: name ?? customer, drafts };
  },
};
