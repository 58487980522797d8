/** What is known of a customer's tickets, waits, agreed service, invoices and payments. Part of the facts. */

export interface TicketFact {
  id: string;
  subject: string;
  topic: string;
  priority: 'low' | 'normal' | 'high' | 'urgent';
  url: string;
  contact: string;
  openedAt: number;
  closedAt: number | null;
  reopened: number;
  /** Last human reply of ours, and since when the customer has been waiting for one (null: not waiting). */
  repliedAt: number | null;
  waitingSince: number | null;
  /** Automatic replies of ours in a row: since a person last wrote, or since it was opened. */
  autoReplies: number;
}
export interface InvoiceFact {
  id: string;
  amount: number;
  currency: string;
  issuedAt: number;
  due: number;
  paidAt: number | null;
  url: string;
}
export interface PaymentFailure {
  at: number;
  invoice: string;
  decline: 'hard' | 'soft';
  clearedAt: number | null;
}
/** How long somebody waited on the phone or in a chat. */
export interface WaitFact {
  id: string;
  at: number;
  channel: 'phone' | 'chat';
  seconds: number;
}
/** What was agreed about our service: how often it was kept, and the newest times that it was not. */
export interface SlaFact {
  met: number;
  missed: { id: string; at: number; what: string; ticket: string }[];
}
