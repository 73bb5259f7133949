// What a profile of automated enrollment asks for.
import { assumptionsOf, type DepEnrollmentProfile, type Tenant } from '../tenant/index.ts';

/**
 * Who signs in while Setup Assistant runs, and how. Only `modern` goes on to just-in-time registration.
 * Source: authentication methods for automated device enrollment.
 */
export type SetupAuthentication =
  | 'modern'
  | 'legacy'
  | 'companyPortal'
  | 'none'
  | 'sharedDeviceMode'
  | 'sharedIPad';

/** What of a `depIOSEnrollmentProfile` says each; what a profile doesn't say is false. */
export const SETUP_IN_GRAPH: Readonly<Record<SetupAuthentication, readonly string[]>> = {
  modern: ['requiresUserAuthentication', 'configurationWebUrl'],
  companyPortal: ['requiresUserAuthentication', 'enableAuthenticationViaCompanyPortal'],
  legacy: ['requiresUserAuthentication'],
  none: ['requiresUserAuthentication: false'],
  sharedDeviceMode: ['userlessSharedAadModeEnabled'],
  sharedIPad: ['enableSharedIPad'],
};

export interface EnrollmentSetup {
  readonly authentication: SetupAuthentication;
  /** Whether the home screen waits until the configuration profiles are there. */
  readonly awaitsConfiguration: boolean;
  /** Whether Company Portal comes as a required app. Where it authenticates people, enrollment itself waits for it. */
  readonly bringsCompanyPortal: boolean;
}

/** What a profile asks for. */
export function enrollmentSetup(tenant: Tenant, profile: DepEnrollmentProfile): EnrollmentSetup {
  const authentication = authenticationOf(tenant, profile);
  return {
    authentication,
    awaitsConfiguration:
      AWAITING.has(authentication) &&
      (profile['awaitDeviceConfiguredConfirmation'] === true ||
        profile['waitForDeviceConfiguredConfirmation'] === true),
    bringsCompanyPortal:
      authentication === 'modern' ||
      (authentication === 'legacy' &&
        profile['requireCompanyPortalOnSetupAssistantEnrolledDevices'] === true),
  };
}

/** [documented] which devices await their final configuration: Set up automated device enrollment for iOS/iPadOS. */
const AWAITING: ReadonlySet<SetupAuthentication> = new Set(['modern', 'none', 'sharedDeviceMode']);

/** That `configurationWebUrl` stands for modern authentication is inferred: no page maps it. */
function authenticationOf(tenant: Tenant, profile: DepEnrollmentProfile): SetupAuthentication {
  if (profile['enableSharedIPad'] === true) return 'sharedIPad';
  if (profile['userlessSharedAadModeEnabled'] === true) return 'sharedDeviceMode';
  if (!profile.requiresUserAuthentication) return 'none';
  if (profile.enableAuthenticationViaCompanyPortal) return 'companyPortal';
  const flag = assumptionsOf(tenant).modernAuthenticationFlag;
  return profile.configurationWebUrl || flag === 'userAffinity' ? 'modern' : 'legacy';
}
