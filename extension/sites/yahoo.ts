import { hookedSite } from './hooked-site';

export const site = hookedSite({
  id: 'yahoo',
  name: 'Yahoo Mail',
  matches: ['https://mail.yahoo.com/*'],
  path: /^\/[dn]\/.*\/messages\/([^/?#]+)/u,
  strategies: [
    {
      name: 'message-from email-pill 2026-09',
      open: '[data-test-id="message-view"]',
      person: '[data-test-id="message-from"] [data-test-id="email-pill"][title]',
      at: 'title',
    },
  ],
  last: true,
  rows: {
    name: 'email-sender title 2026-09',
    row: '[data-test-id="message-list-item"][data-test-mid]',
    person: '[id^="email-sender-"][title]',
  },
  body: '[data-test-id="message-view-body-content"]',
});
