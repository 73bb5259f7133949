import { formatOffset, type SimulatedDevice } from '../../device/index.ts';
import { type Html, html } from '../../markup/html.ts';
import type { DeviceRecord } from '../../scenario/index.ts';
import { type Moment, momentsOf } from '../moments.ts';
import { sequenceDiagram } from './diagram.ts';
import { ruleLinks } from './rule-list.ts';
import { OUTCOME_MARKS, ROLE_NAMES } from './words.ts';

/** What became of a device: why it is where it is, the conversation, and what changed. */
export function deviceSection(record: DeviceRecord, start: number): Html {
  const { name, before, device, trace, explanation } = record;
  return html`<section>
<h4>${name}</h4>
<p>${explanation.summary}.</p>
${explanation.findings.length > 0 && html`<p><strong>Findings:</strong> ${ruleLinks(explanation.findings)}</p>`}
${explanation.next.length > 0 && html`<p><strong>Next:</strong></p><ul>${explanation.next.map((step) => html`<li>${step}</li>`)}</ul>`}
<details class="fold"><summary>Why it is where it is</summary><ul>${explanation.sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul></details>
${trace.length === 0 ? html`<p class="quiet">Nothing has happened to it.</p>` : conversation(record, start)}
<h5>Before and after</h5>
${comparison(before, device, name)}
</section>
`;
}

function conversation({ name, trace, graph }: DeviceRecord, start: number): Html {
  // A report of another version may have none.
  const moments = momentsOf(trace, graph ?? []);
  return html`<h5>Conversation</h5>
<div class="wide" role="group" aria-label="Conversation of ${name}" tabindex="0">${sequenceDiagram(trace, start, `Sequence diagram of ${trace.length} messages; the timeline below says the same in words`)}</div>
<h5>Timeline</h5>
<div class="wide" role="group" aria-label="Timeline of ${name}" tabindex="0"><table class="timeline">
<thead><tr><th scope="col">Virtual time</th><th scope="col">Who to whom</th><th scope="col">What</th></tr></thead>
<tbody>
${moments.map((moment) => timelineRow(moment, start))}</tbody>
</table></div>`;
}

function timelineRow({ at, entry, graph }: Moment, start: number): Html {
  const when = html`<time datetime="${at}" title="${at}">${formatOffset(Date.parse(at) - start)}</time>`;
  const shown = graph.map(
    (line) => html`<span class="sees"><span class="quiet">Graph:</span> ${line}</span>`,
  );
  if (!entry) return html`<tr class="alone"><td>${when}</td><td></td><td>${shown}</td></tr>\n`;
  const { from, to, step, code, message, outcome, user, findings } = entry;
  const mark = OUTCOME_MARKS[outcome];
  return html`<tr class="${outcome}"><td>${when}</td><td>${ROLE_NAMES[from]}${from !== to && html` → ${ROLE_NAMES[to]}`}</td><td>${mark !== '' && html`<span class="mark"><span aria-hidden="true">${mark}</span> ${outcome === 'info' ? 'note' : outcome}</span> `}<b>${step}</b>${code !== undefined && html` <code>${code}</code>`} ${message}${user !== undefined && html`<span class="sees"><span class="quiet">Sees:</span> ${user}</span>`}${shown}${findings && html`<span class="sees"><span class="quiet">Why:</span> ${ruleLinks(findings)}</span>`}</td></tr>
`;
}

/** What can change; the rest is in the summary. */
const PROPERTIES: readonly (readonly [keyof SimulatedDevice, string])[] = [
  ['enrolled', 'Enrolled'],
  ['registered', 'Registered'],
  ['complianceState', 'Compliance'],
  ['noncomplianceActions', 'Actions for noncompliance'],
  ['signedIn', 'Signed in to'],
  ['remediating', 'Being remediated in'],
  ['apps', 'Apps'],
  ['profiles', 'Configuration profiles'],
  ['passcode', 'Passcode'],
  ['autoLockMinutes', 'Locks after minutes'],
  ['osVersion', 'Operating system'],
  ['jailbroken', 'Jailbroken'],
  ['network', 'Network'],
  ['managedDeviceId', 'Managed device'],
  ['azureADDeviceId', 'Entra device'],
  ['lastCheckInDateTime', 'Last check-in'],
];

function comparison(before: SimulatedDevice, after: SimulatedDevice, name: string): Html {
  const rows = PROPERTIES.map(([property, label]) => {
    const was = valueText(before[property]);
    const is = valueText(after[property]);
    return { label, was, is, changed: was !== is };
  });
  const row = ({ label, was, is, changed }: (typeof rows)[number]) =>
    html`<tr${changed && html` class="changed"`}><th scope="row">${label}</th><td>${was}</td><td>${is}${changed && html`<span class="hidden"> (changed)</span>`}</td></tr>\n`;
  const sorted = [...rows.filter(({ changed }) => changed), ...rows.filter(({ changed }) => !changed)];
  return html`<div class="wide" role="group" aria-label="${name} before and after" tabindex="0"><table class="comparison">
<thead><tr><th scope="col">Property</th><th scope="col">Before</th><th scope="col">After</th></tr></thead>
<tbody>
${sorted.map(row)}</tbody>
</table></div>`;
}

function valueText(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(valueText).join(', ');
  if (typeof value !== 'object') return String(value);
  const { name, state, ...rest } = value as Record<string, unknown>;
  if (typeof name === 'string')
    return state === undefined || state === 'installed' ? name : `${name} (${state})`;
  const told = Object.entries(rest).map(([key, each]) => `${key} ${valueText(each)}`);
  return told.join(', ') || '–';
}
