import { describe, expect, it } from 'vitest';
import { target } from '../../../test/intune-tenant.ts';
import {
  APNS,
  contosoWithToken,
  decide,
  PROFILES,
  refusalOf,
} from '../../../test/support/enrollment-decisions.ts';
import { SERVICES, type User } from '../../tenant/index.ts';
import { ENROLLMENT_TYPES, enrollmentFacts, JUST_IN_TIME_TYPES } from './types.ts';

describe.each(JUST_IN_TIME_TYPES)('%s', (type) => {
  it('is allowed when everything is in place', () => {
    expect(decide(contosoWithToken(), type)).toMatchObject({
      allowed: true,
      facts: { type, userAffinity: true },
    });
  });

  it('needs an Intune licence', () => {
    const contoso = contosoWithToken();
    const bruno = contoso.tenant.collection('users').get('bruno') as User;
    expect(refusalOf(contoso, type, { user: bruno })).toMatchObject({
      code: 'UserLicenseTypeInvalid',
      user: expect.stringContaining('User Name Not Recognized'),
      evidence: 'documented',
    });
  });

  it('needs a push certificate that is there and valid', () => {
    const contoso = contosoWithToken();
    contoso.tenant.collection(APNS).update('apns', { expirationDateTime: contoso.inDays(0) }, SERVICES.seed);
    expect(refusalOf(contoso, type)).toMatchObject({
      code: 'APNSCertificateNotValid',
      fix: expect.stringContaining('Renew the certificate'),
    });
    contoso.tenant
      .collection(APNS)
      .update('apns', { expirationDateTime: contoso.inDays(-30) }, SERVICES.seed);
    expect(refusalOf(contoso, type).fix).toContain('create a new certificate');
    contoso.tenant.collection(APNS).remove('apns', SERVICES.seed);
    expect(refusalOf(contoso, type).code).toBe('NoEnrollmentPolicy');
  });
});

describe('licences', () => {
  it('count only while a plan of Intune is on', () => {
    const contoso = contosoWithToken();
    const [sku] = contoso.tenant.collection('subscribedSkus');
    const { skuId, servicePlans } = sku as NonNullable<typeof sku>;
    const off = { assignedLicenses: [{ skuId, disabledPlans: [servicePlans[0]?.servicePlanId ?? ''] }] };
    contoso.tenant.collection('users').update('adele', off, SERVICES.seed);
    expect(refusalOf(contoso, 'webDeviceEnrollment').code).toBe('UserLicenseTypeInvalid');
    const unknown = { assignedLicenses: [{ skuId: '00000000-0000-4000-8000-00000000dead' }] };
    contoso.tenant.collection('users').update('adele', unknown, SERVICES.seed);
    expect(refusalOf(contoso, 'webDeviceEnrollment').code).toBe('UserLicenseTypeInvalid');
  });
});

describe('the operating system', () => {
  it.each([
    ['deviceEnrollmentWithCompanyPortal', '13.7', '14.0'],
    ['userEnrollmentWithCompanyPortal', '12.5.7', '13.0'],
    // Not even what such a device falls back to takes it.
    ['webDeviceEnrollment', '13.7', '15.0'],
    ['accountDrivenUserEnrollment', '12.5.7', '15.0'],
  ] as const)('%s refuses %s and takes %s', (type, tooOld, enough) => {
    expect(refusalOf(contosoWithToken(), type, { osVersion: tooOld }).code).toBe('DeviceTypeNotSupported');
    expect(decide(contosoWithToken(), type, { osVersion: enough }).allowed).toBe(true);
  });

  // Apple, com.apple.mdm; Set up user enrollment with Company Portal: "iPadOS version 13.1 or later".
  it('has profile-based user enrollment up to iOS 17, and on iPads from 13.1 on', () => {
    const type = 'userEnrollmentWithCompanyPortal';
    expect(refusalOf(contosoWithToken(), type, { osVersion: '18.0' }).code).toBe('EnrollmentTypeRemoved');
    expect(decide(contosoWithToken(), type, { osVersion: '17.7.2' }).allowed).toBe(true);
    const iPad = { model: 'iPad Air (M2)', osVersion: '13.0' };
    expect(refusalOf(contosoWithToken(), type, iPad).code).toBe('DeviceTypeNotSupported');
    expect(decide(contosoWithToken(), type, { ...iPad, osVersion: '13.1' }).allowed).toBe(true);
  });

  it.each([
    ['accountDrivenUserEnrollment', '14.9', 'userEnrollmentWithCompanyPortal'],
    ['webDeviceEnrollment', '14.9', 'deviceEnrollmentWithCompanyPortal'],
    ['automatedDeviceEnrollment', '12.5', 'automatedDeviceEnrollmentLegacy'],
  ] as const)('leads %s with %s to %s', (type, osVersion, instead) => {
    const { title } = enrollmentFacts(instead);
    expect(decide(contosoWithToken(), type, { osVersion })).toMatchObject({
      allowed: true,
      facts: { type: instead },
      warnings: expect.arrayContaining([expect.stringContaining(`falls back to ${title}`)]),
    });
  });

  it('leads to it for a profile of the newer type too, and only such devices', () => {
    const contoso = contosoWithToken();
    contoso.put(PROFILES, {
      id: 'p',
      displayName: 'BYOD',
      platform: 'iOS',
      priority: 0,
      defaultEnrollmentType: 'accountDrivenUserEnrollment',
    });
    contoso.assign(PROFILES, 'p', [target.allUsers()]);
    const older = { osVersion: '14.9' };
    for (const type of ['accountDrivenUserEnrollment', 'userEnrollmentWithCompanyPortal'] as const)
      expect(decide(contoso, type, older)).toMatchObject({
        facts: { type: 'userEnrollmentWithCompanyPortal' },
      });
    expect(decide(contoso, 'userEnrollmentWithCompanyPortal').allowed).toBe(false);
  });
});

describe('user enrollment', () => {
  it.each(['accountDrivenUserEnrollment', 'userEnrollmentWithCompanyPortal'] as const)(
    '%s needs a Managed Apple Account',
    (type) => {
      expect(refusalOf(contosoWithToken(), type, { managedAppleAccount: false }).code).toBe(
        'ManagedAppleAccountMissing',
      );
      expect(decide(contosoWithToken(), 'webDeviceEnrollment', { managedAppleAccount: false }).allowed).toBe(
        true,
      );
    },
  );

  it('account-driven, needs the well-known file of the person’s domain', () => {
    const refusal = refusalOf(contosoWithToken(), 'accountDrivenUserEnrollment', { wellKnownFile: false });
    expect(refusal).toMatchObject({ code: 'WellKnownFileMissing', evidence: 'documented' });
    expect(refusal.reason).toContain('https://contoso.example/.well-known/com.apple.remotemanagement');
  });

  it('with Company Portal, warns that it is deprecated', () => {
    const decision = decide(contosoWithToken(), 'userEnrollmentWithCompanyPortal');
    expect(decision).toMatchObject({
      allowed: true,
      warnings: [expect.stringContaining('deprecated'), expect.any(String)],
    });
  });
});

describe('enrollment profiles of people', () => {
  const withProfile = (more: Record<string, unknown>) => {
    const contoso = contosoWithToken();
    contoso.put(PROFILES, { id: 'p', displayName: 'BYOD', platform: 'iOS', priority: 0, ...more });
    contoso.assign(PROFILES, 'p', [target.allUsers()]);
    return contoso;
  };

  it('are assumed to allow the type when none is assigned, with a warning unless it is the default type', () => {
    expect(decide(contosoWithToken(), 'webDeviceEnrollment')).toMatchObject({
      warnings: [expect.stringContaining('assumed')],
    });
    expect(decide(contosoWithToken(), 'deviceEnrollmentWithCompanyPortal')).toMatchObject({ warnings: [] });
  });

  it.each([
    ['accountDrivenUserEnrollment', 'accountDrivenUserEnrollment'],
    ['user', 'userEnrollmentWithCompanyPortal'],
    ['webDeviceEnrollment', 'webDeviceEnrollment'],
    ['device', 'deviceEnrollmentWithCompanyPortal'],
  ] as const)('of the type %s lead to %s only', (defaultEnrollmentType, allowed) => {
    const contoso = withProfile({ defaultEnrollmentType });
    for (const { type, profileType } of ENROLLMENT_TYPES) {
      if (!profileType) continue;
      const decision = decide(contoso, type);
      expect(decision.allowed, type).toBe(type === allowed);
      if (!decision.allowed) expect(decision.refusal.code).toBe('EnrollmentTypeNotOffered');
    }
    expect(decide(contoso, 'automatedDeviceEnrollment').allowed).toBe(true);
  });

  it('may leave the choice to the person', () => {
    const contoso = withProfile({
      defaultEnrollmentType: 'unknown',
      availableEnrollmentTypeOptions: [
        { ownerType: 'company', enrollmentType: 'device' },
        { ownerType: 'personal', enrollmentType: 'webDeviceEnrollment' },
      ],
    });
    expect(decide(contoso, 'webDeviceEnrollment').allowed).toBe(true);
    expect(decide(contoso, 'deviceEnrollmentWithCompanyPortal').allowed).toBe(true);
    expect(refusalOf(contoso, 'accountDrivenUserEnrollment').reason).toContain('Web-based device enrollment');
  });
});
