import { formatTrace } from '../device/index.ts';
import type { ScenarioResult } from '../scenario/index.ts';
import { countResults, failureMessages, placeOf, type RunReport, replayCommand } from './summary.ts';

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
  const inside = failureMessages(result).map(({ text, line }) => {
    const body = [placeOf(file, line), ...(error ? [] : traces), again].join('\n');
    return element(kind[0], { message: text, type: kind[1] }, xmlText(body));
  });
  return element('testcase', { name, classname: file }, inside.join(''));
}

function element(name: string, attributes: Record<string, string | number>, content: string): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(String(value))}"`);
  return `<${name}${written.join('')}>${content}</${name}>\n`;
}

/** XML text; characters that XML 1.0 cannot hold at all are left out. */
function xmlText(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return (
    text
      .replace(/[&<>"]/g, (character) => entities[character] as string)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  );
}
