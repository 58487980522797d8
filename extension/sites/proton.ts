import { hookedSite } from './hooked-site';

/** Several messages of one conversation may be expanded: the last is the one being read. Bodies stand in frames of their own. */
export const site = hookedSite({
  id: 'proton',
  name: 'Proton Mail',
  matches: ['https://mail.proton.me/*'],
  path: /^\/u\/\d+\/[^/#]+\/([\w-]{20,}={0,2})/u,
  strategies: [
    {
      name: 'recipients:sender 2026-10',
      open: '[data-testid^="message-view-"][data-expanded="true"]',
      person: '[data-testid="recipients:sender"][title]',
      at: 'title',
    },
  ],
  last: true,
  rows: {
    name: 'sender-address title 2026-10',
    row: '[data-element-id][data-shortcut-target="item-container"]',
    person: '[data-testid="message-column:sender-address"][title], [data-testid="message-row:sender-address"][title]',
  },
  body: '[data-testid="content-iframe"], .proton-embedded',
});
