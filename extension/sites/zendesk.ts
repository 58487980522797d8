import { hookedSite } from './hooked-site';
import { addressIn, type Correspondent } from './site';

/**
 * The address is often nowhere in the page: then this says so, and the user may have Zendesk itself asked for the ticket's requester.
 * Several tickets stay mounted; only the one that the page is at counts.
 */
export const site = hookedSite({
  id: 'zendesk',
  name: 'Zendesk',
  matches: ['https://*.zendesk.com/*'],
  path: /^\/agent\/tickets\/(\d+)/u,
  strategies: [
    {
      name: 'requester-field title, as told 2026-11',
      open: '[data-ticket-id="{id}"]',
      person: '[data-test-id="requester-field"] [title*="@"]',
      at: 'title',
    },
  ],
  named: '[data-ticket-id="{id}"] [data-test-id="ticket-system-field-requester-select"]',
  ask: { name: 'asked Zendesk for the requester 2026-11', path: '/api/v2/tickets/{id}.json', read: readAnswer },
  body: '[data-test-id="omni-log-comment-item"], [data-test-id^="omni-log-"], [contenteditable]',
});

/** First a ticket, which names its requester by number; then that user. */
function readAnswer(answer: unknown): { path: string } | { person: Correspondent } | null {
  const { ticket, user } = (answer ?? {}) as { ticket?: { requester_id?: unknown }; user?: { email?: unknown; name?: unknown } };
  if (typeof ticket?.requester_id === 'number') return { path: `/api/v2/users/${ticket.requester_id}.json` };
  const address = typeof user?.email === 'string' ? addressIn(user.email) : '';
  return address ? { person: { address, name: typeof user?.name === 'string' ? user.name.slice(0, 200) : '', role: 'from' } } : null;
}
