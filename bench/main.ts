// npm run bench [-- --quick] [--json FILE] [--built]
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { fleetRows, measureFleet } from './fleets.ts';
import { pinLoadGenerator, pinned } from './load.ts';
import { median } from './median.ts';
import { printTable } from './print-table.ts';
import { measureRequests, type RequestFigures } from './requests.ts';
import { measureStartup } from './startup.ts';

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    /** Measures the build that is there. */
    built: { type: 'boolean', default: false },
  },
});
/** `--quick` shows whether something broke; its figures are no results. */
const plan = flags.quick
  ? { rounds: 1, share: 0.3, starts: 3, journeys: 10_000, journeyRuns: 1, fleets: [10_000] }
  : { rounds: 5, share: 1, starts: 9, journeys: 20_000, journeyRuns: 3, fleets: [100_000, 1_000_000] };
const SIZES = [1000, 10_000, 100_000];
const SMALLEST = 1000;
const LARGEST = 100_000;

const machine = `${availableParallelism()} cores, Node ${process.versions.node}`;

const tell = (progress: string) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${progress}`);
};

interface JourneyFigures {
  readonly perSecond: number;
  readonly perCpuSecond: number;
  readonly bytesPerDevice: number;
}

function measureJourneys(devices: number): JourneyFigures {
  const [command, ...args] = pinned(['--expose-gc'], 'bench/journey-subject.ts', [String(devices)]);
  const text = execFileSync(command as string, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(text) as JourneyFigures;
}

/** How much longer a page takes at the largest size than at the smallest: the worst of all kinds of pages. */
function pageGrowth(figures: readonly RequestFigures[]): number {
  const at = (name: string, devices: number) =>
    figures.find((each) => each.name === name && each.devices === devices)?.timesExpress ?? Number.NaN;
  const names = new Set(figures.filter(({ name }) => name.includes('page')).map(({ name }) => name));
  return Math.max(...[...names].map((name) => at(name, SMALLEST) / at(name, LARGEST)));
}

if (!flags.built) {
  tell('building');
  const build = spawnSync('npm', ['run', '--silent', 'build'], { encoding: 'utf8', shell: true });
  if (build.status !== 0) {
    process.stderr.write(`${build.stdout}${build.stderr}`);
    process.exit(1);
  }
}
tell('starting the program');
const startup = await measureStartup(plan.starts);
const journeyRuns: JourneyFigures[] = [];
for (let run = 0; run < plan.journeyRuns; run += 1) {
  tell(`journeys: run ${run + 1} of ${plan.journeyRuns}`);
  journeyRuns.push(measureJourneys(plan.journeys));
}
const journeys = {
  devices: plan.journeys,
  perSecond: median(journeyRuns.map(({ perSecond }) => perSecond)),
  perCpuSecond: median(journeyRuns.map(({ perCpuSecond }) => perCpuSecond)),
  bytesPerDevice: median(journeyRuns.map(({ bytesPerDevice }) => bytesPerDevice)),
};
const fleets = plan.fleets.map((devices) => {
  tell(`a fleet of ${devices} devices`);
  return measureFleet(devices);
});
pinLoadGenerator();
const { requests, walks } = await measureRequests({ ...plan, sizes: SIZES, tell });
tell('');

const results = {
  machine,
  quick: flags.quick,
  requests,
  walks,
  pageGrowth: pageGrowth(requests),
  journeys,
  fleets,
  startup,
};
if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify(results, null, 2)}\n`);

const whole = (value: number) => Math.round(value).toLocaleString('en');
console.log(`\nTenantless on ${results.machine}${flags.quick ? ' (quick: no results)' : ''}\n`);
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
console.log('\nRequests for each second of the server’s processor time; medians, on one core.\n');
printTable(
  ['', 'measured', 'aim'],
  [
    [
      'time of a page at 100,000 devices, to that at 1,000',
      `${results.pageGrowth.toFixed(2)}×`,
      'at most 1.3×',
    ],
    ...walks.map(({ devices, devicesPerCpuSecond }) => [
      `paging to the end of ${whole(devices)}, devices each second of processor time`,
      whole(devicesPerCpuSecond),
      'the same at all sizes',
    ]),
    [
      'time of the last tenth of those pages, to the first, at 100,000',
      `${(walks.at(-1)?.endToBeginning ?? Number.NaN).toFixed(2)}×`,
      'at most 1.3×',
    ],
    ['journeys, each second of processor time', whole(journeys.perCpuSecond), '20,000'],
    ['memory for each enrolled device', `${whole(journeys.bytesPerDevice)} bytes`, '2,048 bytes'],
    ...fleetRows(fleets),
    ['start, until ready', `${startup.later.toFixed(2)} s`, '0.5 s'],
    ['first start on a machine, until ready', `${startup.first.toFixed(2)} s`, '2 s'],
  ],
);
