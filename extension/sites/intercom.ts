import { hookedSite } from './hooked-site';

/** No place for the address is proven: only a link to it in the sidebar of details counts. */
export const site = hookedSite({
  id: 'intercom',
  name: 'Intercom',
  matches: ['https://app.intercom.com/*', 'https://app.eu.intercom.com/*', 'https://app.au.intercom.com/*'],
  path: /\/conversation\/(\d+)/u,
  strategies: [
    {
      name: 'details sidebar mailto 2026-04',
      open: '.inbox2__conversation-details-sidebar, .inbox-2__conversation-details-sidebar',
      person: 'a[href^="mailto:"]',
      at: 'href',
    },
  ],
  body: '[data-testid="conversation-stream-scroll-container"], [data-part-group-category]',
});
