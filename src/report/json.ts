import { countResults, type RunReport, replayCommand } from './summary.ts';

/** A run as one JSON document: counts, then each scenario with its failures and, unless it passed, its devices' traces. */
export function jsonReport({ results, milliseconds }: RunReport): string {
  const report = {
    ...countResults(results),
    milliseconds: Math.round(milliseconds),
    scenarios: results.map(({ devices, virtualTime, start, ...result }) => ({
      ...result,
      start: new Date(start).toISOString(),
      virtualMilliseconds: virtualTime,
      replay: replayCommand({ devices, virtualTime, start, ...result }),
      devices: devices.map(({ name, device, explanation, trace }) => ({
        name,
        device,
        explanation,
        ...(result.status !== 'passed' && { trace }),
      })),
    })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
