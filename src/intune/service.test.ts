import { describe, expect, it } from 'vitest';
import { filtered, IntuneTenant, target } from '../../test/intune-tenant.ts';
import { DAY, HOUR, toIso } from '../clock/index.ts';
import { MissingEntityError, SERVICES, type User } from '../tenant/index.ts';
import type { DeviceFacts } from './device-facts.ts';
import { listDeviceStatuses } from './device-statuses.ts';
import type { EnrollmentApproval } from './enrollment/decision.ts';
import type { EnrollmentType } from './enrollment/types.ts';
import { intuneOf } from './service.ts';

const CONFIGURATIONS = 'deviceManagement/deviceConfigurations';
const POLICIES = 'deviceManagement/deviceCompliancePolicies';
const EMPTY = '00000000-0000-0000-0000-000000000000';

function factsOf(more: Partial<DeviceFacts> = {}): DeviceFacts {
  return {
    enrollmentType: 'webDeviceEnrollment',
    deviceName: "Adele's iPhone",
    model: 'iPhone 16',
    osVersion: '18.5',
    autoLockMinutes: 2,
    jailbroken: false,
    apps: [],
    ...more,
  };
}

const PASSCODE = { passcode: { length: 6, simple: false, alphanumeric: false, specialCharacters: 0 } };

function enroll(
  contoso: IntuneTenant,
  type: EnrollmentType = 'webDeviceEnrollment',
  serialNumber = 'SERIAL01',
) {
  const { tenant } = contoso;
  const intune = intuneOf(tenant);
  const user = tenant.collection('users').get('adele') as User;
  const decision = intune.decideEnrollment({ type, user, osVersion: '18.5', serialNumber });
  if (!decision.allowed) throw new Error(decision.refusal.reason);
  const device = { user, name: "Adele's iPhone", model: 'iPhone 16', osVersion: '18.5', serialNumber };
  return { intune, approval: decision as EnrollmentApproval, ...intune.enroll(decision, device) };
}

const managedIn = ({ tenant }: IntuneTenant) => tenant.collection('deviceManagement/managedDevices');

describe('enrollment', () => {
  it('leaves a managed device that is not registered, and a device in Entra ID that nobody owns', () => {
    const contoso = new IntuneTenant();
    const { managedDevice, directoryDevice } = enroll(contoso);
    expect(managedIn(contoso).get(managedDevice.id)).toMatchObject({
      userId: 'adele',
      userPrincipalName: 'adele@contoso.example',
      deviceName: "Adele's iPhone",
      operatingSystem: 'iOS',
      osVersion: '18.5',
      model: 'iPhone 16',
      manufacturer: 'Apple',
      serialNumber: 'SERIAL01',
      managedDeviceOwnerType: 'personal',
      deviceEnrollmentType: 'userEnrollment',
      isSupervised: false,
      managementAgent: 'mdm',
      complianceState: 'unknown',
      azureADRegistered: false,
      azureADDeviceId: EMPTY,
      deviceRegistrationState: 'notRegistered',
      enrolledDateTime: toIso(contoso.tenant.clock.now),
      lastSyncDateTime: toIso(contoso.tenant.clock.now),
    });
    const stub = contoso.tenant.collection('devices').get(directoryDevice.id);
    expect(stub).toMatchObject({ isManaged: true, isCompliant: false, deviceOwnership: 'Personal' });
    expect(stub?.trustType ?? null).toBeNull();
    expect(contoso.tenant.links('devices/registeredOwners').targets(directoryDevice.id)).toEqual([]);
  });

  it('tells no serial number of a user enrollment', () => {
    const { managedDevice } = enroll(new IntuneTenant(), 'accountDrivenUserEnrollment');
    expect(managedDevice).not.toHaveProperty('serialNumber');
    expect(managedDevice.deviceEnrollmentType).toBe('appleAccountDrivenUserEnrollment');
  });

  it('takes the place of the former record of the same device', () => {
    const contoso = new IntuneTenant();
    const first = enroll(contoso);
    const second = enroll(contoso);
    enroll(contoso, 'webDeviceEnrollment', 'SERIAL02');
    expect(Array.from(managedIn(contoso), ({ id }) => id)).toEqual([
      second.managedDevice.id,
      expect.any(String),
    ]);
    expect(contoso.tenant.collection('devices').get(first.directoryDevice.id)?.isManaged).toBe(false);
  });

  it('writes two objects and nothing else', () => {
    const contoso = new IntuneTenant();
    const before = contoso.tenant.journal.lastSequence;
    enroll(contoso);
    expect(contoso.tenant.journal.lastSequence - before).toBe(2);
  });
});

describe('check-in', () => {
  const withPasscode = (hours: number) => {
    const contoso = new IntuneTenant();
    contoso.compliance('passcode', { passcodeRequired: true }, hours, target.allUsers());
    return contoso;
  };

  it('takes the report, evaluates, and says what the device should have', () => {
    const contoso = withPasscode(0);
    contoso.configuration('sso', target.allUsers());
    const { intune, managedDevice } = enroll(contoso);
    contoso.tenant.clock.advance(HOUR);
    const result = intune.checkIn(
      managedDevice.id,
      factsOf({ osVersion: '18.6', deviceName: 'Renamed', jailbroken: true }),
    );
    expect(result.compliance).toMatchObject({
      state: 'noncompliant',
      failing: [{ setting: 'passcodeRequired' }],
    });
    expect(result.effective.appliedConfigurations).toMatchObject([{ id: 'sso' }]);
    expect(result.managedDevice).toMatchObject({
      complianceState: 'noncompliant',
      osVersion: '18.6',
      deviceName: 'Renamed',
      jailBroken: 'True',
      lastSyncDateTime: toIso(contoso.tenant.clock.now),
    });
    expect(intune.checkIn(managedDevice.id, factsOf(PASSCODE)).managedDevice).toMatchObject({
      complianceState: 'compliant',
      jailBroken: 'False',
    });
    expect(managedIn(contoso).get(managedDevice.id)?.$noncompliantSince).toBeUndefined();
  });

  it('tells Entra ID the compliance only once the device is linked', () => {
    const contoso = withPasscode(0);
    const { intune, managedDevice, directoryDevice } = enroll(contoso);
    const directory = contoso.tenant.collection('devices');
    intune.checkIn(managedDevice.id, factsOf(PASSCODE));
    expect(directory.get(directoryDevice.id)?.isCompliant).toBe(false);
    expect(intune.link(managedDevice.id, directoryDevice)).toMatchObject({
      azureADRegistered: true,
      azureADDeviceId: directoryDevice.deviceId,
      deviceRegistrationState: 'registered',
    });
    expect(directory.get(directoryDevice.id)?.isCompliant).toBe(true);
    intune.checkIn(managedDevice.id, factsOf());
    expect(directory.get(directoryDevice.id)?.isCompliant).toBe(false);
  });

  it('judges without writing when asked to', () => {
    const contoso = withPasscode(0);
    const { intune, managedDevice } = enroll(contoso);
    const before = contoso.tenant.journal.lastSequence;
    expect(intune.evaluate(managedDevice.id, factsOf()).state).toBe('noncompliant');
    expect(contoso.tenant.journal.lastSequence).toBe(before);
  });

  it('lets grace run out on the clock, without the device', () => {
    const contoso = withPasscode(24);
    const { intune, managedDevice, directoryDevice } = enroll(contoso);
    intune.link(managedDevice.id, directoryDevice);
    const start = contoso.tenant.clock.now;
    intune.checkIn(managedDevice.id, factsOf());
    const state = () => managedIn(contoso).get(managedDevice.id);
    expect(state()).toMatchObject({
      complianceState: 'inGracePeriod',
      complianceGracePeriodExpirationDateTime: toIso(start + DAY),
    });
    // Grace keeps the access.
    expect(contoso.tenant.collection('devices').get(directoryDevice.id)?.isCompliant).toBe(true);
    contoso.tenant.clock.advance(DAY - 1);
    intune.checkIn(managedDevice.id, factsOf());
    expect(state()?.complianceState).toBe('inGracePeriod');
    contoso.tenant.clock.advance(1);
    expect(state()?.complianceState).toBe('noncompliant');
    expect(state()?.complianceGracePeriodExpirationDateTime).toBeUndefined();
    expect(contoso.tenant.collection('devices').get(directoryDevice.id)?.isCompliant).toBe(false);
  });

  it('does not end a grace that the device has earned anew', () => {
    const contoso = withPasscode(24);
    const { intune, managedDevice } = enroll(contoso);
    intune.checkIn(managedDevice.id, factsOf());
    contoso.tenant.clock.advance(12 * HOUR);
    intune.checkIn(managedDevice.id, factsOf(PASSCODE));
    intune.checkIn(managedDevice.id, factsOf());
    contoso.tenant.clock.advance(13 * HOUR);
    expect(managedIn(contoso).get(managedDevice.id)?.complianceState).toBe('inGracePeriod');
    contoso.tenant.clock.advance(11 * HOUR);
    expect(managedIn(contoso).get(managedDevice.id)?.complianceState).toBe('noncompliant');
  });

  it('makes a device noncompliant that keeps silent for the validity period, counted from its last contact', () => {
    const contoso = withPasscode(0);
    const { intune, managedDevice } = enroll(contoso);
    contoso.tenant.clock.advance(10 * DAY);
    intune.checkIn(managedDevice.id, factsOf(PASSCODE));
    contoso.tenant.clock.advance(30 * DAY - 1);
    expect(managedIn(contoso).get(managedDevice.id)?.complianceState).toBe('compliant');
    contoso.tenant.clock.advance(1);
    expect(managedIn(contoso).get(managedDevice.id)?.complianceState).toBe('noncompliant');
    expect(intune.checkIn(managedDevice.id, factsOf(PASSCODE)).managedDevice.complianceState).toBe(
      'compliant',
    );
    contoso.tenant.clock.advance(30 * DAY);
    expect(managedIn(contoso).get(managedDevice.id)?.complianceState).toBe('noncompliant');
  });

  it('fails a device whose user has lost the licence', () => {
    const contoso = withPasscode(0);
    const { intune, managedDevice } = enroll(contoso);
    contoso.tenant.collection('users').update('adele', { assignedLicenses: [] }, SERVICES.seed);
    expect(intune.checkIn(managedDevice.id, factsOf(PASSCODE)).compliance.failing).toMatchObject([
      { setting: 'DefaultDeviceCompliancePolicy.RequireUserExistence' },
    ]);
  });

  it('reaches an enrolled device by its Entra object, its ownership and its model', () => {
    const contoso = new IntuneTenant();
    const { intune, managedDevice, directoryDevice } = enroll(contoso);
    contoso.group('phones', directoryDevice.id);
    contoso.filter(
      'iphones',
      '(device.model -startsWith "iPhone") and (device.deviceOwnership -eq "Personal")',
    );
    contoso.configuration('by group', target.group('phones', filtered('iphones', 'include')));
    contoso.configuration('not by filter', target.allDevices(filtered('iphones', 'exclude')));
    expect(intune.effective(managedDevice.id).appliedConfigurations).toMatchObject([{ id: 'by group' }]);
  });

  it('refuses a device that is not managed', () => {
    const { intune } = enroll(new IntuneTenant());
    for (const call of [
      () => intune.checkIn('gone', factsOf()),
      () => intune.effective('gone'),
      () => intune.retire('gone'),
      () => intune.reportProfile('gone', 'p'),
    ]) {
      expect(call).toThrow(MissingEntityError);
    }
  });
});

describe('retiring', () => {
  it('removes the record and leaves the Entra device, neither managed nor compliant', () => {
    const contoso = new IntuneTenant();
    const { intune, managedDevice, directoryDevice } = enroll(contoso);
    intune.checkIn(managedDevice.id, factsOf());
    intune.link(managedDevice.id, directoryDevice);
    intune.retire(managedDevice.id);
    expect(managedIn(contoso).size).toBe(0);
    expect(contoso.tenant.collection('devices').get(directoryDevice.id)).toMatchObject({
      isManaged: false,
      isCompliant: false,
    });
    // Its events come due and mean nothing any more.
    contoso.tenant.clock.advance(40 * DAY);
    expect(managedIn(contoso).size).toBe(0);
  });
});

describe('device statuses', () => {
  it('are worked out for the devices that a policy is meant for', () => {
    const contoso = new IntuneTenant();
    contoso.configuration('sso', target.allUsers());
    contoso.configuration('nobody');
    contoso.compliance('passcode', { passcodeRequired: true }, 24, target.allUsers());
    const one = enroll(contoso);
    const two = enroll(contoso, 'webDeviceEnrollment', 'SERIAL02');
    const { intune } = one;
    const statuses = (set: typeof CONFIGURATIONS | typeof POLICIES, id: string, from?: string) =>
      Array.from(listDeviceStatuses(contoso.tenant, set, id, from), ({ status }) => status);
    expect(statuses(POLICIES, 'passcode')).toEqual(['unknown', 'unknown']);
    intune.checkIn(one.managedDevice.id, factsOf());
    intune.checkIn(two.managedDevice.id, factsOf(PASSCODE));
    intune.reportProfile(one.managedDevice.id, 'sso', 'the URLs are in use');
    expect(statuses(CONFIGURATIONS, 'sso')).toEqual(['error', 'compliant']);
    expect(statuses(CONFIGURATIONS, 'sso', one.managedDevice.id)).toEqual(['compliant']);
    expect(statuses(CONFIGURATIONS, 'nobody')).toEqual([]);
    expect(statuses(CONFIGURATIONS, 'gone')).toEqual([]);
    expect([...listDeviceStatuses(contoso.tenant, POLICIES, 'passcode')]).toMatchObject([
      {
        status: 'nonCompliant',
        deviceDisplayName: "Adele's iPhone",
        userPrincipalName: 'adele@contoso.example',
        complianceGracePeriodExpirationDateTime: toIso(contoso.tenant.clock.now + DAY),
      },
      { status: 'compliant' },
    ]);
    intune.reportProfile(one.managedDevice.id, 'sso');
    expect(statuses(CONFIGURATIONS, 'sso')).toEqual(['compliant', 'compliant']);
    expect(managedIn(contoso).get(one.managedDevice.id)?.$profileErrors).toBeUndefined();
    contoso.tenant.clock.advance(HOUR);
    contoso.tenant
      .collection(CONFIGURATIONS)
      .update('sso', { lastModifiedDateTime: toIso(contoso.tenant.clock.now) }, SERVICES.seed);
    expect(statuses(CONFIGURATIONS, 'sso')).toEqual(['unknown', 'unknown']);
  });
});
