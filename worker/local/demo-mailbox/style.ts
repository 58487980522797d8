/** The demo mailbox's own look: quiet, so that what stands beside the mail is what one sees. */
export const STYLE = `
:root{color-scheme:light;--ground:#f4f5f7;--sheet:#fff;--ink:#1d232b;--soft:#5d6875;--line:#e2e5ea;--accent:#2f5fd0;--chosen:#e9effc;--round:10px}
:root.dark-mode{color-scheme:dark;--ground:#14171c;--sheet:#1b1f26;--ink:#e5e9ef;--soft:#9aa5b3;--line:#2a303a;--accent:#8fb0ff;--chosen:#232d42}
*{box-sizing:border-box}
html,body{height:100%;margin:0}
body{background:var(--ground);color:var(--ink);font:14px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans Arabic",Tahoma,sans-serif}
#layout{display:grid;grid-template-columns:228px minmax(280px,350px) minmax(0,1fr);height:100%}
#layout-sidebar{padding:18px 12px;display:flex;flex-direction:column;gap:16px}
#layout-sidebar .header-title.username{display:block;font-size:12px;color:var(--soft);overflow:hidden;text-overflow:ellipsis;direction:ltr;unicode-bidi:isolate;text-align:start}
#layout-sidebar h1{font-size:17px;font-weight:650;margin:0 10px}
#mailboxlist{list-style:none;margin:0;padding:0}
#mailboxlist a{display:block;padding:7px 10px;border-radius:8px;color:inherit;text-decoration:none}
#mailboxlist .selected a{background:var(--chosen);color:var(--accent);font-weight:600}
.username{padding:0 10px}
.demo-note{margin-block-start:auto;padding:0 10px;font-size:12px;color:var(--soft)}
#layout-list{border-inline:1px solid var(--line);background:var(--sheet);overflow:auto}
#messagelist{width:100%;border-collapse:collapse;table-layout:fixed}
#messagelist td{padding:11px 14px;border-block-end:1px solid var(--line);cursor:pointer;display:block}
#messagelist tr:hover td{background:color-mix(in srgb,var(--chosen) 55%,transparent)}
#messagelist tr.selected td{background:var(--chosen)}
#messagelist .fromto{display:block;padding-inline-end:8px;position:relative;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
#messagelist .date{float:inline-end;font-size:12px;color:var(--soft);direction:ltr;unicode-bidi:isolate}
#messagelist .subject a{display:block;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;color:var(--soft);text-decoration:none}
#messagelist tr.unread .fromto,#messagelist tr.unread .subject a{font-weight:650;color:var(--ink)}
#layout #layout-content{min-width:0;height:100%;background:var(--sheet)}
#messagecontframe{display:block;width:100%;height:100%;border:0;background:var(--sheet)}
.message-page{background:var(--sheet);height:auto;min-height:100%}
#message-header,#message-content{max-width:760px;padding-inline:32px}
#message-header{padding-block:26px 14px;border-block-end:1px solid var(--line)}
h2.subject{font-size:20px;line-height:1.3;font-weight:650;margin:0 0 12px}
h2.subject .extwin{font-size:13px;font-weight:400;margin-inline-start:10px;color:var(--accent);text-decoration:none;white-space:nowrap}
.header-headers{border-collapse:collapse;font-size:13px}
.header-title{color:var(--soft);padding-inline-end:14px;vertical-align:top;white-space:nowrap}
.rcmContactAddress{color:var(--ink);text-decoration:none}
.header .rcmContactAddress{border-block-end:1px dotted var(--soft)}
#message-content{padding-block:20px 60px;position:relative}
#messagebody{position:relative;min-height:160px;max-width:62ch}
#messagebody p{margin:0 0 12px}
.voice{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.nothing{height:100%;display:grid;place-items:center;color:var(--soft)}
@media (max-width:760px){#layout{grid-template-columns:minmax(0,1fr)}#layout-sidebar,#layout #layout-content{display:none}}
`;
