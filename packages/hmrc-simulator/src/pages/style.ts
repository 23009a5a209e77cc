/** The simulator's own plain look: readable at 360 px, contrast of at least 4.5 to 1, no scripts, nobody's branding. */
export const style = `
:root { color-scheme: light; --ink: #1c2430; --soft: #4a5565; --line: #c3cad4; --paper: #ffffff; --shade: #f2f4f7; --act: #2c4a7c; --warn: #7a3b00; --warn-bg: #fff3e0; }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
header { background: var(--warn-bg); color: var(--warn); border-bottom: 2px dashed var(--warn); padding: .5rem 0; }
header p { margin: 0 auto; max-width: 60rem; padding: 0 1rem; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
footer { max-width: 60rem; margin: 2rem auto 0; padding: 1rem; color: var(--soft); border-top: 1px solid var(--line); }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1rem 0; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
a { color: var(--act); }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid #b35900; outline-offset: 2px; }
label { display: block; font-weight: 600; margin-top: .75rem; }
.hint { font-weight: 400; color: var(--soft); display: block; font-size: .9rem; }
input, select { font: inherit; padding: .4rem .5rem; border: 1px solid #5b6675; border-radius: 3px; width: 100%; max-width: 22rem; background: #fff; color: var(--ink); }
button { font: inherit; font-weight: 600; padding: .45rem .9rem; margin: .75rem .5rem 0 0; border: 1px solid var(--act); border-radius: 3px; background: var(--act); color: #fff; cursor: pointer; min-height: 2.5rem; }
button.plain { background: #fff; color: var(--act); }
form.inline { display: inline-block; }
form.inline button { margin-top: 0; }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: 0 1rem; align-items: end; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
caption { text-align: left; color: var(--soft); padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem .4rem 0; border-bottom: 1px solid var(--line); }
dd, li, p { overflow-wrap: anywhere; }
th[scope=row] { min-width: 12rem; }
td.figures { white-space: nowrap; }
details, form.panel { margin-top: 1rem; }
code, .figures { font-family: ui-monospace, monospace; font-variant-numeric: tabular-nums; }
.notice { border-left: 4px solid var(--warn); background: var(--warn-bg); padding: .5rem .75rem; color: var(--warn); }
.panel { border: 1px solid var(--line); background: var(--shade); padding: .25rem 1rem 1rem; border-radius: 4px; }
ul.plain { padding-left: 1.1rem; }
`;
