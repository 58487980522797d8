/** What the popup lists of the outbox. Types only, as in protocol.ts. */
export interface OutboxRow {
  id: string;
  at: number;
  title: string;
  customer: string;
  state: 'waiting' | 'sending' | 'refused';
  problem: string;
  attempts: number;
}
