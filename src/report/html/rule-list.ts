import { type Html, html } from '../../markup/html.ts';
import { findRule, rulePage } from '../../rules/index.ts';
import type { ScenarioResult } from '../../scenario/index.ts';

/** Findings as links to what the report says of their rules. */
export function ruleLinks(ids: readonly string[]): Html {
  return html`${[...new Set(ids)].map((id, index) => html`${index > 0 && ', '}<a href="#rule-${id}">${findRule(id)?.title ?? id}</a>`)}`;
}

/** What the catalogue says of each rule that explains something in these runs. */
export function ruleList(results: readonly ScenarioResult[]): Html | false {
  const ids = new Set(
    results.flatMap(({ devices, fleets }) => [
      ...devices.flatMap(({ explanation, trace }) => [
        ...explanation.findings,
        ...trace.flatMap(({ findings = [] }) => findings),
      ]),
      ...Object.values(fleets).flatMap(({ troubles }) =>
        troubles.flatMap(({ reason }) => (findRule(reason) ? [reason] : [])),
      ),
    ]),
  );
  if (ids.size === 0) return false;
  return html`<section aria-labelledby="rules">
<h2 id="rules">What the findings mean</h2>
${[...ids].sort().map(ruleCard)}</section>`;
}

function ruleCard(id: string): Html {
  const rule = findRule(id);
  // A report of another version may know a rule that this one doesn't.
  if (!rule) return html`<article class="card" id="rule-${id}" tabindex="-1"><h3>${id}</h3></article>\n`;
  const { title, severity, evidence, symptom, graph, fix, source } = rule;
  return html`<article class="card" id="rule-${id}" tabindex="-1">
<h3>${title}</h3>
<p class="quiet"><code>${id}</code> · ${severity} · ${evidence} · ${rulePage(id)}</p>
<dl>
<dt>What the person sees</dt><dd>${symptom}</dd>
<dt>In Graph</dt><dd>${graph}</dd>
<dt>Fix</dt><dd>${fix}</dd>
<dt>Source</dt><dd><a href="${source.url}" rel="noreferrer">${source.title}</a></dd>
</dl>
</article>
`;
}
