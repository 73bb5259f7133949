import picocolors from 'picocolors';
import { loadFixture } from '../../fixtures/index.ts';
import { summaryLines } from '../../src/cli/fleet/render.ts';
import { createEmulator } from '../../src/emulator.ts';
import { enrollFleet, parseFleetRequest } from '../../src/fleet/index.ts';
import { Tenant } from '../../src/tenant/index.ts';

/** Of what keeps the devices, as much as tells what such a list is like. */
const TROUBLES_SHOWN = 5;

/** What `tenantless fleet enroll` prints of a thousand devices, shortened. */
export function fleetOutput(): string {
  const tenant = new Tenant();
  loadFixture(tenant, 'contoso-jit');
  const request = parseFleetRequest({ count: 1000, ramp: '1h' });
  const summary = enrollFleet(tenant, createEmulator(tenant).simulation, request);
  const lines = summaryLines(summary, picocolors.createColors(false));
  const shown = lines.slice(0, lines.indexOf('What keeps them:') + 1 + TROUBLES_SHOWN);
  return ['```console', '$ tenantless fleet enroll --count 1000 --ramp 1h', ...shown, '…', '```'].join('\n');
}
