// A whole fleet in one process: its enrollment, its memory, and a day of its check-ins; under --expose-gc. Prints a line of JSON.
import { loadBuilt } from './built.ts';
import { cpuSeconds } from './cpu-seconds.ts';
import { enrollFleet } from './fleet.ts';

const { loadFixture } = await loadBuilt<typeof import('../fixtures/index.ts')>('fixtures/index.js');
const { createSimulation } = await loadBuilt<typeof import('../src/device/index.ts')>('src/device/index.js');
const { Tenant } = await loadBuilt<typeof import('../src/tenant/index.ts')>('src/tenant/index.js');

const devices = Number(process.argv[2]);
const DAY = 86_400_000;

const tenant = new Tenant();
loadFixture(tenant, 'contoso-jit');
const simulation = createSimulation(tenant);
globalThis.gc?.();
const heap = process.memoryUsage().heapUsed;
const begun = cpuSeconds();
enrollFleet(tenant, simulation, devices);
const enrolled = cpuSeconds();
globalThis.gc?.();
const heapAfter = process.memoryUsage().heapUsed;

let checkIns = 0;
const stop = tenant.journal.subscribe(({ set, before, after }) => {
  if (set !== 'deviceManagement/managedDevices') return;
  if (before?.['lastSyncDateTime'] !== after?.['lastSyncDateTime']) checkIns += 1;
});
const morning = cpuSeconds();
tenant.clock.advance(DAY);
const night = cpuSeconds();
stop();
if (checkIns < devices) throw new Error(`${checkIns} check-ins of ${devices} devices in a day`);
globalThis.gc?.();
const { heapUsed } = process.memoryUsage();
console.log(
  JSON.stringify({
    devices,
    enrollSeconds: enrolled - begun,
    bytesPerDevice: (heapAfter - heap) / devices,
    daySeconds: night - morning,
    checkIns,
    bytesPerDeviceAfterDay: (heapUsed - heap) / devices,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  }),
);
// Keeps the tenant alive until here.
if (tenant.collection('devices').size === 0) throw new Error('no devices');
