/** Reading customers: the list, one by id, and the one behind an address. */
import { LookupRequest } from '../../shared/api/contract';
import type { Band } from '../../shared/health/health';
import { domainLadder, domainOf, normaliseAddress, withoutTag } from '../../shared/matching/address';
import { fail, newRoutes, parseBody } from '../http';
import { BAND_ORDER } from '../standing';
import { findRecord, type ListQuery, listCustomers, lookup } from '../store/customers';
import { wholeNumber } from './changes';

const SORTS: readonly ListQuery['sort'][] = ['band', 'name', 'renewal', 'value'];
const PAGE = 50;
const MOST = 200;

export const routes = newRoutes()
  .get('/v1/customers', async (c) => {
    const sort =
      SORTS.find((known) => known === (c.req.query('sort') ?? 'band')) ??
      fail('request.malformed', `sort must be one of ${SORTS.join(', ')}`, 'sort');
    const band = c.req.query('band');
    const place = band === undefined ? null : BAND_ORDER.indexOf(band as Band);
    if (place === -1) fail('request.malformed', `band must be one of ${BAND_ORDER.join(', ')}`, 'band');
    const limit = wholeNumber(c, 'limit', PAGE, 1, MOST);
    const offset = wholeNumber(c, 'cursor', 0, 0);
    const rows = await listCustomers(c.env.DB, c.get('caller'), {
      sort,
      band: place,
      search: (c.req.query('q') ?? '').slice(0, 200),
      offset,
      limit: limit + 1,
    });
    return c.json({ customers: rows.slice(0, limit), cursor: rows.length > limit ? String(offset + limit) : null });
  })
  .get('/v1/customers/:id', async (c) => {
    const record = await findRecord(c.env.DB, c.get('caller'), c.req.param('id'));
    return record ? c.json(record) : fail('customer.unknown', 'no customer with this id that you may see');
  })
  .post('/v1/lookup', async (c) => {
    const address = normaliseAddress((await parseBody(c, LookupRequest)).address);
    if (address === '') fail('request.malformed', 'this is not an address', '/address');
    const caller = c.get('caller');
    for (const key of new Set([address, withoutTag(address)])) {
      const found = await lookup(c.env.DB, caller, key);
      if (found.length > 0) return c.json({ by: 'contact', found });
    }
    for (const domain of domainLadder(domainOf(address))) {
      const found = await lookup(c.env.DB, caller, `@${domain}`);
      if (found.length > 0) return c.json({ by: 'domain', found });
    }
    return c.json({ by: 'none', found: [] });
  });
