import { formatTrace } from '../device/index.ts';
import type { ScenarioResult } from '../scenario/index.ts';
import { durationWords } from './html/words.ts';
import { code, details, escaped, fenced } from './markdown-text.ts';
import { countWords, failureMessages, placeOf, type RunReport, replayCommand } from './summary.ts';

/** A run for a pull request's comment or a job's summary: what failed first, and what passed folded away. */
export function markdownReport(report: RunReport): string {
  const { results, milliseconds, unplayed = [] } = report;
  const bad = results.filter(({ status }) => status !== 'passed');
  const good = results.filter(({ status }) => status === 'passed');
  const parts = [
    `### ${bad.length + unplayed.length > 0 ? '❌' : '✅'} Tenantless: ${countWords(report)}`,
    `${results.length} ${results.length === 1 ? 'scenario' : 'scenarios'} in ${(milliseconds / 1000).toFixed(1)} s.`,
    ...bad.map(section),
    ...(good.length > 0 ? [details(`${good.length} passed`, good.map(line).join('\n'))] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function section(result: ScenarioResult): string {
  const list = failureMessages(result).map(
    ({ text, file = result.file, line }) =>
      `- ${code(placeOf(file, line))} ${escaped(text).replaceAll('\n', ' ')}`,
  );
  const traces = result.devices.map(({ name, explanation, trace }) =>
    details(
      `What happened to ${escaped(name)}`,
      `${explanation.sentences.map(escaped).join(' ')}\n\n${fenced(formatTrace(trace), 'text')}`,
    ),
  );
  return [
    `#### ❌ ${escaped(result.name)}`,
    list.join('\n'),
    ...traces,
    `Again: ${code(replayCommand(result))}`,
  ].join('\n\n');
}

const line = ({ name, virtualTime }: ScenarioResult) =>
  `- ✅ ${escaped(name)}${virtualTime > 0 ? ` <sub>${durationWords(virtualTime)} virtual</sub>` : ''}`;
