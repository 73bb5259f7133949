import { formatTrace } from '../device/index.ts';
import type { ScenarioResult } from '../scenario/index.ts';
import { countResults, failureMessages, placeOf, type RunReport, replayCommand } from './summary.ts';
import { element, xmlText } from './xml.ts';

/**
 * A run as JUnit XML, which CI systems read: a suite for each file, a case for each scenario. Times are of the computer's clock. What
 * may stand where: test/clients/junit.xsd.
 */
export function junitReport({ results, milliseconds, durations }: RunReport): string {
  const suites = new Map<string, Timed[]>();
  for (const [index, result] of results.entries()) {
    const timed = { result, milliseconds: durations[index] ?? 0 };
    suites.set(result.file, [...(suites.get(result.file) ?? []), timed]);
  }
  const attributes = { name: 'tenantless', ...totals(results), time: seconds(milliseconds) };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', attributes, [...suites].map(suite).join(''))}`;
}

interface Timed {
  readonly result: ScenarioResult;
  readonly milliseconds: number;
}

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(3);

function suite([name, timed]: readonly [string, readonly Timed[]]): string {
  const time = seconds(timed.reduce((sum, { milliseconds }) => sum + milliseconds, 0));
  const counts = totals(timed.map(({ result }) => result));
  return element('testsuite', { name, ...counts, time }, timed.map(testCase).join(''));
}

function totals(results: readonly ScenarioResult[]) {
  const { failed, errors } = countResults(results);
  return { tests: results.length, failures: failed, errors };
}

function testCase({ result, milliseconds }: Timed): string {
  const { name, file, error, devices } = result;
  const attributes = { name, classname: file, time: seconds(milliseconds) };
  if (result.status === 'passed') return element('testcase', attributes, '');
  const traces = devices.map((device) => `${device.name}\n${formatTrace(device.trace)}`);
  const again = `Again: ${replayCommand(result)}`;
  const kind = error ? (['error', 'ScenarioError'] as const) : (['failure', 'ExpectationFailed'] as const);
  const inside = failureMessages(result).map(({ text, file: other = file, line }) => {
    const body = [placeOf(other, line), ...(error ? [] : traces), again].join('\n');
    return element(kind[0], { message: text, type: kind[1] }, xmlText(body));
  });
  return element('testcase', attributes, inside.join(''));
}
