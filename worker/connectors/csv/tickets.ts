/** Tickets as Vtiger's HelpDesk module exports them: one line a ticket with its state. */
import { TICKET_COLUMNS } from './columns';
import { customerOfRow } from './customer-of-row';
import { foldName } from './fold-name';
import { draft, filled, type Kind } from './row-reader';

const CLOSED = new Set(['closed', 'resolved', 'done', 'بسته', 'بستهشده', 'مغلقه', 'مغلق'].map(foldName));
const PRIORITIES: Record<string, 'low' | 'normal' | 'high' | 'urgent'> = {
  low: 'low',
  normal: 'normal',
  medium: 'normal',
  high: 'high',
  urgent: 'urgent',
  کم: 'low',
  عادی: 'normal',
  متوسط: 'normal',
  زیاد: 'high',
  فوری: 'urgent',
  منخفضه: 'low',
  عادیه: 'normal',
  عالیه: 'high',
  عاجله: 'urgent',
};

export const tickets: Kind = {
  columns: TICKET_COLUMNS,
  needs: [['ticket'], ['customer', 'customer_name'], ['created']],
  read(cells, world) {
    const ticket = cells.required('ticket');
    const customer = customerOfRow(cells, world);
    const created = cells.pastInstant('created', world.now) ?? cells.fail('created', 'missing');
    const priority = PRIORITIES[foldName(cells.text('priority') ?? '')];
    const drafts = [
      draft(
        'ticket.opened',
        customer,
        'opened',
        { ticket, ...filled({ subject: cells.text('subject', 300), topic: cells.text('topic', 120), priority }) },
        created,
      ),
    ];
    if (CLOSED.has(foldName(cells.text('status') ?? '')))
      drafts.push(
        draft('ticket.closed', customer, 'closed', { ticket }, Math.max(created, cells.pastInstant('modified', world.now) ?? created)),
      );
    return { key: `ticket:${ticket}`, label: ticket, drafts };
  },
};
