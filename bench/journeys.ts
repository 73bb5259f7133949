import { execFileSync } from 'node:child_process';
import { pinned } from './load.ts';
import { median } from './median.ts';

export interface JourneyFigures {
  readonly devices: number;
  readonly perSecond: number;
  readonly perCpuSecond: number;
  readonly bytesPerDevice: number;
}

function measureOnce(devices: number): Omit<JourneyFigures, 'devices'> {
  const [command, ...args] = pinned(['--expose-gc'], 'bench/journey-subject.ts', [String(devices)]);
  const text = execFileSync(command as string, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(text) as Omit<JourneyFigures, 'devices'>;
}

/** Fleets that enroll, run after run. */
export function measureJourneys(
  devices: number,
  times: number,
  tell: (progress: string) => void,
): JourneyFigures {
  const runs: Omit<JourneyFigures, 'devices'>[] = [];
  for (let run = 0; run < times; run += 1) {
    tell(`journeys: run ${run + 1} of ${times}`);
    runs.push(measureOnce(devices));
  }
  return {
    devices,
    perSecond: median(runs.map(({ perSecond }) => perSecond)),
    perCpuSecond: median(runs.map(({ perCpuSecond }) => perCpuSecond)),
    bytesPerDevice: median(runs.map(({ bytesPerDevice }) => bytesPerDevice)),
  };
}
