/** All that the report looks like; it fetches nothing, from nowhere. */
export const STYLE = `
:root { color-scheme: light; --ink: #1d2027; --quiet: #5a606b; --page: #f5f6f8; --card: #fff; --sunk: #f3f4f7; --line: #dfe2e8; --edge: #7b818c; --act: #2450b8; --good: #14703f; --good-soft: #e3f3ea; --bad: #b3261e; --bad-soft: #fcebe9; --odd: #8a5300; --odd-soft: #fdf1dd; }
@media screen and (prefers-color-scheme: dark) { :root { color-scheme: dark; --ink: #e6e8ee; --quiet: #a3a9b6; --page: #14161a; --card: #1d2026; --sunk: #252931; --line: #343945; --edge: #858b98; --act: #9bbcff; --good: #74d3a0; --good-soft: #17352a; --bad: #ff9d94; --bad-soft: #3c1f1f; --odd: #f0bd6b; --odd-soft: #38290f; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; color: var(--ink); background: var(--page); overflow-wrap: anywhere; }
header, main { max-width: 76rem; margin: 0 auto; padding: 0 1.5rem; }
header { padding-top: 2.5rem; }
main { padding-bottom: 4rem; }
h1 { font-size: clamp(1.5rem, 1.1rem + 2vw, 2.125rem); font-weight: 650; letter-spacing: -.015em; line-height: 1.2; margin: .125rem 0 .375rem; }
h2 { font-size: 1.125rem; margin: 2.25rem 0 .75rem; }
h3 { font-size: 1rem; font-weight: 600; margin: 0; }
h4 { font-size: 1rem; margin: 1.75rem 0 .25rem; }
h5 { font-size: .8125rem; font-weight: 600; color: var(--quiet); margin: 1.5rem 0 .5rem; }
p { margin: .375rem 0; }
a { color: var(--act); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; border-radius: 4px; }
[tabindex="-1"]:focus-visible { outline-width: 2px; }
.quiet { color: var(--quiet); }
.brand { color: var(--quiet); font-weight: 600; font-size: .875rem; margin: 0; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; padding: .5rem 1rem; background: var(--card); border-radius: 6px; z-index: 1; }
.skip:focus { top: 1rem; }
.bar { display: block; width: 100%; height: 6px; margin-top: 1.25rem; border-radius: 3px; }
.bar .passed { fill: var(--good); } .bar .failed { fill: var(--bad); } .bar .error { fill: var(--odd); }
code, pre { font: .8125rem/1.5 ui-monospace, "SF Mono", "Cascadia Mono", Consolas, monospace; }
code { background: var(--sunk); padding: .1em .35em; border-radius: 4px; }
pre { margin: 0; white-space: pre-wrap; }
#filters { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: end; margin-top: 1.5rem; }
#filters[hidden] { display: none; }
fieldset { display: flex; flex-wrap: wrap; gap: .25rem; border: 0; margin: 0; padding: 0; min-width: 0; }
legend, .field { font-size: .8125rem; color: var(--quiet); padding: 0; }
legend { margin-bottom: .25rem; }
.field { display: grid; gap: .25rem; }
.field input, .field select { min-width: 11rem; }
.field input, .field select, button { font: .9375rem/1.25 inherit; font-family: inherit; color: var(--ink); background: var(--card); border: 1px solid var(--edge); border-radius: 6px; height: 2.25rem; padding: 0 .75rem; }
button { cursor: pointer; }
button:hover { background: var(--sunk); }
.buttons { display: flex; gap: .5rem; }
.choice { position: relative; cursor: pointer; }
.choice input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; }
.choice span { display: block; height: 2.25rem; line-height: 2.25rem; padding: 0 .75rem; border-radius: 6px; border: 1px solid transparent; font-size: .9375rem; }
.choice b { font-weight: 400; color: var(--quiet); }
.choice input:checked + span { background: var(--card); border-color: var(--edge); }
.choice input:focus-visible + span { outline: 3px solid var(--act); outline-offset: 2px; }
#shown { flex-basis: 100%; margin: 0; font-size: .875rem; color: var(--quiet); }
.scenarios { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: minmax(0, 1fr); gap: .5rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
article.card { padding: 1rem 1.25rem; margin: 0 0 .5rem; }
article.card:target { border-color: var(--act); }
.card summary { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .75rem; padding: .75rem 1.25rem .75rem 1rem; cursor: pointer; list-style: none; border-radius: 10px; }
.card summary::-webkit-details-marker { display: none; }
.scenarios > li > details > summary:hover h3 { text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .2em; }
.card summary h3 { flex: 1 1 16rem; font-weight: 500; }
details[open] > summary h3 { font-weight: 650; }
.status { flex: none; width: 1.5rem; height: 1.5rem; line-height: 1.5rem; border-radius: 50%; text-align: center; font-size: .8125rem; font-weight: 700; color: var(--good); background: var(--good-soft); }
.failed .status { color: var(--bad); background: var(--bad-soft); }
.error .status { color: var(--odd); background: var(--odd-soft); }
.facts { display: flex; flex-wrap: wrap; gap: .25rem .5rem; align-items: baseline; font-size: .8125rem; color: var(--quiet); }
.tag { padding: 0 .5rem; border: 1px solid var(--line); border-radius: 1rem; }
.inside { padding: 0 1.25rem 1.5rem; font-size: .9375rem; }
.inside > p:first-child { margin-top: 0; font-size: .875rem; }
.problem { background: var(--bad-soft); border-radius: 8px; padding: .75rem 1rem; margin: 1rem 0; }
.error .problem { background: var(--odd-soft); }
.problem h4 { margin: 0 0 .5rem; color: var(--bad); }
.error .problem h4 { color: var(--odd); }
.problem code, .problem pre { background: none; padding: 0; }
.problem dt { color: inherit; }
dl { display: grid; grid-template-columns: minmax(5rem, max-content) minmax(0, 1fr); gap: .375rem 1rem; margin: .5rem 0; font-size: .9375rem; }
dt { color: var(--quiet); }
dd { margin: 0; }
ul { margin: .25rem 0; padding-left: 1.25rem; }
.fold summary { padding: .25rem 0; color: var(--act); display: list-item; list-style: inside disclosure-closed; }
.fold[open] > summary { list-style-type: disclosure-open; }
.wide { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; }
.wide svg { display: block; margin: .75rem auto; }
svg text { font: 500 11.5px system-ui, -apple-system, "Segoe UI", sans-serif; fill: var(--ink); }
svg g text { paint-order: stroke; stroke: var(--card); stroke-width: 4px; stroke-linejoin: round; }
svg path { fill: none; stroke: var(--act); stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
svg .life { stroke: var(--line); stroke-width: 1; }
svg rect.who { fill: var(--sunk); stroke: var(--line); }
svg text.who { font-size: 12.5px; font-weight: 600; text-anchor: middle; }
svg text.at { text-anchor: end; fill: var(--quiet); font-weight: 400; font-variant-numeric: tabular-nums; }
svg text.over, svg text.pause { text-anchor: middle; } svg text.before { text-anchor: end; }
svg path.pause { stroke: var(--line); stroke-dasharray: 2 5; }
svg text.pause { fill: var(--quiet); font-weight: 400; paint-order: stroke; stroke: var(--card); stroke-width: 10px; }
svg .refused path { stroke: var(--bad); } svg .refused text:not(.at) { fill: var(--bad); font-weight: 700; }
svg .failed path { stroke: var(--odd); stroke-dasharray: 5 3; } svg .failed text:not(.at) { fill: var(--odd); font-weight: 700; }
svg .info path { stroke: var(--edge); stroke-dasharray: 2 3; }
table { width: 100%; border-collapse: collapse; font-size: .875rem; line-height: 1.45; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem; border-top: 1px solid var(--line); font-weight: 400; }
thead th { border-top: 0; color: var(--quiet); font-size: .8125rem; background: var(--sunk); white-space: nowrap; }
tbody th { color: var(--quiet); width: 12rem; }
.timeline td:nth-child(-n+2), .requests td:not(.address) { white-space: nowrap; }
.timeline td:last-child, .address { min-width: 17rem; }
td:first-child, td time { font-variant-numeric: tabular-nums; }
.timeline td:first-child, .requests td:first-child, .steps td:not(:nth-child(2)) { color: var(--quiet); white-space: nowrap; }
.timeline b { font-weight: 600; }
.sees { display: block; }
.diff { overflow-x: auto; }
.diff .gone { color: var(--good); font-weight: 600; } .diff .new { color: var(--bad); font-weight: 600; }
.fleet td, .fleet thead th:not(:first-child) { text-align: right; font-variant-numeric: tabular-nums; }
.mark { font-weight: 600; }
.refused .mark, tr.refused .sees { color: var(--bad); } .failed tr.ok .mark { color: inherit; } tr.failed .mark { color: var(--odd); } tr.info .mark { color: var(--quiet); }
.comparison td { min-width: 9rem; width: 40%; }
.comparison tr:not(.changed) td { color: var(--quiet); }
.changed td:last-child { font-weight: 600; }
@media (max-width: 40rem) { header, main { padding-left: 1rem; padding-right: 1rem; } header { padding-top: 1.5rem; } .inside { padding: 0 .875rem 1.25rem; } .card summary { padding: .75rem .875rem; flex-wrap: wrap; } .card summary h3 { flex-basis: calc(100% - 3rem); } .card .facts { padding-left: 2.25rem; } .field, .field input, .field select { width: 100%; } .comparison td { min-width: 7rem; } .timeline thead { display: none; } .timeline tr { display: grid; grid-template-columns: auto minmax(0, 1fr); padding: .4rem .75rem; border-top: 1px solid var(--line); } .timeline tbody tr:first-child { border-top: 0; } .timeline td { border: 0; padding: 0 .75rem 0 0; } .timeline td:nth-child(2) { color: var(--quiet); } .timeline td:last-child { grid-column: 1 / -1; padding: .125rem 0 0; } tbody th { width: auto; min-width: 7rem; } .card .fold summary { padding: .25rem 0; } dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin-bottom: .5rem; } }
@media (forced-colors: active) { .choice input:checked + span { outline: 2px solid Highlight; } svg path { stroke: CanvasText; } svg text { fill: CanvasText; } .bar { forced-color-adjust: none; } }
@media print { @page { margin: 14mm; } :root { --page: #fff; font-size: 12px; } header, main { max-width: none; padding: 0; } #filters, .skip { display: none; } .wide { overflow: visible; border: 0; } .wide svg { width: 100%; max-width: 100%; height: auto; margin: 0; } .card { break-inside: auto; } .card summary, h3, h4, h5, tr, .problem p, dl { break-inside: avoid; } h4, h5, summary { break-after: avoid; } thead { display: table-header-group; } .status, .bar, .problem { print-color-adjust: exact; } }
`;
