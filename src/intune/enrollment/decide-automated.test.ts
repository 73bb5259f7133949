import { describe, expect, it } from 'vitest';
import { IntuneTenant } from '../../../test/intune-tenant.ts';
import { contosoWithToken, decide, refusalOf, TOKENS } from '../../../test/support/enrollment-decisions.ts';
import { SERVICES, type User } from '../../tenant/index.ts';
import type { EnrollmentType } from './types.ts';

describe('automated device enrollment', () => {
  it('needs a token, that lists the device, is valid and has a profile for it', () => {
    expect(refusalOf(new IntuneTenant(), 'automatedDeviceEnrollment').code).toBe(
      'EnrollmentProgramTokenMissing',
    );
    const contoso = contosoWithToken();
    expect(refusalOf(contoso, 'automatedDeviceEnrollment', { serialNumber: 'UNKNOWN00' }).code).toBe(
      'DeviceNotInEnrollmentProgram',
    );
    contoso.tenant.collection(`${TOKENS}/enrollmentProfiles`).remove('token_modern', SERVICES.seed);
    expect(refusalOf(contoso, 'automatedDeviceEnrollment').code).toBe('EnrollmentProfileMissing');
    contoso.tenant
      .collection(TOKENS)
      .update('token', { tokenExpirationDateTime: contoso.inDays(0) }, SERVICES.seed);
    expect(refusalOf(contoso, 'automatedDeviceEnrollment').code).toBe('EnrollmentProgramTokenExpired');
  });

  // Authentication methods for automated device enrollment.
  it.each([
    [{}, '', true],
    [{ configurationWebUrl: false }, 'Legacy', true],
    [{ enableAuthenticationViaCompanyPortal: true }, 'WithCompanyPortal', true],
    [{ requiresUserAuthentication: false }, 'WithoutUser', false],
    [{ requiresUserAuthentication: false, userlessSharedAadModeEnabled: true }, 'SharedDeviceMode', false],
    [{ requiresUserAuthentication: false, enableSharedIPad: true }, 'SharedIPad', false],
  ])(
    'a profile with %j leads to automatedDeviceEnrollment%s, with a user: %s',
    (profile, way, userAffinity) => {
      const contoso = contosoWithToken(profile);
      const type = `automatedDeviceEnrollment${way}` as EnrollmentType;
      for (const asked of ['automatedDeviceEnrollment', type] as const) {
        expect(decide(contoso, asked)).toMatchObject({
          allowed: true,
          facts: { type, userAffinity },
          profile: { displayName: 'Modern' },
        });
      }
    },
  );

  it('takes nobody a way that the profile of the device doesn’t go', () => {
    expect(refusalOf(contosoWithToken(), 'automatedDeviceEnrollmentLegacy').code).toBe(
      'EnrollmentTypeNotOffered',
    );
  });

  it.each([
    ['iPhone 16', '18.5', false],
    ['iPad Air (M2)', '13.3', false],
    ['iPad Air (M2)', '13.4', true],
  ])('makes a Shared iPad of an %s with %s: %s', (model, osVersion, allowed) => {
    const contoso = contosoWithToken({ requiresUserAuthentication: false, enableSharedIPad: true });
    const decision = decide(contoso, 'automatedDeviceEnrollment', { model, osVersion });
    expect(decision.allowed).toBe(allowed);
    if (!decision.allowed) expect(decision.refusal.code).toBe('SharedIPadNotSupported');
  });

  it.each([
    [{}, '18.5', false],
    [{ awaitDeviceConfiguredConfirmation: true }, '18.5', true],
    [{ awaitDeviceConfiguredConfirmation: true }, '12.5', false],
    [{ awaitDeviceConfiguredConfirmation: true, configurationWebUrl: false }, '18.5', false],
    [{ awaitDeviceConfiguredConfirmation: true, requiresUserAuthentication: false }, '13.0', true],
    [
      {
        awaitDeviceConfiguredConfirmation: true,
        requiresUserAuthentication: false,
        enableSharedIPad: true,
      },
      '18.5',
      false,
    ],
  ])('with %j and iOS %s awaits the final configuration: %s', (profile, osVersion, awaitsConfiguration) => {
    expect(decide(contosoWithToken(profile), 'automatedDeviceEnrollment', { osVersion })).toMatchObject({
      allowed: true,
      setup: { awaitsConfiguration },
    });
  });

  it('asks nobody for a licence when the device belongs to nobody', () => {
    const contoso = contosoWithToken({ requiresUserAuthentication: false });
    const bruno = contoso.tenant.collection('users').get('bruno') as User;
    expect(decide(contoso, 'automatedDeviceEnrollment', { user: bruno }).allowed).toBe(true);
  });
});
