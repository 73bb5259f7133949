import { countResults, type RunReport, replayCommand } from './summary.ts';

/**
 * A run as one JSON document: counts, then each scenario with its failures and, unless it passed, its devices' traces and
 * the requests to Graph.
 */
export function jsonReport({ results, milliseconds, unplayed = [] }: RunReport): string {
  const report = {
    ...countResults(results),
    unplayed: unplayed.length,
    milliseconds: Math.round(milliseconds),
    scenarios: results.map(({ devices, requests, virtualTime, start, ...result }) => ({
      ...result,
      start: new Date(start).toISOString(),
      virtualMilliseconds: virtualTime,
      replay: replayCommand(result),
      devices: devices.map(({ name, device, explanation, trace }) => ({
        name,
        device,
        explanation,
        ...(result.status !== 'passed' && { trace }),
      })),
      ...(result.status !== 'passed' && { requests }),
    })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
