import { formatOffset } from '../../device/index.ts';
import { type Html, html } from '../../markup/html.ts';
import type { ScenarioRequest, ScenarioResult } from '../../scenario/index.ts';
import { placeOf, replayCommand } from '../summary.ts';
import { deviceSection } from './device.ts';
import { fleetSection, parameterList, stepsSection } from './story.ts';
import { durationWords, STATUS_MARKS } from './words.ts';

/** A scenario as an entry of the list, which opens to all that is known of it. */
export function scenarioItem(result: ScenarioResult, number: number, open: boolean): Html {
  const { name, file, tags, status, virtualTime, devices, requests, start } = result;
  return html`<li class="card ${status}" data-status="${status}" data-tags="${JSON.stringify(tags)}">
<details id="s${number}"${open && html` open`}>
<summary><span class="status"><span aria-hidden="true">${STATUS_MARKS[status]}</span><span class="hidden">${status}:</span></span><h3>${name}</h3><span class="facts">${tags.map((tag) => html`<span class="tag">${tag}</span>`)}${virtualTime > 0 && html`<span>${durationWords(virtualTime)}</span>`}</span></summary>
<div class="inside">
<p class="quiet">${file}, seed ${result.seed}${start > 0 && html`, begins ${new Date(start).toISOString().replace('.000', '')}`}. Again: <code>${replayCommand(result)}</code></p>
${parameterList(result)}
${problems(result)}
${stepsSection(result)}
${Object.entries(result.fleets).map(([fleet, summary]) => fleetSection(fleet, summary))}
${devices.map((record) => deviceSection(record, start))}
${requests.length > 0 && requestTable(requests, start, name)}
</div>
</details>
</li>
`;
}

function problems({ error, failures, file }: ScenarioResult): Html | false {
  if (error)
    return html`<div class="problem"><h4>It cannot be judged</h4><p><code>${placeOf(error.file ?? file, error.line)}</code></p><pre>${error.message}</pre></div>`;
  if (failures.length === 0) return false;
  return html`<div class="problem"><h4>What did not come true</h4>
${failures.map(
  ({
    path,
    expected,
    actual,
    line,
    file: other = file,
    message,
    diff,
  }) => html`<p><b>${path.join('.')}</b> <code>${placeOf(other, line)}</code></p>
${message !== undefined && html`<p>${message}</p>`}
${diff === undefined ? compared(expected, actual) : difference(diff)}
`,
)}</div>`;
}

function compared(expected: unknown, actual: unknown): Html {
  return html`<dl class="values"><dt>Expected</dt><dd><pre>${pretty(expected)}</pre></dd><dt>Actual</dt><dd><pre>${pretty(actual)}</pre></dd></dl>`;
}

/** What is expected and what came, by its signs and not by colour alone. */
function difference(diff: string): Html {
  const lines = diff.split('\n').map((line) => {
    const kind = line.startsWith('-') ? 'gone' : line.startsWith('+') ? 'new' : 'same';
    return html`<span class="${kind}">${line}</span>\n`;
  });
  return html`<p class="quiet">- expected, + actual</p><pre class="diff">${lines}</pre>`;
}

const pretty = (value: unknown) => JSON.stringify(value, undefined, 2) ?? 'nothing';

function requestTable(requests: readonly ScenarioRequest[], start: number, name: string): Html {
  return html`<section>
<h4>Requests to Graph</h4>
<div class="wide" role="group" aria-label="Requests of ${name}" tabindex="0"><table class="requests">
<thead><tr><th scope="col">Virtual time</th><th scope="col">Method</th><th scope="col">Address</th><th scope="col">Status</th></tr></thead>
<tbody>
${requests.map((request) => requestRow(request, start))}</tbody>
</table></div>
</section>`;
}

function requestRow(
  { at, method, url, status, ignored, injected, error }: ScenarioRequest,
  start: number,
): Html {
  const notes = [...(error === undefined ? [] : [error]), ...ignored, ...injected];
  // What prepared the tenant came before the story began.
  const time = at < start ? `-${formatOffset(start - at).slice(1)}` : formatOffset(at - start);
  return html`<tr${status >= 400 && html` class="refused"`}><td>${time}</td><td>${method}</td><td class="address">${url}${notes.map((note) => html`<span class="sees">${note}</span>`)}</td><td>${status}</td></tr>
`;
}
