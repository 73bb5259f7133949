import { describe, expect, it } from 'vitest';
import { filtered, IntuneTenant, target } from '../../../test/intune-tenant.ts';
import { DAY, toIso } from '../../clock/index.ts';
import type { Entity, User } from '../../tenant/index.ts';
import { createLicenseCheck } from '../license.ts';
import { decideEnrollment, type EnrollmentRequest } from './decision.ts';

const SET = 'deviceManagement/deviceEnrollmentConfigurations';
const ONE = '#microsoft.graph.deviceEnrollmentPlatformRestrictionConfiguration';
const LIMIT = '#microsoft.graph.deviceEnrollmentLimitConfiguration';
const ACCOUNT = 'aaaaaaaa-0000-4000-8000-000000000002';

function decide(contoso: IntuneTenant, more: Partial<EnrollmentRequest> = {}) {
  const { tenant } = contoso;
  const user = tenant.collection('users').get('adele') as User;
  const request = { user, osVersion: '18.5', serialNumber: 'SERIAL1', ...more };
  return decideEnrollment(tenant, { type: 'webDeviceEnrollment', ...request }, createLicenseCheck(tenant));
}

const codeOf = (contoso: IntuneTenant, more: Partial<EnrollmentRequest> = {}) => {
  const decision = decide(contoso, more);
  return decision.allowed ? 'allowed' : decision.refusal.code;
};

function restrict(
  contoso: IntuneTenant,
  id: string,
  restriction: Record<string, unknown>,
  at = target.allUsers(),
): void {
  const priority = contoso.tenant.collection(SET).size + 1;
  const ios = { '@odata.type': ONE, platformType: 'ios', platformRestriction: restriction };
  contoso.put(SET, { id, displayName: id, priority, ...ios } as Entity);
  contoso.put(`${SET}/assignments`, { id: `${id}_1`, $parent: id, target: at });
}

function enrolled(contoso: IntuneTenant, count: number, more: Record<string, unknown> = {}): void {
  const at = toIso(contoso.tenant.clock.now);
  for (let number = 0; number < count; number += 1) {
    const id = contoso.tenant.random.guid();
    contoso.put('deviceManagement/managedDevices', { id, userId: 'adele', lastSyncDateTime: at, ...more });
  }
}

describe('a restriction', () => {
  it('is the one of highest priority that is assigned to the person', () => {
    const contoso = new IntuneTenant();
    contoso.put('groups', { id: 'field', displayName: 'Field' });
    restrict(contoso, 'not for Adele', { platformBlocked: true }, target.group('field'));
    restrict(contoso, 'lenient', {});
    restrict(contoso, 'strict', { platformBlocked: true });
    expect(codeOf(contoso)).toBe('allowed');
    contoso.tenant
      .links('groups/members')
      .link('field', 'adele', { kind: 'service', id: 'test', name: 'Test' });
    expect(codeOf(contoso)).toBe('EnrollmentPlatformBlocked');
  });

  it('is narrowed by a filter on what is known before enrollment', () => {
    const contoso = new IntuneTenant();
    const rule = '(device.model -startsWith "iPad")';
    contoso.put('deviceManagement/assignmentFilters', {
      id: 'ipads',
      displayName: 'iPads',
      platform: 'iOS',
      rule,
    });
    restrict(contoso, 'no iPads', { platformBlocked: true }, target.allUsers(filtered('ipads', 'include')));
    expect(codeOf(contoso, { model: 'iPhone 16' })).toBe('allowed');
    expect(codeOf(contoso, { model: 'iPad Air' })).toBe('EnrollmentPlatformBlocked');
  });

  it('is the default when none is assigned, also when somebody has changed it', () => {
    const contoso = new IntuneTenant();
    expect(codeOf(contoso)).toBe('allowed');
    contoso.put(SET, {
      id: `${ACCOUNT}_DefaultPlatformRestrictions`,
      '@odata.type': '#microsoft.graph.deviceEnrollmentPlatformRestrictionsConfiguration',
      displayName: 'All users and all devices',
      priority: 0,
      iosRestriction: { personalDeviceEnrollmentBlocked: true },
    });
    expect(codeOf(contoso)).toBe('PersonalDeviceBlocked');
  });
});

describe('a personal device', () => {
  it('with a corporate identifier counts as the company’s', () => {
    const contoso = new IntuneTenant();
    restrict(contoso, 'company only', { personalDeviceEnrollmentBlocked: true });
    expect(decide(contoso)).toMatchObject({
      allowed: false,
      refusal: { code: 'PersonalDeviceBlocked', reason: expect.stringContaining('“company only”') },
    });
    contoso.put('deviceManagement/importedDeviceIdentities', {
      id: 'i1',
      importedDeviceIdentifier: 'SERIAL1',
      importedDeviceIdentityType: 'serialNumber',
    });
    expect(decide(contoso)).toMatchObject({ allowed: true, owner: 'company' });
    // User enrollment doesn't tell Intune the serial number.
    expect(codeOf(contoso, { type: 'accountDrivenUserEnrollment' })).toBe('PersonalDeviceBlocked');
  });
});

describe('an IMEI', () => {
  it('makes a device the company’s, as its serial number does, where the device tells it', () => {
    const contoso = new IntuneTenant();
    restrict(contoso, 'company only', { personalDeviceEnrollmentBlocked: true });
    contoso.put('deviceManagement/importedDeviceIdentities', {
      id: 'i1',
      importedDeviceIdentifier: '356938035643809',
      importedDeviceIdentityType: 'imei',
    });
    const imei = '356938035643809';
    expect(codeOf(contoso)).toBe('PersonalDeviceBlocked');
    expect(codeOf(contoso, { imei })).toBe('allowed');
    expect(codeOf(contoso, { imei: undefined, serialNumber: imei })).toBe('PersonalDeviceBlocked');
    expect(codeOf(contoso, { imei, type: 'accountDrivenUserEnrollment' })).toBe('PersonalDeviceBlocked');
  });
});

describe('user enrollment with Company Portal', () => {
  it('by a profile is exempt from restrictions of platforms', () => {
    const contoso = new IntuneTenant();
    restrict(contoso, 'company only', { personalDeviceEnrollmentBlocked: true });
    const type = 'userEnrollmentWithCompanyPortal' as const;
    expect(codeOf(contoso, { type, osVersion: '17.7' })).toBe('PersonalDeviceBlocked');
    const profiles = 'deviceManagement/appleUserInitiatedEnrollmentProfiles';
    contoso.put(profiles, {
      id: 'p',
      displayName: 'P',
      platform: 'iOS',
      priority: 0,
      defaultEnrollmentType: 'user',
    });
    contoso.put(`${profiles}/assignments`, { id: 'p_1', $parent: 'p', target: target.allUsers() });
    expect(codeOf(contoso, { type, osVersion: '17.7' })).toBe('allowed');
  });
});

describe('the device limit', () => {
  it('counts the devices of a person that were in touch within 90 days', () => {
    const contoso = new IntuneTenant();
    enrolled(contoso, 4);
    enrolled(contoso, 1, { lastSyncDateTime: toIso(contoso.tenant.clock.now - 91 * DAY) });
    expect(codeOf(contoso)).toBe('allowed');
    enrolled(contoso, 1);
    expect(decide(contoso)).toMatchObject({
      allowed: false,
      refusal: {
        code: 'DeviceCapReached',
        reason:
          'adele@contoso.example has as many devices as the limit “All users and all devices” allows: 5',
      },
    });
  });

  it('doesn’t count the device itself', () => {
    const contoso = new IntuneTenant();
    enrolled(contoso, 4);
    enrolled(contoso, 1, { serialNumber: 'SERIAL1', $directoryDevice: 'd1' });
    expect(codeOf(contoso)).toBe('allowed');
    expect(codeOf(contoso, { serialNumber: 'SERIAL2', directoryId: 'd1' })).toBe('allowed');
    expect(codeOf(contoso, { serialNumber: 'SERIAL2' })).toBe('DeviceCapReached');
  });

  it('is what is assigned to the person', () => {
    const contoso = new IntuneTenant();
    enrolled(contoso, 5);
    contoso.put(SET, { id: 'more', '@odata.type': LIMIT, displayName: 'More', priority: 1, limit: 15 });
    expect(codeOf(contoso)).toBe('DeviceCapReached');
    contoso.put(`${SET}/assignments`, { id: 'more_1', $parent: 'more', target: target.allUsers() });
    expect(codeOf(contoso)).toBe('allowed');
  });
});
