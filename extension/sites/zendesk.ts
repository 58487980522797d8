import { hookedSite } from './site';

/** The address is often nowhere in the page: then this says so. Several tickets stay mounted; only the one that the page is at counts. */
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
  body: '[data-test-id="omni-log-comment-item"], [data-test-id^="omni-log-"], [contenteditable]',
});
