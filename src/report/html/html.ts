import { sha256Base64 } from '../../entra/oauth/jwt.ts';
import { Html, html } from '../../markup/html.ts';
import type { ScenarioResult } from '../../scenario/index.ts';
import { type Counts, countResults, type RunReport } from '../summary.ts';
import { ruleList } from './rule-list.ts';
import { scenarioItem } from './scenario.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';
import { counted, durationWords } from './words.ts';

/** As many failures are open from the start; more would hide each other. */
const OPEN_FAILURES = 5;

/**
 * A run as one page that needs nothing else: each scenario with its conversation, the devices before and after, and what was
 * asked of Graph. Nothing in it may come from elsewhere or run but our own script, without which it is readable too.
 */
export async function htmlReport(report: RunReport): Promise<string> {
  const { results } = report;
  const counts = countResults(results);
  // What went wrong comes first; otherwise in the order of the run.
  const order = [...results.entries()].sort(([, a], [, b]) => rank(a) - rank(b));
  const openThem = counts.failed + counts.errors <= OPEN_FAILURES;
  const policy = [
    "default-src 'none'",
    'img-src data:',
    `style-src 'sha256-${await sha256Base64(STYLE)}'`,
    `script-src 'sha256-${await sha256Base64(SCRIPT)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Html(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${headline(counts)} · Tenantless</title>
<link rel="icon" href="data:,">
<style>${new Html(STYLE)}</style>
</head>
<body>
<a class="skip" href="#scenarios">Skip to the scenarios</a>
<header>
<p class="brand">Tenantless</p>
<h1>${headline(counts)}</h1>
<p class="quiet">${facts(report)}</p>
${bar(counts)}
</header>
<main>
${filters(results, counts)}
<section aria-labelledby="scenarios">
<h2 id="scenarios" tabindex="-1">Scenarios</h2>
<p id="none" class="quiet" hidden>No scenario is like that.</p>
<ol class="scenarios">
${order.map(([index, result]) => scenarioItem(result, index + 1, openThem && result.status !== 'passed'))}</ol>
</section>
${ruleList(results)}
</main>
<script>${new Html(SCRIPT)}</script>
</body>
</html>
`;
  return page.text;
}

const rank = ({ status }: ScenarioResult) => (status === 'passed' ? 1 : 0);

function headline({ passed, failed, errors }: Counts): string {
  const all = passed + failed + errors;
  if (all === 0) return 'No scenario was played';
  if (failed + errors === 0) return all === 1 ? 'The scenario passed' : `All ${all} scenarios passed`;
  const parts = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(errors > 0 ? [`${errors} ${errors === 1 ? 'makes' : 'make'} no sense`] : []),
  ];
  return `Of ${counted(all, 'scenario')}, ${parts.join(' and ')}`;
}

function facts({ results, milliseconds, started, unplayed = [] }: RunReport): string {
  const lived = results.reduce((sum, { virtualTime }) => sum + virtualTime, 0);
  const moment = `${new Date(started).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const stopped =
    unplayed.length > 0 ? `stopped with ${counted(unplayed.length, 'scenario')} not played; ` : '';
  return `${stopped}${durationWords(lived)} of virtual time in ${(milliseconds / 1000).toFixed(1)} s, ${moment}`;
}

/** The share of each status, for a glance; the same stands in words above it. */
function bar({ passed, failed, errors }: Counts): Html | false {
  const all = passed + failed + errors;
  if (all === 0) return false;
  let x = 0;
  const part = (status: string, count: number) => {
    const from = x;
    x += (count / all) * 100;
    return html`<rect class="${status}" x="${from.toFixed(2)}" width="${(x - from).toFixed(2)}" height="6"/>`;
  };
  return html`<svg class="bar" aria-hidden="true" viewBox="0 0 100 6" preserveAspectRatio="none">${part('failed', failed)}${part('error', errors)}${part('passed', passed)}</svg>`;
}

function filters(results: readonly ScenarioResult[], { passed, failed, errors }: Counts): Html {
  const tags = [...new Set(results.flatMap((result) => result.tags))].sort();
  const statuses = [
    ['', 'All', results.length],
    ['failed', 'Failed', failed],
    ['error', 'No sense', errors],
    ['passed', 'Passed', passed],
  ] as const;
  return html`<form id="filters" role="search" aria-label="Filter the scenarios" hidden>
<fieldset><legend>Status</legend>
${statuses.map(([value, label, count]) => html`<label class="choice"><input type="radio" name="status" value="${value}"${value === '' && html` checked`}><span>${label} <b>${count}</b></span></label>`)}
</fieldset>
<label class="field">Text <input type="search" name="text" autocomplete="off"></label>
${tags.length > 0 && html`<label class="field">Tag <select name="tag"><option value="">any</option>${tags.map((tag) => html`<option>${tag}</option>`)}</select></label>`}
<span class="buttons"><button type="button" name="open">Open all</button><button type="button" name="close">Close all</button></span>
<p role="status" id="shown"></p>
</form>`;
}
