/** The simulator's own plain look: readable at 360 px, contrast of at least 4.5 to 1, no scripts, nobody's branding. */
export const style = `
:root { color-scheme: light; --ink: #1c2430; --soft: #4a5565; --line: #c3cad4; --paper: #ffffff; --shade: #f2f4f7; --act: #2c4a7c; --warn: #7a3b00; --warn-bg: #fff3e0; --good: #1d5c36; --bad: #9b1c1c; }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
header { background: var(--warn-bg); color: var(--warn); border-bottom: 2px dashed var(--warn); padding: .5rem 0; }
header p { margin: 0 auto; max-width: 68rem; padding: 0 1rem; }
nav { background: var(--shade); border-bottom: 1px solid var(--line); }
nav ul { display: flex; flex-wrap: wrap; list-style: none; gap: 0 .25rem; max-width: 68rem; margin: 0 auto; padding: 0 .5rem; }
nav a { display: block; padding: .6rem .5rem; text-decoration: none; font-weight: 600; border-bottom: 3px solid transparent; }
nav a:hover { text-decoration: underline; }
nav a[aria-current] { color: var(--ink); border-bottom-color: var(--act); }
main { max-width: 68rem; margin: 0 auto; padding: 1rem; }
footer { max-width: 68rem; margin: 2rem auto 0; padding: 1rem; color: var(--soft); border-top: 1px solid var(--line); }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: .5rem; background: #fff; padding: .5rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1rem 0; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; overflow-wrap: anywhere; }
a { color: var(--act); }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid #b35900; outline-offset: 2px; }
label { display: block; font-weight: 600; margin-top: .75rem; }
.hint { font-weight: 400; color: var(--soft); display: block; font-size: .9rem; }
input, select { font: inherit; padding: .4rem .5rem; border: 1px solid #5b6675; border-radius: 3px; width: 100%; max-width: 30rem; min-height: 2.5rem; background: #fff; color: var(--ink); }
input[type=checkbox] { width: 1.25rem; min-height: 1.25rem; vertical-align: middle; }
button, a.button { display: inline-block; font: inherit; font-weight: 600; padding: .45rem .9rem; margin: .75rem .5rem 0 0; border: 1px solid var(--act); border-radius: 3px; background: var(--act); color: #fff; cursor: pointer; min-height: 2.5rem; text-decoration: none; }
button.plain, a.button.plain { background: #fff; color: var(--act); }
form.inline { display: inline-block; }
form.inline button { margin-top: .25rem; }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr)); gap: 0 1rem; align-items: end; }
.wide { grid-column: 1 / -1; }
.row { display: flex; flex-wrap: wrap; align-items: end; gap: 0 .5rem; }
.row > div { flex: 0 1 14rem; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem .4rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.list { list-style: none; padding: 0; margin: .5rem 0; border-top: 1px solid var(--line); }
.list > li { border-bottom: 1px solid var(--line); padding: .5rem 0; overflow-wrap: anywhere; }
.requests > li { display: grid; grid-template-columns: 6rem minmax(0, 1fr) minmax(0, 18rem); gap: 0 .75rem; }
.requests .time { white-space: nowrap; }
.people > li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .25rem 1rem; align-items: center; }
.faults > li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .25rem 1rem; align-items: center; }
.tag { display: inline-block; font-size: .85rem; line-height: 1.4; padding: 0 .4rem; border: 1px solid currentColor; border-radius: 3px; overflow-wrap: anywhere; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.warn { color: var(--warn); background: var(--warn-bg); }
.soft { color: var(--soft); }
dl.facts { display: grid; grid-template-columns: 13rem minmax(0, 1fr); gap: .25rem 1rem; margin: .5rem 0; }
dl.facts dt { font-weight: 600; }
dl.facts dd { margin: 0; overflow-wrap: anywhere; }
pre { background: var(--shade); border: 1px solid var(--line); padding: .75rem; overflow-x: auto; font-size: .85rem; max-height: 30rem; }
dd, li, p { overflow-wrap: anywhere; }
details { margin-top: .5rem; }
summary { cursor: pointer; padding: .35rem 0; font-weight: 600; }
details details { margin: 0 0 .5rem; }
details details summary { font-weight: 400; }
code, .figures { font-family: ui-monospace, monospace; font-size: .92em; font-variant-numeric: tabular-nums; }
.codes { columns: 22rem auto; padding-left: 1.1rem; font-size: .9rem; margin: .25rem 0; }
.notice { border-left: 4px solid var(--warn); background: var(--warn-bg); padding: .5rem .75rem; color: var(--warn); }
.panel { border: 1px solid var(--line); background: var(--shade); padding: .25rem 1rem 1rem; border-radius: 4px; margin-top: 1rem; }
ul.plain { padding-left: 1.1rem; }
@media (max-width: 40rem) {
  nav ul { padding: 0 .6rem; gap: 0; justify-content: space-between; }
  nav a { padding: .6rem .25rem; font-size: .95rem; }
  .requests .time .hint { display: inline; }
  .requests > li { grid-template-columns: minmax(0, 1fr); }
  .people > li { grid-template-columns: minmax(0, 1fr); }
  .faults > li { grid-template-columns: minmax(0, 1fr); }
  dl.facts { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dl.facts dd { margin-bottom: .5rem; }
  table.headers th, table.headers td { display: block; border: 0; padding: 0; }
  table.headers tr { display: block; border-bottom: 1px solid var(--line); padding: .35rem 0; }
}
`;
