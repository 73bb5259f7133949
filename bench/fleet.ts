import type { Simulation } from '../src/device/index.ts';
import type { Tenant } from '../src/tenant/index.ts';

const BENCH = { kind: 'service', id: 'bench', name: 'Bench' } as const;
const MINUTE = 60_000;
const TYPES = [
  'accountDrivenUserEnrollment',
  'webDeviceEnrollment',
  'deviceEnrollmentWithCompanyPortal',
  'automatedDeviceEnrollment',
] as const;
const PEOPLE = 20;
/** Devices that go through their journey side by side, as those of a fleet do; of a large fleet a tenth. */
const WAVE = 10_000;

/**
 * Takes devices through enrollment, the arrival of apps, sign-in, registration and the compliance check. Throws when one
 * of them isn't registered in the end.
 */
export function enrollFleet(tenant: Tenant, simulation: Simulation, devices: number): void {
  liftDeviceLimit(tenant);
  const registered = () => tenant.collection('devices').countWhere('trustType', 'Workplace');
  const before = registered();
  const people = [...tenant.collection('users')].slice(0, PEOPLE).map(({ id }) => id);
  const wave = Math.max(WAVE, Math.ceil(devices / 10));
  for (let done = 0; done < devices; done += wave) {
    const ids = Array.from({ length: Math.min(wave, devices - done) }, (_, number) => {
      const user = people[number % people.length] as string;
      const enrollmentType = TYPES[number % TYPES.length] as (typeof TYPES)[number];
      return simulation.create({ user, enrollmentType }).id;
    });
    for (const id of ids) simulation.start(id, { do: 'enroll' });
    tenant.clock.advance(20 * MINUTE);
    for (const id of ids) simulation.start(id, { do: 'signIn', app: 'Microsoft Teams' });
    tenant.clock.advance(10 * MINUTE);
  }
  const added = registered() - before;
  if (added !== devices) throw new Error(`${added} of ${devices} devices are registered`);
}

/** Adds people like the first one who has a licence. */
export function hirePeople(tenant: Tenant, count: number): void {
  const users = tenant.collection('users');
  const model = [...users].find((user) => (user['assignedLicenses'] as unknown[] | undefined)?.length);
  for (let number = 1; number <= count; number += 1) {
    const userPrincipalName = `colleague${number}@contoso.com`;
    users.insert(
      { ...model, id: tenant.random.guid(), displayName: `Colleague ${number}`, userPrincipalName },
      BENCH,
    );
  }
}

/** Gives the first devices of the directory other names. */
export function renameDevices(tenant: Tenant, count: number): void {
  const devices = tenant.collection('devices');
  const ids = [...devices].slice(0, count).map(({ id }) => id);
  for (const [index, id] of ids.entries()) devices.update(id, { displayName: `Renamed ${index + 1}` }, BENCH);
}

/** A few people have all devices, which no administrator could allow them. */
function liftDeviceLimit(tenant: Tenant): void {
  const configurations = tenant.collection('deviceManagement/deviceEnrollmentConfigurations');
  const id = `${tenant.collection('deviceManagement').first?.intuneAccountId}_DefaultLimit`;
  if (configurations.get(id)) return;
  configurations.insert(
    {
      id,
      '@odata.type': '#microsoft.graph.deviceEnrollmentLimitConfiguration',
      priority: 0,
      limit: Infinity,
    },
    BENCH,
  );
}
