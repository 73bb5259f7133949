import type { BulkFigures } from './bulk.ts';
import { type FleetFigures, fleetRows } from './fleets.ts';
import type { JourneyFigures } from './journeys.ts';
import type { MswFigures } from './msw.ts';
import { printTable } from './print-table.ts';
import type { ProgramFigures } from './program.ts';
import type { RequestFigures } from './requests.ts';
import type { StartupFigures } from './startup.ts';
import type { WalkFigures } from './walk.ts';

/** What was measured; parts that were not asked for are missing. */
interface Results {
  readonly requests?: readonly RequestFigures[];
  readonly walks?: readonly WalkFigures[];
  readonly pageGrowth?: number;
  readonly journeys: JourneyFigures | undefined;
  readonly fleets: readonly FleetFigures[];
  readonly startup: StartupFigures | undefined;
  readonly program: readonly ProgramFigures[] | undefined;
  readonly msw: MswFigures | undefined;
  readonly bulk: BulkFigures | undefined;
}

const whole = (value: number) => Math.round(value).toLocaleString('en');
const seconds = (value: number) => `${value.toFixed(2)} s`;
const milliseconds = (value: number) => `${Math.round(value * 1000)} ms`;
const times = (value: number) => `${value.toFixed(2)}×`;

/** Prints the tables of docs/benchmarks.md. */
export function printResults(results: Results): void {
  if (results.requests) printRequests(results.requests);
  if (results.program) printProgram(results.program);
  const rows = [
    ...served(results),
    ...journeys(results),
    ...fleetRows(results.fleets),
    ...msw(results),
    ...bulk(results),
  ];
  if (rows.length > 0) {
    console.log();
    printTable(['', 'measured', 'aim'], rows);
  }
}

function printRequests(requests: readonly RequestFigures[]): void {
  console.log();
  printTable(
    ['requests', 'devices', 'ours', 'Express', 'node:http', 'times Express', 'aim', 'by the clock'],
    requests.map(({ name, devices, ours, express, node, timesExpress, aim }) => [
      name,
      whole(devices),
      whole(ours.perCpuSecond),
      whole(express.perCpuSecond),
      whole(node.perCpuSecond),
      `${timesExpress.toFixed(1)}×`,
      `${aim}×`,
      `${whole(ours.perSecond)} : ${whole(express.perSecond)}`,
    ]),
  );
  console.log('\nRequests for each second of the server’s processor time; medians, on one core.');
}

function printProgram(program: readonly ProgramFigures[]): void {
  console.log();
  printTable(
    ['tenantless …', 'ours', 'commander', 'node', 'times commander', 'aim', 'by the clock'],
    program.map((each) => [
      each.name,
      milliseconds(each.ours),
      milliseconds(each.commander),
      milliseconds(each.node),
      times(each.timesCommander),
      `at most ${each.aim}×`,
      milliseconds(each.seconds),
    ]),
  );
  console.log('\nProcessor time from the beginning of the process to its end; medians.');
}

function served({ walks = [], pageGrowth }: Results): string[][] {
  if (pageGrowth === undefined) return [];
  return [
    ['time of a page at 100,000 devices, to that at 1,000', times(pageGrowth), 'at most 1.3×'],
    ...walks.map(({ devices, devicesPerCpuSecond }) => [
      `paging to the end of ${whole(devices)}, devices each second of processor time`,
      whole(devicesPerCpuSecond),
      'the same at all sizes',
    ]),
    [
      'time of the last tenth of those pages, to the first, at 100,000',
      times(walks.at(-1)?.endToBeginning ?? Number.NaN),
      'at most 1.3×',
    ],
  ];
}

function journeys({ journeys, startup }: Results): string[][] {
  return [
    ...(journeys
      ? [
          ['journeys, each second of processor time', whole(journeys.perCpuSecond), '20,000'],
          ['memory for each enrolled device', `${whole(journeys.bytesPerDevice)} bytes`, '2,048 bytes'],
        ]
      : []),
    ...(startup
      ? [
          ['start, until ready', seconds(startup.later), '0.5 s'],
          ['first start on a machine, until ready', seconds(startup.first), '2 s'],
        ]
      : []),
  ];
}

function msw({ msw }: Results): string[][] {
  if (!msw) return [];
  return [
    ['GET a device through msw, each second of processor time', whole(msw.ours), ''],
    ['the same by a handler of msw’s own', whole(msw.peer), ''],
    ['times msw’s own handler', times(msw.timesPeer), ''],
  ];
}

function bulk({ bulk }: Results): string[][] {
  if (!bulk) return [];
  const { files, scenarios, verify, reading } = bulk;
  return [
    [`run of ${whole(files)} scenarios, processor time`, seconds(scenarios.cpuSeconds), ''],
    ['  by the clock', seconds(scenarios.seconds), ''],
    [`verify of a folder of ${whole(files)} policies, processor time`, seconds(verify.cpuSeconds), ''],
    ['  by the clock', seconds(verify.seconds), ''],
    ['  reading and parsing them alone', seconds(reading), ''],
  ];
}
