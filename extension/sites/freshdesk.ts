import { hookedSite } from './hooked-site';

export const site = hookedSite({
  id: 'freshdesk',
  name: 'Freshdesk',
  matches: ['https://*.freshdesk.com/*'],
  path: /^\/a\/tickets\/(\d+)/u,
  strategies: [
    {
      name: 'requester-info-contact-email 2026-03',
      open: 'body',
      person: '[data-test-id="requester-info-contact-email"] .info-details-content',
      at: 'text',
    },
  ],
  body: '#ticket_original_request, .ticket-details__item, [contenteditable]',
});
