import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceAction } from '../src/device/index.ts';
import { ENROLLMENT_TYPES, type EnrollmentType } from '../src/intune/enrollment/types.ts';
import { applyPolicy } from '../src/scenario/policies.ts';
import { scenarioSchema } from '../src/scenario/schema.ts';
import { createWorld } from '../src/scenario/world.ts';
import type { Tenant } from '../src/tenant/index.ts';
import { verifyTenant } from '../src/verify/index.ts';
import { BREAKS } from './support/breaks.ts';

/*
 * A tenant in which everything is in place, broken in up to three places at once: where one mistake hides another, or makes up for it, what
 * verify says and what a phone lives through must still be the same.
 */

const RUNS = Number(process.env['AGREEMENT_RUNS'] ?? 300);
const SEED = Number(process.env['AGREEMENT_SEED'] ?? 1);
const USER = 'priya.raman@contoso.com';
const POLICIES = [{ use: 'sso-extension' }, { use: 'compliance' }, { use: 'authenticator' }];

/** What verify says of the tenant and what a phone in it comes to. */
function both(breaks: readonly string[], enrollmentType: EnrollmentType, app: string) {
  const { given } = scenarioSchema.parse({ name: 'x', given: { policies: POLICIES }, devices: {}, then: {} });
  const world = createWorld(given, 1);
  for (const policy of given.policies) applyPolicy(world, policy);
  for (const name of breaks) BREAKS[name]?.(world.tenant);
  const device = world.simulation.create({
    user: USER,
    enrollmentType,
    passcode: false,
    // iOS 18 has no such enrollment any more, and verify judges it for a device that has.
    ...(enrollmentType === 'userEnrollmentWithCompanyPortal' && { osVersion: '17.7' }),
  });
  const judged = verifyTenant(world.tenant, { user: USER, enrollment: enrollmentType, firstApp: app })
    .enrollments[0];
  const act = (action: DeviceAction) => world.simulation.act(device.id, action);
  act({ do: 'enroll' });
  act({ do: 'signIn', app });
  const registers = world.simulation.get(device.id).registeredBy === 'justInTime';
  const remediates = world.simulation.trace(device.id).some(({ step }) => step === 'JITRemediationStarted');
  // Then the person does all that is in their hands, and tries each app that is meant for them.
  act({ do: 'setPasscode', length: 14, alphanumeric: true, specialCharacters: 4 });
  act({ do: 'recheck' });
  for (const each of [app, ...meantApps(world.tenant)]) act({ do: 'signIn', app: each });
  const lived = {
    registers,
    remediates,
    access: registers && world.simulation.get(device.id).signedIn.length > 0,
  };
  // What verify says that it cannot know may come out in either way.
  const open = Object.fromEntries((judged?.uncertain ?? []).map((part) => [part, lived[part]]));
  const foretold = {
    registers: judged?.registers,
    remediates: judged?.remediates,
    access: judged?.access,
    ...open,
  };
  return { foretold, lived, open };
}

/** What breaks have assigned to everybody; the policies themselves bring Authenticator, which nobody works in. */
const meantApps = (tenant: Tenant) => {
  const assigned = [...tenant.collection('deviceAppManagement/mobileApps/assignments')];
  const ids = assigned.flatMap(({ intent, $parent }) => (intent === 'uninstall' ? [] : ($parent ?? [])));
  const apps = ids.flatMap(
    (id) => tenant.collection('deviceAppManagement/mobileApps').get(id)?.bundleId ?? [],
  );
  return apps.filter((id) => id.trim() !== 'com.microsoft.azureauthenticator');
};

describe('a tenant that is broken', () => {
  const apps = ['Microsoft Teams', 'com.contoso.workapp', 'Safari', 'Google Chrome', 'Authenticator'];

  it.each(Object.keys(BREAKS))('in one place comes out as verify says: %s', (name) => {
    const { foretold, lived } = both([name], 'webDeviceEnrollment', 'Microsoft Teams');
    expect(foretold).toEqual(lived);
  });

  it.each(['ssoExcluded', 'ssoElsewhere', 'appElsewhere', 'complianceExcluded'])(
    'for its people keeps from this one what it is about: %s',
    (name) => {
      const { foretold } = both([name], 'webDeviceEnrollment', 'Microsoft Teams');
      expect(foretold).toMatchObject({ registers: name === 'complianceExcluded', remediates: false });
    },
  );

  it('is one of which verify says what it cannot know', () => {
    const uncertain = (...breaks: string[]) =>
      Object.keys(both(breaks, 'webDeviceEnrollment', 'Microsoft Teams').open);
    expect(uncertain('complianceToDynamicDevices')).toEqual(['remediates']);
    expect(uncertain('complianceToDynamicWithin')).toEqual(['remediates']);
    expect(uncertain('ssoToDynamicDevices')).toEqual(['registers', 'remediates', 'access']);
    expect(uncertain('appToDynamicDevices')).toEqual(['registers', 'remediates', 'access']);
    // Of several, one that may come is enough; what never comes stands in no way.
    expect(uncertain('lateAndElsewhere')).toEqual(['registers', 'remediates', 'access']);
    // The one device to which it happens may be one that is there.
    expect(uncertain('firstFailsForAnother')).toEqual(['registers', 'remediates', 'access']);
    expect(uncertain('firstFails')).toEqual([]);
    expect(uncertain('mailDemanded', 'mailLate')).toEqual(['access']);
    expect(uncertain('mailDemanded')).toEqual([]);
    expect(uncertain('complianceUpTo18')).toEqual(['access']);
    // What the device is called nobody knows, but where a profile says it; what somebody notes at it, neither.
    expect(uncertain('ssoByName')).toEqual(['registers', 'remediates', 'access']);
    expect(uncertain('ssoByGenericName')).toEqual(['registers', 'remediates', 'access']);
    expect(uncertain('ssoByCategory')).toEqual(['registers', 'remediates', 'access']);
    expect(uncertain('namesBlocked')).toEqual(['registers', 'remediates', 'access']);
    expect(uncertain('unmarkedBlocked')).toEqual(['access']);
    expect(uncertain('complianceNotForTests')).toEqual([]);
    expect(uncertain('complianceGone')).toEqual([]);
    expect(uncertain('ssoNotRooted')).toEqual([]);
    // Whoever sees to it that one thing is there in time still fails for the other.
    const named = both(
      ['namedByTemplate', 'ssoForCorporateNames'],
      'automatedDeviceEnrollment',
      'Microsoft Teams',
    );
    expect(named).toMatchObject({ open: {}, lived: { registers: true } });
    const legacy = both(['complianceToDynamicDevices'], 'automatedDeviceEnrollmentLegacy', 'Microsoft Teams');
    expect(legacy.open).toEqual({});
  });

  it('is one of which verify tells an app that is refused from a person without access', () => {
    const access = (...breaks: string[]) =>
      both(breaks, 'webDeviceEnrollment', 'Microsoft Teams').foretold.access;
    expect(access('appsMustBeProtected')).toBe(false);
    expect(access('appsMustBeProtected', 'outlookAssigned')).toBe(false);
    expect(access('appsMustBeProtected', 'unmanagedProtected')).toBe(false);
    expect(access('appsMustBeProtected', 'outlookProtected', 'outlookAssigned')).toBe(true);
    expect(access('appsMustBeProtected', 'coreAppsProtected')).toBe(true);
    expect(access('compliantBlocked')).toBe(false);
    expect(access('complianceForOldOs')).toBe(false);
  });

  it('in up to three places comes out as verify says', () => {
    const mistakes = fc.uniqueArray(fc.constantFrom(...Object.keys(BREAKS)), { maxLength: 3 });
    const app = fc.oneof({ weight: 3, arbitrary: fc.constant('Microsoft Teams') }, fc.constantFrom(...apps));
    fc.assert(
      fc.property(
        mistakes,
        fc.constantFrom(...ENROLLMENT_TYPES.map((each) => each.type)),
        app,
        (breaks, type, first) => {
          const { foretold, lived } = both(breaks, type, first);
          expect(foretold).toEqual(lived);
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
