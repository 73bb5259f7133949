import { formatOffset } from '../../device/index.ts';
import type { FleetCounts, FleetSummary } from '../../fleet/index.ts';
import { type Html, html } from '../../markup/html.ts';
import { findRule } from '../../rules/index.ts';
import type { ScenarioResult } from '../../scenario/index.ts';
import { ruleLinks } from './rule-list.ts';
import { durationWords } from './words.ts';

/** What was done, in the order of the story; the last one is where it ended when a step failed. */
export function stepsSection({ steps, start, name, failures }: ScenarioResult): Html | false {
  if (steps.length === 0) return false;
  const failed = new Set(failures.flatMap(({ path }) => (path[0] === 'steps' ? [path[1]] : [])));
  const row = ({ words, from, to }: (typeof steps)[number], index: number) =>
    html`<tr${failed.has(index) && html` class="refused"`}><td>${formatOffset(from - start)}</td><td>${failed.has(index) && html`<span class="mark"><span aria-hidden="true">✗</span> failed</span> `}${words}</td><td>${to > from && durationWords(to - from)}</td></tr>\n`;
  return html`<section>
<h4>Steps</h4>
<div class="wide" role="group" aria-label="Steps of ${name}" tabindex="0"><table class="steps">
<thead><tr><th scope="col">Virtual time</th><th scope="col">What</th><th scope="col">Took</th></tr></thead>
<tbody>
${steps.map(row)}</tbody>
</table></div>
</section>`;
}

/** What its parameters were, for a look at what is different from the next run. */
export function parameterList({ parameters }: ScenarioResult): Html | false {
  const all = Object.entries(parameters);
  if (all.length === 0) return false;
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return html`<p class="quiet">With ${all.map(([name, value], index) => html`${index > 0 && ', '}${name} <code>${text(value)}</code>`)}</p>`;
}

const COLUMNS: readonly (readonly [keyof FleetCounts, string])[] = [
  ['devices', 'Devices'],
  ['enrolled', 'Enrolled'],
  ['registered', 'Registered'],
  ['compliant', 'Compliant'],
  ['remediated', 'Remediated'],
  ['stuck', 'Stuck'],
];

/** How a fleet came out, and what keeps those that are stuck. */
export function fleetSection(name: string, summary: FleetSummary): Html {
  const rows = [...Object.entries(summary.byEnrollmentType), ['All', summary] as const];
  const row = ([type, counts]: readonly [string, FleetCounts]) =>
    html`<tr><th scope="row">${type}</th>${COLUMNS.map(([key]) => html`<td>${counts[key]}</td>`)}</tr>\n`;
  const { troubles } = summary;
  return html`<section>
<h4>Fleet ${name}</h4>
<div class="wide" role="group" aria-label="Fleet ${name}" tabindex="0"><table class="fleet">
<thead><tr><th scope="col">Enrollment</th>${COLUMNS.map(([, label]) => html`<th scope="col">${label}</th>`)}</tr></thead>
<tbody>
${rows.map(row)}</tbody>
</table></div>
${troubles.length > 0 && html`<p><strong>What keeps them:</strong></p><ul>${troubles.map(({ reason, title, devices }) => html`<li>${devices}: ${findRule(reason) ? ruleLinks([reason]) : title}</li>`)}</ul>`}
</section>`;
}
