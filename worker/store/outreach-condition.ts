/** Who stands on an outreach list, as a condition on the customers row `c`: the same that `isAffected` decides in memory. */
import type { OutreachState } from '../../shared/api/outreach';
import { productKey } from '../../shared/outreach/affected';
import type { OutreachList } from '../../shared/outreach/list';
import { segmentCondition } from './segment-condition';

type Bind = (value: string | number) => string;

/** Still to be told, or told: of this customer alone, whether or not the list is closed. `bind` answers the parameter that stands for a value. */
export function inState(list: OutreachList, state: OutreachState, now: number, bind: Bind): string {
  // The id of a list has letters, digits and hyphens alone, so that it stands in a path as it is.
  const said = (member: 'picked' | 'toldAt') => `c.outreach->>${bind(`$."${list.id}".${member}`)}`;
  const told = `(c.outreach <> '' AND ${said('toldAt')} IS NOT NULL)`;
  if (state === 'told') return `c.band IS NOT NULL AND ${told}`;
  return `c.band IS NOT NULL AND c.lost_at IS NULL AND NOT ${told} AND ((c.outreach <> '' AND ${said('picked')} = 1) OR (${touched(list, now, bind)}))`;
}

function touched({ audience }: OutreachList, now: number, bind: Bind): string {
  if (audience.by === 'picked') return '0';
  if (audience.by === 'segment') return segmentCondition(audience.filter, now, bind);
  const owns = (edition?: string) =>
    `(c.products <> '[]' AND EXISTS (SELECT 1 FROM json_each(c.products) p WHERE p.value = ${bind(productKey(audience.product, edition))}))`;
  return `${owns(audience.edition)}${audience.without === undefined ? '' : ` AND NOT ${owns(audience.without)}`}`;
}
