// Journeys per second and memory for each device; a process of its own, under --expose-gc. Prints a line of JSON.
import { loadBuilt } from './built.ts';
import { cpuSeconds } from './cpu-seconds.ts';
import { enrollFleet } from './fleet.ts';

const { loadFixture } = await loadBuilt<typeof import('../fixtures/index.ts')>('fixtures/index.js');
const { createSimulation } = await loadBuilt<typeof import('../src/device/index.ts')>('src/device/index.js');
const { Tenant } = await loadBuilt<typeof import('../src/tenant/index.ts')>('src/tenant/index.js');

const devices = Number(process.argv[2]);
/** The traces and journal entries of this many fill both logs, so that they grow no more while others are measured. */
const WARM_UP = 10_000;

const tenant = new Tenant();
loadFixture(tenant, 'contoso-jit');
const simulation = createSimulation(tenant);
enrollFleet(tenant, simulation, WARM_UP);
globalThis.gc?.();
const heap = process.memoryUsage().heapUsed;
const begun = cpuSeconds();
const started = performance.now();
enrollFleet(tenant, simulation, devices);
const seconds = (performance.now() - started) / 1000;
const spent = cpuSeconds() - begun;
globalThis.gc?.();
console.log(
  JSON.stringify({
    perSecond: devices / seconds,
    perCpuSecond: devices / spent,
    bytesPerDevice: (process.memoryUsage().heapUsed - heap) / devices,
  }),
);
// Keeps the tenant alive until here.
if (tenant.collection('devices').size === 0) throw new Error('no devices');
