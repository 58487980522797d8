/** Contracts: term, notice and value; the end is the renewal date. */
import { CONTRACT_COLUMNS } from './columns';
import { customerOfRow } from './customer-of-row';
import { draft, filled, type Kind } from './row-reader';

export const contracts: Kind = {
  columns: CONTRACT_COLUMNS,
  needs: [['customer', 'customer_name'], ['end']],
  read(cells, world) {
    const customer = customerOfRow(cells, world);
    const start = cells.instant('start');
    const end = cells.instant('end') ?? cells.fail('end', 'missing');
    if (start !== undefined && start > end) return cells.fail('end', 'end-before-start');
    const contract = cells.text('contract') ?? `${customer}:contract`.slice(0, 200);
    const rest = filled({
      start,
      notice_days: cells.count('notice_days'),
      auto_renew: cells.flag('auto_renew'),
      value: cells.money('value'),
      package: cells.text('package', 120),
    });
    // It counts from its start, so that a look at a past date knows it too; a start still ahead counts from the import on.
    return {
      key: contract,
      label: contract,
      drafts: [
        draft(
          'contract.set',
          customer,
          'contract',
          { contract, end, ...rest },
          start !== undefined && start <= world.now ? start : undefined,
        ),
      ],
    };
  },
};
