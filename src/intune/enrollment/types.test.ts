import { describe, expect, it } from 'vitest';
import { ENROLLMENT_TYPES, enrollmentFacts, enrollmentTypeOfProfile, JUST_IN_TIME_TYPES } from './types.ts';

describe('enrollment types', () => {
  // Graph: deviceEnrollmentType, managedDeviceOwnerType, isSupervised after each enrollment.
  it.each([
    ['accountDrivenUserEnrollment', 'appleAccountDrivenUserEnrollment', 'personal', false, '15.0'],
    ['userEnrollmentWithCompanyPortal', 'appleUserEnrollment', 'personal', false, '13.0'],
    ['webDeviceEnrollment', 'userEnrollment', 'personal', false, '15.0'],
    ['deviceEnrollmentWithCompanyPortal', 'userEnrollment', 'personal', false, '14.0'],
    ['automatedDeviceEnrollment', 'appleBulkWithUser', 'company', true, '13.0'],
    ['automatedDeviceEnrollmentWithCompanyPortal', 'appleBulkWithUser', 'company', true, '11.0'],
    ['automatedDeviceEnrollmentLegacy', 'appleBulkWithUser', 'company', true, '11.0'],
    ['automatedDeviceEnrollmentWithoutUser', 'appleBulkWithoutUser', 'company', true, '11.0'],
    ['automatedDeviceEnrollmentSharedDeviceMode', 'appleBulkWithoutUser', 'company', true, '13.5'],
    ['automatedDeviceEnrollmentSharedIPad', 'appleBulkWithoutUser', 'company', true, '13.4'],
  ] as const)('%s leaves %s, %s, supervised %s, from iOS %s', (type, wire, owner, supervised, minimumOs) => {
    expect(enrollmentFacts(type)).toMatchObject({
      deviceEnrollmentType: { beta: wire },
      owner,
      supervised,
      minimumOs,
    });
  });

  it('has a v1.0 name for the type that only beta knows', () => {
    expect(enrollmentFacts('accountDrivenUserEnrollment').deviceEnrollmentType['v1.0']).toBe(
      'appleUserEnrollment',
    );
    const elsewhere = ENROLLMENT_TYPES.filter(({ deviceEnrollmentType: wire }) => wire.beta !== wire['v1.0']);
    expect(elsewhere.map(({ type }) => type)).toEqual(['accountDrivenUserEnrollment']);
  });

  it('register devices just in time in these five', () => {
    expect(JUST_IN_TIME_TYPES).toEqual([
      'accountDrivenUserEnrollment',
      'userEnrollmentWithCompanyPortal',
      'webDeviceEnrollment',
      'deviceEnrollmentWithCompanyPortal',
      'automatedDeviceEnrollment',
    ]);
  });

  it.each([
    ['accountDrivenUserEnrollment', 'accountDrivenUserEnrollment'],
    ['user', 'userEnrollmentWithCompanyPortal'],
    ['webDeviceEnrollment', 'webDeviceEnrollment'],
    ['device', 'deviceEnrollmentWithCompanyPortal'],
    ['unknown', undefined],
  ])('reads the profile type %s as %s', (profileType, type) => {
    expect(enrollmentTypeOfProfile(profileType)?.type).toBe(type);
  });
});
