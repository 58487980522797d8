import { hookedSite } from './hooked-site';

/** The widget with the address is rendered twice now and then: the same address twice is one. */
export const site = hookedSite({
  id: 'hubspot',
  name: 'HubSpot',
  matches: ['https://*.hubspot.com/*'],
  path: /\/(?:live-messages\/\d+\/inbox|ticket|record\/0-1)\/(\d+)/u,
  strategies: [
    {
      name: 'contact-chicklet-email 2026-04',
      open: 'body',
      person: 'a[data-test-id="contact-chicklet-email"][href^="mailto:"]',
      at: 'href',
    },
    {
      name: 'contact-chicklet-email 2026-01',
      open: 'body',
      person: 'a[data-selenium-test="contact-chicklet-email"][href^="mailto:"]',
      at: 'href',
    },
  ],
  body: '[data-test-id="thread-message"], [contenteditable]',
});
