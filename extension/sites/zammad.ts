import { hookedSite } from './hooked-site';

/** Many tickets stay in the page: only the active one is looked into, and there only the customer's sidebar. */
export const site = hookedSite({
  id: 'zammad',
  name: 'Zammad',
  matches: [],
  recognises: (doc) => Boolean(doc.querySelector('#app .ticketZoom, #app .ticketZoom-header')),
  path: /#ticket\/zoom\/(\d+)/u,
  strategies: [
    {
      name: 'customer sidebar mailto, template 2026-11',
      open: '.content.active .tabsSidebar .sidebar[data-tab="customer"]',
      person: '.userInfo-entry a[href^="mailto:"]',
      at: 'href',
    },
  ],
  body: '.ticket-article-item, .article-content, [contenteditable]',
});
