import type picocolors from 'picocolors';
import { formatTrace } from '../device/index.ts';
import type { DeviceRecord, LocatedFailure, ScenarioResult } from '../scenario/index.ts';
import { durationWords } from './html/words.ts';
import { countWords, placeOf, type RunReport, replayCommand } from './summary.ts';

type Style = ReturnType<typeof picocolors.createColors>;

/** How many entries of a trace a failure shows; the last ones are nearest to what went wrong. */
export const TRACE_ENTRIES_SHOWN = 40;

/**
 * A line for each scenario as it ends; a failure with what was expected, what happened, why, and how to see it again.
 * @param again the command that shows it again, where it is no `tenantless run`
 */
export function listResult(result: ScenarioResult, style: Style, again = replayCommand(result)): string {
  const time = style.dim(result.virtualTime > 0 ? `  ${durationWords(result.virtualTime)} virtual` : '');
  if (result.status === 'passed') return ` ${style.green('✓')} ${result.name}${time}`;
  const head = ` ${style.red('✗')} ${style.bold(result.name)}${time}`;
  if (result.error) {
    const place = placeOf(result.error.file ?? result.file, result.error.line);
    return [
      head,
      '',
      `   ${style.red('It cannot be judged')} ${style.dim(place)}`,
      `   ${result.error.message}`,
      '',
    ].join('\n');
  }
  const shown = result.devices.filter(({ name }) => concerns(name, result.failures));
  return [
    head,
    '',
    ...result.failures.flatMap((failure) => failureLines(failure, result.file, style)),
    ...shown.flatMap((record) => deviceLines(record, style)),
    `   ${style.dim('Again:')} ${again}`,
    '',
  ].join('\n');
}

export function listSummary(
  report: Pick<RunReport, 'results' | 'milliseconds' | 'unplayed'>,
  style: Style,
): string {
  const counts = countWords(report, { good: style.green, bad: style.red });
  return `\n ${counts} ${style.dim(`in ${(report.milliseconds / 1000).toFixed(2)} s`)}`;
}

/** A failure about one device shows that device; any other shows them all. */
function concerns(device: string, failures: readonly LocatedFailure[]): boolean {
  // A difference between conversations says it all.
  return failures.some(
    (failure) => failure.diff === undefined && (failure.device === undefined || failure.device === device),
  );
}

function failureLines(failure: LocatedFailure, file: string, style: Style): string[] {
  return [
    `   ${style.bold(failure.path.join('.'))}  ${style.dim(placeOf(failure.file ?? file, failure.line))}`,
    ...(failure.message === undefined ? [] : [`     ${failure.message}`]),
    ...(failure.diff === undefined
      ? [
          `     expected  ${style.green(shorten(failure.expected))}`,
          `     actual    ${style.red(shorten(failure.actual))}`,
        ]
      : diffLines(failure.diff, style)),
    '',
  ];
}

function diffLines(diff: string, style: Style): string[] {
  const paint = (line: string) =>
    line.startsWith('-') ? style.green(line) : line.startsWith('+') ? style.red(line) : style.dim(line);
  return [
    `     ${style.green('- expected')} ${style.red('+ actual')}`,
    ...diff.split('\n').map((line) => `     ${paint(line)}`),
  ];
}

function deviceLines({ name, trace, explanation }: DeviceRecord, style: Style): string[] {
  const entries = trace.slice(-TRACE_ENTRIES_SHOWN);
  const left = trace.length - entries.length;
  return [
    `   ${style.bold(`Why ${name} is where it is`)}`,
    ...explanation.sentences.map((sentence) => `     ${sentence}`),
    ...(explanation.findings.length > 0 ? [`     ${style.yellow(explanation.findings.join(', '))}`] : []),
    '',
    `   ${style.bold(`What happened to ${name}`)} ${style.dim('in virtual time')}`,
    ...(left > 0 ? [style.dim(`     … ${left} earlier entries`)] : []),
    ...formatTrace(entries)
      .trimEnd()
      .split('\n')
      .map((line) => `     ${line}`),
    '',
  ];
}

function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}
