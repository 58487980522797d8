import { hookedSite } from './hooked-site';

export const site = hookedSite({
  id: 'helpscout',
  name: 'Help Scout',
  matches: ['https://secure.helpscout.net/*'],
  path: /^\/conversation\/(\d+)/u,
  strategies: [
    {
      name: 'Sidebar.CustomerEmails 2026-03',
      open: '[data-cy="Sidebar.CustomerEmails"]',
      person: '[data-testid="EmailList.EmailLink"] .c-Truncate__content',
      at: 'text',
    },
  ],
  body: '[data-cy="Thread"], [contenteditable]',
});
