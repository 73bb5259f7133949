// npm run bench [-- --quick] [--only PART…] [--json FILE] [--built]
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { measureBulk } from './bulk.ts';
import { measureFleet } from './fleets.ts';
import { measureJourneys } from './journeys.ts';
import { pinLoadGenerator } from './load.ts';
import { measureMsw } from './msw.ts';
import { printResults } from './print-results.ts';
import { measureProgram } from './program.ts';
import { measureRequests, type RequestFigures } from './requests.ts';
import { measureStartup } from './startup.ts';

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    /** Measures these parts only. */
    only: { type: 'string', multiple: true },
    /** Measures the build that is there. */
    built: { type: 'boolean', default: false },
  },
});
/** `--quick` shows whether something broke; its figures are no results. */
const plan = flags.quick
  ? { rounds: 1, share: 0.3, starts: 3, journeys: 10_000, journeyRuns: 1, fleets: [10_000], msw: 300 }
  : {
      rounds: 5,
      share: 1,
      starts: 9,
      journeys: 20_000,
      journeyRuns: 3,
      fleets: [100_000, 1_000_000],
      msw: 2000,
    };
/** Of scenarios, and of policies. */
const FILES = 1000;
const SIZES = [1000, 10_000, 100_000];
const SMALLEST = 1000;
const LARGEST = 100_000;

const PARTS = ['startup', 'program', 'msw', 'bulk', 'journeys', 'fleets', 'requests'] as const;
type Part = (typeof PARTS)[number];
const unknown = flags.only?.filter((part) => !(PARTS as readonly string[]).includes(part)) ?? [];
if (unknown.length > 0) {
  process.stderr.write(`there is no part '${unknown.join("', '")}'; there are ${PARTS.join(', ')}\n`);
  process.exit(2);
}
const wanted = (part: Part) => flags.only?.includes(part) ?? true;

const machine = `${availableParallelism()} cores, Node ${process.versions.node}`;

const tell = (progress: string) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${progress}`);
};

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
const startup = wanted('startup') ? await measureStartup(plan.starts) : undefined;
const program = wanted('program') ? measureProgram(plan.starts) : undefined;
if (wanted('bulk')) tell(`${FILES} scenarios, ${FILES} policies`);
const bulk = wanted('bulk') ? measureBulk(FILES, plan.journeyRuns) : undefined;
const journeys = wanted('journeys') ? measureJourneys(plan.journeys, plan.journeyRuns, tell) : undefined;
const fleets = wanted('fleets')
  ? plan.fleets.map((devices) => {
      tell(`a fleet of ${devices} devices`);
      return measureFleet(devices);
    })
  : [];
if (wanted('msw')) tell('through msw');
const msw = wanted('msw') ? measureMsw(plan.rounds, plan.msw) : undefined;
pinLoadGenerator();
const served = wanted('requests') ? await measureRequests({ ...plan, sizes: SIZES, tell }) : undefined;
tell('');

const results = {
  machine,
  quick: flags.quick,
  ...(served && { ...served, pageGrowth: pageGrowth(served.requests) }),
  journeys,
  fleets,
  startup,
  program,
  msw,
  bulk,
};
if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify(results, null, 2)}\n`);
console.log(`\nTenantless on ${results.machine}${flags.quick ? ' (quick: no results)' : ''}`);
printResults(results);
