import { hookedSite } from './hooked-site';

/** Many hidden records stay in the page: only the active window, or the active tab of a console, is looked into. */
const OPEN = '.windowViewMode-normal.active, .oneConsoleTab .active';

export const site = hookedSite({
  id: 'salesforce',
  name: 'Salesforce',
  matches: ['https://*.lightning.force.com/*', 'https://*.my.salesforce.com/*'],
  path: /^\/lightning\/r\/(?:\w+\/)?(\w{15}|\w{18})\/view/u,
  strategies: [
    {
      name: 'RecordField.Contact.Email, as told 2026-11',
      open: OPEN,
      person: '[data-target-selection-name="sfdc:RecordField.Contact.Email"] a[href^="mailto:"]',
      at: 'href',
    },
    {
      name: 'formatted-email, as told 2026-11',
      open: OPEN,
      person: 'lightning-formatted-email a[href^="mailto:"], a.emailuiFormattedEmail',
      at: 'href',
    },
  ],
  body: '.feedItem, .cuf-feedElement, emailui-rich-text-output, [contenteditable]',
});
