import { describe, expect, it } from 'vitest';
import { loadFixture } from '../../fixtures/index.ts';
import { DEVICES } from '../device/device-state.ts';
import { TRACE_ENTRIES_IN_ALL } from '../device/trace.ts';
import { createEmulator } from '../emulator.ts';
import { SERVICES, SIGN_INS, Tenant, type TenantOptions } from '../tenant/index.ts';
import {
  enrollFleet,
  type FleetProgress,
  type FleetRequestInput,
  InvalidFleetError,
  NobodyToEnrollError,
  parseFleetRequest,
} from './index.ts';
import { FLEET_LIMIT, RAMP_LIMIT, readRamp } from './request.ts';
import { FleetTally } from './summary.ts';

/** Everything goes well with these. */
const MODEL_PEOPLE = {
  withoutManagedAppleAccount: 0,
  withoutSecondFactor: 0,
  refuseApps: 0,
  impatient: 0,
  tryAgain: 1,
  remediate: 1,
  jailbroken: 0,
};
const SMOOTH = {
  passcodes: { digits: 1 },
  networks: [{ weight: 1 }],
  firstApps: { 'Microsoft Teams': 1 },
  people: MODEL_PEOPLE,
};

function contoso(fixture = 'contoso-jit', options: TenantOptions = {}) {
  const tenant = new Tenant(options);
  loadFixture(tenant, fixture);
  const { simulation } = createEmulator(tenant);
  const enroll = (request: FleetRequestInput, onProgress?: (progress: FleetProgress) => void) =>
    enrollFleet(tenant, simulation, parseFleetRequest(request), onProgress);
  return { tenant, simulation, enroll };
}

/** People are asked whose device it is, and offered both for device enrollment. */
function offerChoice(tenant: Tenant): void {
  const profiles = 'deviceManagement/appleUserInitiatedEnrollmentProfiles';
  const options = [
    ['company', 'device'],
    ['personal', 'device'],
    ['personal', 'accountDrivenUserEnrollment'],
  ] as const;
  const profile = {
    id: 'choice',
    displayName: 'BYOD',
    platform: 'iOS',
    priority: 1,
    defaultEnrollmentType: 'device',
    availableEnrollmentTypeOptions: options.map(([ownerType, enrollmentType]) => ({
      ownerType,
      enrollmentType,
    })),
  };
  tenant.collection(profiles).insert(profile, SERVICES.seed);
  const target = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
  tenant
    .collection(`${profiles}/assignments`)
    .insert({ id: 'to-all', $parent: 'choice', target }, SERVICES.seed);
}

const smoothly = (mix: FleetRequestInput['mix']) =>
  contoso().enroll({ count: 30, mix: { ...SMOOTH, ...mix } });

describe('a fleet', () => {
  it('in which nothing is wrong registers as a whole, in every enrollment type', () => {
    const { tenant, enroll } = contoso();
    const summary = enroll({ count: 60, mix: SMOOTH });
    expect(summary).toMatchObject({ devices: 60, registered: 60, compliant: 60, stuck: 0, troubles: [] });
    expect(Object.keys(summary.byEnrollmentType)).toHaveLength(4);
    expect(tenant.collection('devices').countWhere('trustType', 'Workplace')).toBe(60);
  });

  it('counts what is in the tenant, and each device once in each column', () => {
    const { tenant, simulation, enroll } = contoso();
    const summary = enroll({ count: 300 });
    const devices = simulation.list();
    expect(devices).toHaveLength(300);
    expect(summary.enrolled).toBe(devices.filter(({ enrolled }) => enrolled).length);
    expect(summary.registered).toBe(devices.filter(({ registered }) => registered).length);
    const well = devices.filter((each) => each.registered && each.complianceState === 'compliant');
    expect(summary.stuck).toBe(300 - well.length);
    expect(summary.stuck).toBeGreaterThan(0);
    for (const column of ['devices', 'enrolled', 'registered', 'compliant', 'remediated', 'stuck'] as const) {
      const rows = Object.values(summary.byEnrollmentType);
      expect(rows.reduce((sum, counts) => sum + counts[column], 0)).toBe(summary[column]);
    }
    expect(tenant.collection('deviceManagement/managedDevices').size).toBe(summary.enrolled);
    for (const { example } of summary.troubles) expect(well.map(({ id }) => id)).not.toContain(example);
  });

  it('has on each device what its assignments explain, and nothing else', () => {
    const { simulation, enroll } = contoso();
    enroll({ count: 100 });
    for (const { id, profiles, apps } of simulation.list()) {
      const { assignments } = simulation.assignments(id);
      const of = (set: string) => assignments.filter((each) => each.set.endsWith(set));
      const installed = of('deviceConfigurations').filter(({ onDevice }) => onDevice?.state === 'installed');
      expect(installed.map((each) => each.id)).toEqual(profiles.map((each) => each.id));
      expect(installed.every(({ applies }) => applies)).toBe(true);
      const required = of('mobileApps').filter(({ intent }) => intent === 'required');
      for (const { name, onDevice } of required)
        expect(onDevice?.state, `${name} on ${id}`).toBe(
          apps.find((app) => app.name === name)?.state ?? 'pending',
        );
    }
  });

  it('is the same for the same seed, and another one for another', () => {
    const run = (seed: number) => {
      const { simulation, enroll } = contoso();
      return JSON.stringify([enroll({ count: 80, seed }), simulation.list()]);
    };
    const one = run(5);
    expect(run(5)).toBe(one);
    expect(run(6)).not.toBe(one);
  });

  it('comes out the same in a tenant that keeps no logs', () => {
    const run = (options: TenantOptions) => {
      const { tenant, simulation, enroll } = contoso('contoso-jit', options);
      return {
        summary: enroll({ count: 80 }),
        devices: simulation.list(),
        collections: tenant.snapshot().collections,
      };
    };
    const usual = run({});
    const { [SIGN_INS]: signIns, 'tenantless/traces': traces, ...collections } = usual.collections;
    expect([signIns?.length, traces?.length].every(Boolean)).toBe(true);
    expect(run({ journalLimit: 0, signInLimit: 0, traceLimit: 0 })).toEqual({ ...usual, collections });
  });

  it('repairs what the Company Portal asks for, or stays noncompliant', () => {
    const mix = { passcodes: { none: 1 } };
    expect(smoothly(mix)).toMatchObject({ compliant: 30, remediated: 30, stuck: 0 });
    const lazy = smoothly({ ...mix, people: { ...MODEL_PEOPLE, remediate: 0 } });
    expect(lazy).toMatchObject({ registered: 30, compliant: 0, remediated: 0, stuck: 30 });
    expect(lazy.troubles).toMatchObject([{ reason: 'noncompliant', devices: 30 }]);
  });

  it('updates what is too old, as far as Apple lets the model', () => {
    const { tenant, enroll } = contoso();
    const policies = tenant.collection('deviceManagement/deviceCompliancePolicies');
    const [policy] = policies;
    policies.update(policy?.id as string, { osMinimumVersion: '18.6' }, SERVICES.seed);
    const models = { 'iPhone XR': 1, 'iPad (6th generation)': 1 };
    const summary = enroll({ count: 20, mix: { ...SMOOTH, models, osVersions: { '17.5.1': 1 } } });
    const old = [...tenant.collection(DEVICES)].filter(({ model }) => model === 'iPad (6th generation)');
    expect(old.length).toBeGreaterThan(0);
    expect(summary).toMatchObject({ stuck: old.length, remediated: 20 - old.length });
  });

  it.each([
    ['first-app-own-network-stack', { firstApps: { 'Google Chrome': 1 } }],
    [
      'authenticator-rejected',
      { people: { ...MODEL_PEOPLE, refuseApps: 1 }, enrollmentTypes: { webDeviceEnrollment: 1 } },
    ],
    ['associated-domains-blocked', { networks: [{ weight: 1, tlsInspection: true }] }],
    [
      'authenticator-still-installing',
      { people: { ...MODEL_PEOPLE, impatient: 1, tryAgain: 0 }, enrollmentTypes: { webDeviceEnrollment: 1 } },
    ],
    [
      'managed-apple-account-missing',
      {
        people: { ...MODEL_PEOPLE, withoutManagedAppleAccount: 1 },
        enrollmentTypes: { accountDrivenUserEnrollment: 1 },
      },
    ],
  ])('is stuck by %s where its mix brings that about', (reason, mix) => {
    const { stuck, troubles } = smoothly(mix);
    expect(stuck).toBeGreaterThan(10);
    expect(troubles[0]).toMatchObject({ reason, devices: stuck });
  });

  it.each(['personal', 'company'] as const)(
    'has people who are asked whose device it is answer %s as its mix says',
    (answer) => {
      const { tenant, enroll } = contoso();
      offerChoice(tenant);
      const enrollmentTypes = { deviceEnrollmentWithCompanyPortal: 2, accountDrivenUserEnrollment: 1 };
      const mix = { ...SMOOTH, enrollmentTypes, ownedBy: { [answer]: 1 } };
      const { enrolled, byEnrollmentType } = enroll({ count: 30, mix });
      expect(enrolled).toBe(30);
      const owners = [...tenant.collection('deviceManagement/managedDevices')].map(
        (each) => each['managedDeviceOwnerType'],
      );
      const companys =
        answer === 'company' ? byEnrollmentType['deviceEnrollmentWithCompanyPortal']?.devices : 0;
      expect(owners.filter((owner) => owner === 'company')).toHaveLength(companys ?? -1);
    },
  );

  it('succeeds at the second attempt when the first came too early', () => {
    const hasty = { ...MODEL_PEOPLE, impatient: 1, tryAgain: 1 };
    expect(smoothly({ people: hasty })).toMatchObject({ registered: 30, stuck: 0 });
  });

  it('comes over the time that it is given', () => {
    const { tenant, enroll } = contoso();
    const told: FleetProgress[] = [];
    enroll({ count: 100, mix: SMOOTH, ramp: '8h' }, (progress) => told.push(progress));
    const moments = [...tenant.collection('deviceManagement/managedDevices')].map(({ enrolledDateTime }) =>
      Date.parse(enrolledDateTime),
    );
    const span = Math.max(...moments) - Math.min(...moments);
    expect(span / 3_600_000).toBeGreaterThan(7);
    expect(span / 3_600_000).toBeLessThan(8.1);
    expect(told.at(-1)).toEqual({ done: 100, stuck: 0, of: 100 });
    expect(told.some(({ done }) => done > 20 && done < 80)).toBe(true);
  });

  it('hires colleagues with the licences and the groups of those who are there', () => {
    const { tenant, enroll } = contoso();
    const { hired } = enroll({ count: 40, mix: SMOOTH });
    const colleagues = [...tenant.collection('users')].filter(({ displayName }) =>
      displayName.startsWith('Colleague '),
    );
    expect(colleagues).toHaveLength(hired);
    const members = tenant.links('groups/members');
    expect(colleagues.some(({ id }) => members.sources(id).length > 0)).toBe(true);
    expect(contoso().enroll({ count: 40, mix: { ...SMOOTH, devicesPerPerson: 3 } }).hired).toBe(0);
  });

  it('comes on top of another one', () => {
    const { simulation, enroll } = contoso();
    enroll({ count: 10, mix: SMOOTH });
    expect(enroll({ count: 10, mix: SMOOTH })).toMatchObject({ devices: 10, registered: 10 });
    expect(new Set(simulation.list().map(({ serialNumber }) => serialNumber)).size).toBe(20);
  });

  it('says how a device stands whose trace tells nothing', () => {
    const { simulation } = contoso();
    const { id } = simulation.create({ user: 'priya.raman@contoso.com' });
    const tally = new FleetTally(simulation);
    tally.count(id, 'webDeviceEnrollment', {
      enrolled: false,
      registered: false,
      compliant: false,
      remediated: false,
    });
    const { stuck, troubles } = tally.summary({ seed: 1, hired: 0, from: '', to: '' });
    expect(stuck).toBe(1);
    expect(troubles).toMatchObject([{ reason: 'notRegistered', title: 'it is not enrolled', example: id }]);
  });

  it('knows what keeps each device, however many there are', () => {
    const { simulation, enroll } = contoso();
    // All at once, and more of them than traces are kept of.
    const { stuck, troubles } = enroll({
      count: TRACE_ENTRIES_IN_ALL / 20,
      ramp: '1s',
      mix: {
        ...SMOOTH,
        enrollmentTypes: { webDeviceEnrollment: 9, accountDrivenUserEnrollment: 1 },
        people: { ...MODEL_PEOPLE, withoutManagedAppleAccount: 1 },
      },
    });
    expect(stuck).toBeGreaterThan(0);
    expect(troubles).toMatchObject([{ reason: 'managed-apple-account-missing', devices: stuck }]);
    expect(simulation.list().some(({ id }) => simulation.trace(id).length === 0)).toBe(true);
  });

  it('does not blame what somebody got over', () => {
    const { enroll } = contoso();
    const mix = {
      ...SMOOTH,
      passcodes: { none: 1 },
      people: { ...MODEL_PEOPLE, impatient: 1, remediate: 0 },
    };
    const summary = enroll({ count: 40, mix });
    expect(summary).toMatchObject({ registered: 40, compliant: 0, stuck: 40 });
    expect(summary.troubles.map(({ reason }) => reason)).toEqual(['noncompliant']);
  });

  it('needs somebody with a licence', () => {
    const { tenant, enroll } = contoso('contoso');
    const users = tenant.collection('users');
    for (const { id } of [...users]) users.update(id, { accountEnabled: false }, SERVICES.seed);
    expect(() => enroll({ count: 1 })).toThrow(NobodyToEnrollError);
  });
});

describe('a fleet that cannot be', () => {
  it('has limits', () => {
    expect(parseFleetRequest({ count: FLEET_LIMIT }).count).toBe(FLEET_LIMIT);
    expect(() => parseFleetRequest({ count: FLEET_LIMIT + 1 })).toThrow('count: expected at most 1000000');
    expect(readRamp('30d')).toBe(RAMP_LIMIT);
    expect(readRamp('PT10M')).toBe(readRamp('10m'));
    expect(readRamp('721h')).toBeUndefined();
  });

  it.each<[string, unknown, string]>([
    ['no devices', { count: 0 }, 'count: expected at least 1, got 0'],
    [
      'a ramp of a year',
      { count: 1, ramp: '365d' },
      'ramp: expected a duration of at most 30 days such as 10m or PT10M',
    ],
    [
      'a slip in an enrollment type',
      { count: 1, mix: { enrollmentTypes: { webDeviceEnrolment: 1 } } },
      "mix.enrollmentTypes.webDeviceEnrolment: nothing of this name is known here (Did you mean 'webDeviceEnrollment'?)",
    ],
    [
      'a mix of nothing',
      { count: 1, mix: { passcodes: { none: 0 } } },
      'expected at least one weight above 0',
    ],
    [
      'an app that nobody knows',
      { count: 1, mix: { firstApps: { 'Microsft Team': 4 } } },
      'mix.firstApps.Microsft Team: there is no known app \'Microsft Team\': use a name such as "Microsoft Teams", or a bundle id',
    ],
    [
      'a model without a version',
      { count: 1, mix: { models: { 'iPhone 8': 1 }, osVersions: { '18.5': 1 } } },
      'mix.models.iPhone 8: runs none of the OS versions of the mix (18.5): it takes 11.0 to 16',
    ],
    [
      'a version in words',
      { count: 1, mix: { osVersions: { eighteen: 1 } } },
      'mix.osVersions.eighteen: expected a version such as "18.1" or "17.6.1"',
    ],
    [
      'a share of several',
      { count: 1, mix: { people: { remediate: 7 } } },
      'mix.people.remediate: expected at most 1, got 7',
    ],
  ])('says so of %s', (_, request, message) => {
    expect(() => parseFleetRequest(request as FleetRequestInput)).toThrow(InvalidFleetError);
    expect(() => parseFleetRequest(request as FleetRequestInput)).toThrow(message);
  });
});
