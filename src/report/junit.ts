import { formatTrace } from '../device/index.ts';
import type { ScenarioResult } from '../scenario/index.ts';
import {
  countResults,
  failureMessages,
  NOT_PLAYED,
  placeOf,
  type RunReport,
  replayCommand,
  type Unplayed,
} from './summary.ts';
import { element, xmlText } from './xml.ts';

/**
 * A run as JUnit XML, which CI systems read: a suite for each file, a case for each scenario. Times are of the computer's clock. What
 * may stand where: test/clients/junit.xsd.
 */
export function junitReport({ results, milliseconds, durations, unplayed = [] }: RunReport): string {
  const suites = new Map<string, Suite>();
  const suiteOf = (file: string) => {
    const known = suites.get(file) ?? { played: [], unplayed: [] };
    suites.set(file, known);
    return known;
  };
  for (const [index, result] of results.entries()) {
    suiteOf(result.file).played.push({ result, milliseconds: durations[index] ?? 0 });
  }
  for (const each of unplayed) suiteOf(each.file).unplayed.push(each);
  const attributes = { name: 'tenantless', ...totals(results, unplayed), time: seconds(milliseconds) };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', attributes, [...suites].map(suite).join(''))}`;
}

interface Timed {
  readonly result: ScenarioResult;
  readonly milliseconds: number;
}

interface Suite {
  readonly played: Timed[];
  readonly unplayed: Unplayed[];
}

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(3);

function suite([name, { played, unplayed }]: readonly [string, Suite]): string {
  const time = seconds(played.reduce((sum, { milliseconds }) => sum + milliseconds, 0));
  const results = played.map(({ result }) => result);
  const cases = [...played.map(testCase), ...unplayed.map(skippedCase)];
  return element('testsuite', { name, ...totals(results, unplayed), time }, cases.join(''));
}

function totals(results: readonly ScenarioResult[], { length: skipped }: readonly Unplayed[]) {
  const { failed, errors } = countResults(results);
  return { tests: results.length + skipped, failures: failed, errors, ...(skipped > 0 && { skipped }) };
}

function skippedCase({ name, file }: Unplayed): string {
  const skipped = element('skipped', { message: NOT_PLAYED }, '');
  return element('testcase', { name, classname: file, time: seconds(0) }, skipped);
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
