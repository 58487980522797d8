/** The one stylesheet of the pages, in the measures and colours of the card. */
export const STYLES = `
:root {
  color-scheme: light dark;
  --surface: #fff; --sunken: #f5f6f8; --hover: #eef0f3; --line: #e4e7ea; --control: #878f99;
  --ink: #15181c; --ink-2: #454c55; --ink-3: #5f6771; --action: #1b1f24; --on-action: #fff; --focus: #2458d3;
  --ok: #12694a; --ok-tint: #e8f4ee; --watch: #7d5200; --watch-tint: #fbf1dd; --risk: #ad241c; --risk-tint: #fceae8;
  --font: system-ui, -apple-system, "Segoe UI", Roboto, "Vazirmatn", "SF Arabic", "Geeza Pro", "Noto Sans Arabic UI", "Noto Sans Arabic", Tahoma, sans-serif;
}
@media (prefers-color-scheme: dark) { :root {
  --surface: #1b1e22; --sunken: #131518; --hover: #2b3036; --line: #30353b; --control: #767e88;
  --ink: #eef0f2; --ink-2: #bcc3cb; --ink-3: #9aa2ac; --action: #eef0f2; --on-action: #15181c; --focus: #8fb0ff;
  --ok: #6fd0a5; --ok-tint: #1c3029; --watch: #e8b75c; --watch-tint: #352b18; --risk: #f79a90; --risk-tint: #3b2322;
} }
* { box-sizing: border-box; }
body { margin: 0; background: var(--sunken); color: var(--ink); font: 15px/1.5 var(--font); min-height: 100vh; display: flex; flex-direction: column; }
:lang(fa), :lang(ar) { line-height: 1.7; }
a { color: inherit; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.skip:focus { width: auto; height: auto; clip-path: none; background: var(--surface); padding: 8px; margin: 8px; }
header, main, footer { width: 100%; max-width: 880px; margin-inline: auto; padding-inline: 24px; }
header { display: flex; align-items: center; gap: 24px; padding-block: 16px; flex-wrap: wrap; }
header form { margin-inline-start: auto; }
.brand { display: inline-flex; align-items: center; gap: 8px; font-weight: 600; text-decoration: none; font-size: 17px; }
header nav { display: flex; gap: 4px; flex-wrap: wrap; }
header nav a { padding: 6px 12px; border-radius: 6px; text-decoration: none; color: var(--ink-2); font-size: 14px; }
header nav a:hover { background: var(--hover); }
header nav a[aria-current] { background: var(--surface); color: var(--ink); font-weight: 600; box-shadow: 0 0 0 1px var(--line); }
main { flex: 1; padding-block: 8px 48px; }
main.narrow, .narrow { max-width: 440px; }
h1 { font-size: 24px; font-weight: 600; line-height: 1.3; margin: 16px 0 16px; }
h2 { font-size: 16px; font-weight: 600; margin: 0 0 12px; }
p { margin: 0 0 12px; }
.lead, .hint { color: var(--ink-3); }
.hint { font-size: 13px; }
.panel { background: var(--surface); border-radius: 10px; padding: 20px; margin-block-end: 16px; box-shadow: 0 0 0 1px var(--line), 0 1px 2px rgb(20 25 32 / .05); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: 1px; background: var(--line); border-radius: 10px; overflow: hidden; margin-block-end: 16px; box-shadow: 0 0 0 1px var(--line); }
.figure { background: var(--surface); padding: 16px 20px; display: flex; flex-direction: column; }
.figure strong { font-size: 28px; font-weight: 600; line-height: 1.25; font-variant-numeric: tabular-nums; }
.figure span { color: var(--ink-3); font-size: 13px; line-height: 1.5; }
.figure.watch strong { color: var(--watch); }
form.stack { display: grid; gap: 14px; max-width: 440px; }
.row { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
label, fieldset { display: grid; gap: 4px; border: 0; padding: 0; margin: 0; min-width: 0; }
label > span, legend { font-size: 13px; color: var(--ink-2); font-weight: 500; padding: 0; }
input, select { font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--control); border-radius: 6px; padding: 8px 10px; width: 100%; min-height: 40px; }
input[dir=ltr] { text-align: left; }
input[type=file] { padding: 7px; border-style: dashed; }
.choices { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; }
.choices label { display: flex; gap: 8px; align-items: flex-start; border: 1px solid var(--line); border-radius: 6px; padding: 10px 12px; cursor: pointer; }
.choices label:has(:checked) { border-color: var(--ink); box-shadow: inset 0 0 0 1px var(--ink); }
.choices input { width: 16px; min-height: 16px; margin: 4px 0 0; accent-color: var(--action); flex: none; }
.choices small { display: block; color: var(--ink-3); font-size: 12px; line-height: 1.5; }
.choices b { font-weight: 600; }
button { font: inherit; font-weight: 600; cursor: pointer; border: 0; border-radius: 6px; padding: 9px 18px; background: var(--action); color: var(--on-action); min-height: 40px; justify-self: start; }
button.quiet { background: var(--surface); color: var(--ink); box-shadow: inset 0 0 0 1px var(--control); }
button.plain { background: none; color: var(--ink-2); padding: 6px 8px; min-height: 32px; font-weight: 400; font-size: 14px; }
button:hover { opacity: .88; }
.actions { display: flex; gap: 8px; flex-wrap: wrap; }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
.scroll { overflow-x: auto; }
th { text-align: start; font-weight: 500; color: var(--ink-3); font-size: 13px; padding: 4px 12px 6px 0; white-space: nowrap; }
td { border-block-start: 1px solid var(--line); padding: 8px 0; padding-inline-end: 12px; vertical-align: top; }
[dir=rtl] th { padding: 4px 0 6px 12px; }
td.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
td form { margin: 0; }
td form.inline { display: flex; gap: 6px; align-items: center; }
td form.inline select { width: auto; min-height: 30px; padding: 3px 8px; font-size: 13px; }
details.panel summary { cursor: pointer; font-weight: 500; }
td details { margin-block-start: 6px; }
td summary { cursor: pointer; color: var(--ink-2); font-size: 13px; }
td button { min-height: 30px; padding: 3px 10px; font-size: 13px; }
ul.plain { list-style: none; margin: 0; padding: 0; font-size: 14px; }
ul.plain li { padding: 6px 0; border-block-start: 1px solid var(--line); }
ul.plain li:first-child { border: 0; }
.notice { border-radius: 8px; padding: 12px 16px; }
.notice.ok { background: var(--ok-tint); color: var(--ok); }
.notice.risk { background: var(--risk-tint); color: var(--risk); }
.state { display: inline-flex; align-items: center; gap: 6px; font-size: 13px; font-weight: 500; }
.state::before { content: ""; width: 8px; height: 8px; border-radius: 50%; background: currentColor; }
.state.ok { color: var(--ok); } .state.watch { color: var(--watch); } .state.risk { color: var(--risk); } .state.none { color: var(--ink-3); }
.state.risk::before { border-radius: 1px; transform: rotate(45deg); }
code, .secret { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.secret { display: block; direction: ltr; text-align: left; background: var(--sunken); border-radius: 6px; padding: 12px; overflow-wrap: anywhere; font-size: 13px; user-select: all; margin-block: 8px; }
.code { direction: ltr; display: block; text-align: center; font: 600 32px/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; letter-spacing: .08em; background: var(--sunken); border-radius: 10px; padding: 16px; margin-block: 12px 16px; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 16px; margin: 0 0 16px; } dt { color: var(--ink-3); } dd { margin: 0; }
footer { padding-block: 16px 24px; } footer nav { display: flex; gap: 16px; font-size: 13px; }
footer a { color: var(--ink-3); text-decoration: none; } footer a:hover { text-decoration: underline; } footer a[aria-current] { color: var(--ink); font-weight: 600; }
@media (max-width: 560px) { .row, .choices { grid-template-columns: 1fr; } header, main, footer { padding-inline: 16px; } }
@media (forced-colors: active) { .panel, .figure, button, .choices label { border: 1px solid CanvasText; } }
`;
