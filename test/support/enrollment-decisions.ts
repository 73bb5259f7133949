// What Intune decides about an enrollment in a tenant that has a token of Apple Business Manager.
import { expect } from 'vitest';
import { addToBusinessManager } from '../../src/apple/automated-enrollment.ts';
import { decideEnrollment, type EnrollmentRequest } from '../../src/intune/enrollment/decision.ts';
import type { EnrollmentType } from '../../src/intune/enrollment/types.ts';
import { createLicenseCheck } from '../../src/intune/license.ts';
import type { User } from '../../src/tenant/index.ts';
import { IntuneTenant } from '../intune-tenant.ts';

export const PROFILES = 'deviceManagement/appleUserInitiatedEnrollmentProfiles';
export const TOKENS = 'deviceManagement/depOnboardingSettings';
export const APNS = 'deviceManagement/applePushNotificationCertificate';
export const SERIAL = 'F17CNT0SO001';

/** A tenant in which every type of enrollment works. */
export function contosoWithToken(profile: Record<string, unknown> = {}): IntuneTenant {
  const contoso = new IntuneTenant();
  contoso.put(TOKENS, {
    id: 'token',
    tokenName: 'ABM',
    tokenExpirationDateTime: contoso.inDays(100),
    defaultIosEnrollmentProfile: 'modern',
  });
  contoso.put(`${TOKENS}/enrollmentProfiles`, {
    '@odata.type': '#microsoft.graph.depIOSEnrollmentProfile',
    id: 'token_modern',
    $parent: 'token',
    displayName: 'Modern',
    requiresUserAuthentication: true,
    enableAuthenticationViaCompanyPortal: false,
    configurationWebUrl: true,
    ...profile,
  });
  addToBusinessManager(contoso.tenant, SERIAL);
  return contoso;
}

export function decide(contoso: IntuneTenant, type: EnrollmentType, more: Partial<EnrollmentRequest> = {}) {
  const { tenant } = contoso;
  const user = tenant.collection('users').get('adele') as User;
  const request = { type, user, osVersion: '17.7', serialNumber: SERIAL, ...more };
  return decideEnrollment(tenant, request, createLicenseCheck(tenant));
}

export function refusalOf(
  contoso: IntuneTenant,
  type: EnrollmentType,
  more: Partial<EnrollmentRequest> = {},
) {
  const decision = decide(contoso, type, more);
  if (decision.allowed) throw new Error(`${type} was allowed`);
  for (const text of [decision.refusal.reason, decision.refusal.user, decision.refusal.fix])
    expect(text).toMatch(/\S/);
  return decision.refusal;
}
