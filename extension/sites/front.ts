import { hookedSite } from './hooked-site';

/** Class names end in a hash that changes with every release; their first part lives longer. */
export const site = hookedSite({
  id: 'front',
  name: 'Front',
  matches: ['https://app.frontapp.com/*'],
  path: /\/(cnv_\w+)/u,
  strategies: [
    {
      name: 'messageViewerRecipient 2026-02',
      open: '[class*="messageViewerBase__StyledMessageDiv"]',
      person: '[class*="messageViewerRecipient__StyledHandleSpan"]',
      at: 'text',
    },
  ],
  body: '[class*="messageBody"], iframe, blockquote',
});
