// Enrollment restrictions as an administrator sets them through Graph, and what becomes of devices: what the person sees, and what
// Intune notes. https://learn.microsoft.com/intune/device-enrollment/restrictions
import { describe, expect, it } from 'vitest';
import { loadFixture } from '../fixtures/index.ts';
import { CADENCES, DAY } from '../src/clock/index.ts';
import type { NewDevice } from '../src/device/index.ts';
import { createEmulator } from '../src/emulator.ts';
import { Tenant } from '../src/tenant/index.ts';
import { graphClient } from './support/graph-client.ts';

const MANAGEMENT = '/beta/deviceManagement';
const CONFIGURATIONS = `${MANAGEMENT}/deviceEnrollmentConfigurations`;
const PERSON = 'priya.raman@contoso.com';
const GRAPH = '#microsoft.graph.';
const ALL_USERS = { '@odata.type': `${GRAPH}allLicensedUsersAssignmentTarget` };

type Facts = Partial<NewDevice>;
type Stage = ReturnType<typeof stage>;

function stage() {
  const tenant = new Tenant({ seed: 5 });
  loadFixture(tenant, 'contoso-jit');
  const { graph, simulation } = createEmulator(tenant);
  const client = graphClient(tenant, undefined, graph);
  const created = (path: string, body: object): string => {
    const { status, body: answer, text } = client.post(`${MANAGEMENT}/${path}`, body);
    expect([status, text]).toEqual([201, expect.any(String)]);
    return answer.id;
  };
  const put = (body: object, target: object = ALL_USERS): string => {
    const id = created('deviceEnrollmentConfigurations', body);
    const assigned = client.post(`${CONFIGURATIONS}/${id}/assign`, {
      enrollmentConfigurationAssignments: [{ target }],
    });
    expect(assigned.status).toBe(204);
    tenant.clock.advance(CADENCES.restrictionAssignments.span);
    return id;
  };
  return {
    client,
    tenant,
    simulation,
    created,
    restrict: (platformRestriction: object, target?: object, displayName = 'iPhones') =>
      put(
        {
          '@odata.type': `${GRAPH}deviceEnrollmentPlatformRestrictionConfiguration`,
          displayName,
          platformType: 'ios',
          platformRestriction,
        },
        target,
      ),
    limit: (limit: number) =>
      put({ '@odata.type': `${GRAPH}deviceEnrollmentLimitConfiguration`, displayName: 'Few', limit }),
    enroll(facts: Facts = {}) {
      const { id } = simulation.create({ user: PERSON, ...facts });
      simulation.act(id, { do: 'enroll' });
      const device = simulation.get(id);
      const managed = client.get(`${MANAGEMENT}/managedDevices/${device.managedDeviceId}`).body;
      const told = simulation.trace(id).filter(({ code }) => code !== undefined);
      return { id, device, managed, refused: told.at(-1) };
    },
    events: () => client.get(`${MANAGEMENT}/troubleshootingEvents`).body.value,
  };
}

const corporate = ({ client }: Stage) =>
  client.post(`${MANAGEMENT}/importedDeviceIdentities/importDeviceIdentityList`, {
    importedDeviceIdentities: [
      {
        importedDeviceIdentifier: 'C02CORPORATE',
        importedDeviceIdentityType: 'serialNumber',
        platform: 'ios',
      },
    ],
    overwriteImportedDeviceIdentities: false,
  });

const CORPORATE: Facts = { serialNumber: 'C02CORPORATE' };
const BYOD = [
  'webDeviceEnrollment',
  'deviceEnrollmentWithCompanyPortal',
  'accountDrivenUserEnrollment',
] as const;
const AUTOMATED = [
  'automatedDeviceEnrollment',
  'automatedDeviceEnrollmentLegacy',
  'automatedDeviceEnrollmentWithoutUser',
] as const;
const each = (types: readonly NewDevice['enrollmentType'][], facts: Facts = {}): Facts[] =>
  types.map((enrollmentType) => ({ enrollmentType, ...facts }));

const PLATFORM = 'EnrollmentPlatformBlocked';
const PERSONAL = 'PersonalDeviceBlocked';
const VERSION = 'OsVersionRestricted';
const INVALID_PROFILE = 'The configuration for your iPhone could not be downloaded. Invalid Profile.';
const NOT_OF_THIS_KIND = 'Your organization does not allow devices of this kind.';
const NOT_PERSONAL = 'Your organization does not allow personal devices.';
const NOT_THIS_VERSION = 'Your organization does not allow this version of iOS.';

interface Row {
  readonly restriction: object;
  readonly devices: readonly Facts[];
  /** Absent: they enroll. */
  readonly refused?: readonly [code: string, seen: string];
  readonly before?: (at: Stage) => void;
}

const ROWS: Readonly<Record<string, Row>> = {
  'a blocked platform keeps personal devices out': {
    restriction: { platformBlocked: true },
    devices: each(BYOD),
    refused: [PLATFORM, NOT_OF_THIS_KIND],
  },
  'a blocked platform keeps devices of automated enrollment out, in the words of Setup Assistant': {
    restriction: { platformBlocked: true },
    devices: each(['automatedDeviceEnrollment', 'automatedDeviceEnrollmentLegacy']),
    refused: [PLATFORM, INVALID_PROFILE],
  },
  'without user affinity the default policy holds, whatever is assigned to people': {
    restriction: { platformBlocked: true },
    devices: each(['automatedDeviceEnrollmentWithoutUser', 'automatedDeviceEnrollmentSharedDeviceMode']),
  },
  'blocked personal devices': {
    restriction: { personalDeviceEnrollmentBlocked: true },
    devices: each(BYOD),
    refused: [PERSONAL, NOT_PERSONAL],
  },
  'blocked personal devices, and one with a corporate identifier': {
    before: corporate,
    restriction: { personalDeviceEnrollmentBlocked: true },
    devices: each(['webDeviceEnrollment', 'deviceEnrollmentWithCompanyPortal'], CORPORATE),
  },
  'a corporate identifier is of no use where the serial number stays unknown': {
    before: corporate,
    restriction: { personalDeviceEnrollmentBlocked: true },
    devices: each(['accountDrivenUserEnrollment'], CORPORATE),
    refused: [PERSONAL, NOT_PERSONAL],
  },
  'blocked personal devices have nothing to do with automated enrollment': {
    restriction: { personalDeviceEnrollmentBlocked: true },
    devices: each(AUTOMATED),
  },
  'a version below the range': {
    restriction: { osMinimumVersion: '18.6' },
    devices: each(BYOD, { osVersion: '18.5' }),
    refused: [VERSION, NOT_THIS_VERSION],
  },
  'a version above the range': {
    restriction: { osMaximumVersion: '17.7.2' },
    devices: each(BYOD, { osVersion: '18.5' }),
    refused: [VERSION, NOT_THIS_VERSION],
  },
  'a version at either end of the range': {
    restriction: { osMinimumVersion: '18.5', osMaximumVersion: '18.5' },
    devices: each(BYOD, { osVersion: '18.5' }),
  },
  'a range of versions has nothing to do with automated enrollment': {
    restriction: { osMinimumVersion: '18.6', osMaximumVersion: '18.9' },
    devices: each(AUTOMATED, { osVersion: '18.5' }),
  },
};

describe.each(Object.entries(ROWS))('%s', (_, { restriction, devices, refused, before }) => {
  it.each(devices)('$enrollmentType', (facts) => {
    const at = stage();
    before?.(at);
    at.restrict(restriction);
    const { device, managed, refused: told } = at.enroll(facts);
    if (!refused) {
      expect([device.enrolled, told?.code]).toEqual([true, undefined]);
      expect(at.events()).toEqual([]);
      const isCompanys = facts.serialNumber !== undefined || facts.enrollmentType?.startsWith('automated');
      expect(managed.managedDeviceOwnerType).toBe(isCompanys ? 'company' : 'personal');
      return;
    }
    const [code, user] = refused;
    expect(device.enrolled).toBe(false);
    expect(told).toMatchObject({ code, user, outcome: 'refused' });
    expect(at.events()).toMatchObject([
      {
        failureCategory: 'enrollmentRestrictionsEnforced',
        failureReason: code,
        osVersion: facts.osVersion ?? '18.5',
        userId: device.user.id,
        troubleshootingErrorDetails: { failure: code, failureDetails: told?.message },
      },
    ]);
  });
});

describe('the restriction that counts', () => {
  it('is the one of the highest priority, and none of the others', () => {
    const at = stage();
    at.restrict({}, undefined, 'Lenient');
    const strict = at.restrict({ platformBlocked: true }, undefined, 'Strict');
    expect(at.enroll().device.enrolled).toBe(true);
    expect(at.client.post(`${CONFIGURATIONS}/${strict}/setPriority`, { priority: 1 }).status).toBe(204);
    expect(at.enroll().refused?.code).toBe(PLATFORM);
  });

  it('is one that a filter lets through', () => {
    const at = stage();
    const filter = at.created('assignmentFilters', {
      displayName: 'iPads',
      platform: 'iOS',
      rule: '(device.model -startsWith "iPad")',
    });
    at.restrict(
      { platformBlocked: true },
      {
        ...ALL_USERS,
        deviceAndAppManagementAssignmentFilterId: filter,
        deviceAndAppManagementAssignmentFilterType: 'include',
      },
    );
    expect(at.enroll({ model: 'iPhone 16' }).device.enrolled).toBe(true);
    expect(at.enroll({ model: 'iPad Air (M2)' }).refused?.code).toBe(PLATFORM);
  });

  it('is the default one for devices without a user, and the event names none', () => {
    const at = stage();
    const [platform] = at.client
      .get(CONFIGURATIONS)
      .body.value.filter(({ id }: { id: string }) => id.endsWith('DefaultPlatformRestrictions'));
    const patched = at.client.patch(`${CONFIGURATIONS}/${platform.id}`, {
      '@odata.type': platform['@odata.type'],
      iosRestriction: { ...platform.iosRestriction, platformBlocked: true },
    });
    expect(patched.status).toBe(200);
    const { refused } = at.enroll({ enrollmentType: 'automatedDeviceEnrollmentWithoutUser' });
    expect(refused).toMatchObject({ code: PLATFORM, user: INVALID_PROFILE });
    expect(at.events()).toMatchObject([{ userId: null, enrollmentType: 'appleBulkWithoutUser' }]);
  });

  it('is overridden by a profile for user enrollment with Company Portal', () => {
    const at = stage();
    at.restrict({ personalDeviceEnrollmentBlocked: true, osMinimumVersion: '19.0' });
    const facts = { enrollmentType: 'userEnrollmentWithCompanyPortal', osVersion: '17.7' } as const;
    expect(at.enroll(facts).refused?.code).toBe(PERSONAL);
    const profile = at.created('appleUserInitiatedEnrollmentProfiles', {
      '@odata.type': `${GRAPH}appleUserInitiatedEnrollmentProfile`,
      displayName: 'User enrollment',
      platform: 'iOS',
      defaultEnrollmentType: 'user',
    });
    at.created(`appleUserInitiatedEnrollmentProfiles/${profile}/assignments`, {
      '@odata.type': `${GRAPH}appleEnrollmentProfileAssignment`,
      target: ALL_USERS,
    });
    expect(at.enroll(facts).device.enrolled).toBe(true);
  });
});

describe('a range of versions that leaves a device of automated enrollment out', () => {
  it('keeps Company Portal from finding its record', () => {
    const at = stage();
    at.restrict({ osMinimumVersion: '18.6' });
    const { device, refused } = at.enroll({ enrollmentType: 'automatedDeviceEnrollmentWithCompanyPortal' });
    expect(device).toMatchObject({ enrolled: true, registered: false });
    expect(refused).toMatchObject({
      code: 'DeviceNotMappedToUser',
      user: "Couldn't map device record with a user",
    });
    expect(at.events()).toMatchObject([
      { failureReason: 'DeviceNotMappedToUser', failureCategory: 'enrollmentRestrictionsEnforced' },
    ]);
  });
});

describe('the limit of devices', () => {
  it('turns the next one down, until one of them was out of touch for 90 days', () => {
    const at = stage();
    at.limit(1);
    const first = at.enroll();
    expect(first.device.enrolled).toBe(true);
    const { refused } = at.enroll();
    expect(refused).toMatchObject({
      code: 'DeviceCapReached',
      user: expect.stringContaining('You have added the maximum number of devices allowed'),
    });
    expect(at.events()).toMatchObject([
      { failureReason: 'DeviceCapReached', failureCategory: 'enrollmentRestrictionsEnforced' },
    ]);
    // An erased device leaves its record behind, and is in touch no more.
    at.simulation.act(first.id, { do: 'restore' });
    at.tenant.clock.advance(89 * DAY);
    expect(at.enroll().refused?.code).toBe('DeviceCapReached');
    at.tenant.clock.advance(2 * DAY);
    expect(at.enroll().device.enrolled).toBe(true);
  });

  it('counts devices of automated enrollment that have a user', () => {
    const at = stage();
    at.limit(1);
    at.enroll();
    expect(at.enroll({ enrollmentType: 'automatedDeviceEnrollment' }).refused?.code).toBe('DeviceCapReached');
    expect(at.enroll({ enrollmentType: 'automatedDeviceEnrollmentWithoutUser' }).device.enrolled).toBe(true);
  });
});
