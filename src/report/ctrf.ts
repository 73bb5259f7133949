import { formatTrace } from '../device/index.ts';
import type { ScenarioResult } from '../scenario/index.ts';
import { countResults, failureMessages, NOT_PLAYED, type RunReport, replayCommand } from './summary.ts';

/** A run in the Common Test Report Format (ctrf.io, specification 0.0.0). Durations are milliseconds of real time. */
export function ctrfReport({ results, milliseconds, started, durations, unplayed = [] }: RunReport): string {
  const { passed, failed, errors } = countResults(results);
  const report = {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    results: {
      tool: { name: 'tenantless' },
      summary: {
        tests: results.length + unplayed.length,
        passed,
        failed: failed + errors,
        pending: 0,
        skipped: unplayed.length,
        other: 0,
        start: started,
        stop: Math.round(started + milliseconds),
      },
      tests: [
        ...results.map((result, index) => testOf(result, Math.round(durations[index] ?? 0))),
        ...unplayed.map(({ name, file }) => ({
          name,
          status: 'skipped',
          duration: 0,
          suite: [file],
          filePath: file,
          message: NOT_PLAYED,
        })),
      ],
    },
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function testOf(result: ScenarioResult, duration: number) {
  const { name, file, tags, status, devices, virtualTime, seed } = result;
  const test = {
    name,
    status: status === 'passed' ? 'passed' : 'failed',
    rawStatus: status,
    duration,
    suite: [file],
    filePath: file,
    tags,
    extra: { seed, virtualMilliseconds: virtualTime, replay: replayCommand(result) },
  };
  if (status === 'passed') return test;
  const [first] = failureMessages(result);
  return {
    ...test,
    ...(first?.line !== undefined && { line: first.line }),
    message: failureMessages(result)
      .map(({ text }) => text)
      .join('\n'),
    trace: devices.map((device) => `${device.name}\n${formatTrace(device.trace)}`).join('\n'),
  };
}
