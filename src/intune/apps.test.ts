import { describe, expect, it } from 'vitest';
import { IntuneTenant, target } from '../../test/intune-tenant.ts';
import { MINUTE } from '../clock/index.ts';
import { type InstallOptions, planInstalls } from './apps.ts';
import { resolveEffectiveSet } from './assignment.ts';
import { appArrivalDelay, checkInDelay } from './cadence.ts';
import { ENROLLMENT_TYPES, type EnrollmentType } from './enrollment/types.ts';

const SET = 'deviceAppManagement/mobileApps';
const AUTHENTICATOR = 'com.microsoft.azureauthenticator';

function tenantWith(
  type: string,
  settings: object | undefined,
  app: Record<string, unknown> = {},
  intent = 'required',
) {
  const contoso = new IntuneTenant();
  contoso.put(SET, {
    '@odata.type': `#microsoft.graph.${type}`,
    id: 'app',
    displayName: 'Microsoft Authenticator',
    bundleId: AUTHENTICATOR,
    ...app,
  });
  contoso.assign(SET, 'app', [target.allUsers()], { intent, ...(settings && { settings }) });
  return contoso;
}

function plan({ tenant }: IntuneTenant, enrollmentType: EnrollmentType, more: Partial<InstallOptions> = {}) {
  const effective = resolveEffectiveSet(tenant, { userId: 'adele', device: {} });
  return planInstalls(tenant, effective, { enrollmentType, now: tenant.clock.now, ...more });
}

const device = { useDeviceLicensing: true };
const user = { useDeviceLicensing: false };

describe('required apps', () => {
  // Row 13: an App Store app or a device licence never installs as managed on user enrollment.
  it.each<[string, object | undefined, EnrollmentType, string, string]>([
    ['iosVppApp', user, 'accountDrivenUserEnrollment', 'userLicense', 'asks'],
    ['iosVppApp', device, 'accountDrivenUserEnrollment', 'deviceLicense', 'fails'],
    ['iosStoreApp', undefined, 'accountDrivenUserEnrollment', 'appStore', 'fails'],
    ['iosStoreApp', undefined, 'userEnrollmentWithCompanyPortal', 'appStore', 'fails'],
    ['iosLobApp', undefined, 'accountDrivenUserEnrollment', 'lineOfBusiness', 'asks'],
    ['iosVppApp', device, 'webDeviceEnrollment', 'deviceLicense', 'asks'],
    ['iosStoreApp', undefined, 'deviceEnrollmentWithCompanyPortal', 'appStore', 'asks'],
    ['iosVppApp', device, 'automatedDeviceEnrollment', 'deviceLicense', 'silent'],
    ['iosVppApp', user, 'automatedDeviceEnrollment', 'userLicense', 'asks'],
    ['iosLobApp', undefined, 'automatedDeviceEnrollment', 'lineOfBusiness', 'silent'],
  ])('%s with %j on %s', (type, settings, enrollmentType, delivery, outcome) => {
    expect(plan(tenantWith(type, settings), enrollmentType)).toMatchObject([
      { bundleId: AUTHENTICATOR, delivery, outcome, reason: expect.stringMatching(/\S/) },
    ]);
  });

  it.each(['available', 'uninstall'])('are only those: not %s ones', (intent) => {
    expect(plan(tenantWith('iosVppApp', user, {}, intent), 'webDeviceEnrollment')).toEqual([]);
  });

  it('of the web install nothing', () => {
    expect(plan(tenantWith('webApp', undefined), 'webDeviceEnrollment')).toEqual([]);
  });

  it('fail without a licence: the token expired, or all licences taken', () => {
    const contoso = tenantWith('iosVppApp', user, { vppTokenId: 'vpp' });
    contoso.put('deviceAppManagement/vppTokens', {
      id: 'vpp',
      organizationName: '',
      expirationDateTime: contoso.inDays(0),
    });
    expect(plan(contoso, 'webDeviceEnrollment')).toMatchObject([
      { outcome: 'fails', reason: 'the VPP token of the app has expired' },
    ]);
    const taken = tenantWith('iosVppApp', user, { totalLicenseCount: 5, usedLicenseCount: 5 });
    expect(plan(taken, 'webDeviceEnrollment')).toMatchObject([
      { outcome: 'fails', reason: 'all 5 licences of the app are in use' },
    ]);
    const left = tenantWith('iosVppApp', user, { totalLicenseCount: 5, usedLicenseCount: 4 });
    expect(plan(left, 'webDeviceEnrollment')).toMatchObject([{ outcome: 'asks' }]);
  });

  it('that several policies bring come once, in the way that works', () => {
    const contoso = tenantWith('iosStoreApp', undefined);
    contoso.put(SET, {
      '@odata.type': '#microsoft.graph.iosVppApp',
      id: 'vpp',
      displayName: 'Authenticator',
      bundleId: AUTHENTICATOR.toUpperCase(),
    });
    contoso.assign(SET, 'vpp', [target.allUsers()], { intent: 'required', settings: user });
    expect(plan(contoso, 'accountDrivenUserEnrollment')).toMatchObject([
      { app: { id: 'vpp' }, bundleId: AUTHENTICATOR, outcome: 'asks' },
    ]);
  });

  it('include the Company Portal when the enrollment profile brings it, and only then', () => {
    const contoso = new IntuneTenant();
    expect(plan(contoso, 'automatedDeviceEnrollment', { bringsCompanyPortal: true })).toMatchObject([
      { bundleId: 'com.microsoft.CompanyPortal', outcome: 'silent' },
    ]);
    for (const { type } of ENROLLMENT_TYPES) expect(plan(contoso, type)).toEqual([]);
  });
});

describe('cadences', () => {
  it('check in every 15 minutes for an hour, then about every 8 hours', () => {
    for (const since of [0, 15, 30, 45]) expect(checkInDelay(since * MINUTE, 0.5)).toBe(15 * MINUTE);
    expect(checkInDelay(60 * MINUTE, 0.5)).toBe(480 * MINUTE);
    expect(checkInDelay(60 * MINUTE, 0)).toBe(456 * MINUTE);
    expect(checkInDelay(6000 * MINUTE, 0.999)).toBeLessThan(504 * MINUTE);
  });

  it('have Authenticator arrive in a few minutes, before five have passed', () => {
    expect(appArrivalDelay(0)).toBeGreaterThan(MINUTE);
    expect(appArrivalDelay(0.5)).toBeGreaterThan(appArrivalDelay(0));
    expect(appArrivalDelay(0.999)).toBeLessThan(5 * MINUTE);
  });
});
