import { formatTrace } from '../device/index.ts';
import type { ScenarioResult } from '../scenario/index.ts';
import { countResults, failureMessages, placeOf, type RunReport, replayCommand } from './summary.ts';
import { element, xmlText } from './xml.ts';

/** A run as JUnit XML, which CI systems read: a suite for each file, a case for each scenario. */
export function junitReport({ results, milliseconds }: RunReport): string {
  const files = [...new Set(results.map(({ file }) => file))];
  const suites = files.map((file) =>
    suite(
      file,
      results.filter((result) => result.file === file),
    ),
  );
  const attributes = { name: 'tenantless', ...totals(results), time: (milliseconds / 1000).toFixed(3) };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', attributes, suites.join(''))}`;
}

function suite(file: string, results: readonly ScenarioResult[]): string {
  return element('testsuite', { name: file, ...totals(results) }, results.map(testCase).join(''));
}

function totals(results: readonly ScenarioResult[]) {
  const { failed, errors } = countResults(results);
  return { tests: results.length, failures: failed, errors };
}

function testCase(result: ScenarioResult): string {
  const { name, file, error, devices } = result;
  if (result.status === 'passed') return element('testcase', { name, classname: file }, '');
  const traces = devices.map((device) => `${device.name}\n${formatTrace(device.trace)}`);
  const again = `Again: ${replayCommand(result)}`;
  const kind = error ? (['error', 'ScenarioError'] as const) : (['failure', 'ExpectationFailed'] as const);
  const inside = failureMessages(result).map(({ text, file: other = file, line }) => {
    const body = [placeOf(other, line), ...(error ? [] : traces), again].join('\n');
    return element(kind[0], { message: text, type: kind[1] }, xmlText(body));
  });
  return element('testcase', { name, classname: file }, inside.join(''));
}
