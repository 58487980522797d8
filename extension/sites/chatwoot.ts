import { hookedSite } from './hooked-site';

/** The panel beside the conversation may be closed: then there is no address. */
export const site = hookedSite({
  id: 'chatwoot',
  name: 'Chatwoot',
  matches: [],
  recognises: (doc) => [...doc.querySelectorAll('head script:not([src])')].some((one) => one.textContent?.includes('chatwootConfig')),
  path: /^\/app\/accounts\/.*\/conversations\/(\d+)/u,
  strategies: [{ name: 'contact panel title, template 2026-11', open: 'body', person: 'a[href^="mailto:"] span[title*="@"]', at: 'title' }],
  body: '.conversation-panel, .message-text-content, [data-bubble-name], blockquote',
});
