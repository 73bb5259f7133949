// What a profile of automated enrollment asks for.
import { assumptionsOf, type DepEnrollmentProfile, type Entity, type Tenant } from '../tenant/index.ts';
import { choicesOf, groupsOf, policyBehind } from './enrollment-policy.ts';

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

/**
 * What says each in Graph: of a `depIOSEnrollmentProfile`, where what it doesn't say is false; then of an enrollment policy,
 * which has two ways less.
 */
export const SETUP_IN_GRAPH: Readonly<Record<SetupAuthentication, readonly (readonly string[])[]>> = {
  modern: [
    ['requiresUserAuthentication', 'configurationWebUrl'],
    ['ade_useraffinity_1', 'ade_authenticationmethod_2'],
  ],
  companyPortal: [['requiresUserAuthentication', 'enableAuthenticationViaCompanyPortal']],
  legacy: [['requiresUserAuthentication']],
  none: [['requiresUserAuthentication: false'], ['ade_useraffinity_0']],
  sharedDeviceMode: [['userlessSharedAadModeEnabled'], ['ade_useraffinity_2']],
  sharedIPad: [['enableSharedIPad'], ['ade_useraffinity_3']],
};

export interface EnrollmentSetup {
  readonly authentication: SetupAuthentication;
  /** Whether the home screen waits until the configuration profiles are there. */
  readonly awaitsConfiguration: boolean;
  /** Whether Company Portal comes as a required app. Where it authenticates people, enrollment itself waits for it. */
  readonly bringsCompanyPortal: boolean;
  /** Whether nothing but Company Portal opens until somebody has signed in there. */
  readonly locksToCompanyPortal: boolean;
  /** The ids of the groups that the device becomes a member of as it enrolls. */
  readonly groups: readonly string[];
}

/** What a profile asks for, or the policy of the settings catalog that it stands for. */
export function enrollmentSetup(tenant: Tenant, profile: DepEnrollmentProfile): EnrollmentSetup {
  const policy = policyBehind(tenant, profile);
  const { authentication, awaits } = policy ? saidByPolicy(policy) : saidByProfile(tenant, profile);
  return {
    authentication,
    awaitsConfiguration: AWAITING.has(authentication) && awaits,
    bringsCompanyPortal:
      authentication === 'modern' ||
      (authentication === 'legacy' &&
        profile['requireCompanyPortalOnSetupAssistantEnrolledDevices'] === true),
    locksToCompanyPortal: authentication === 'companyPortal' && locksToCompanyPortal(profile),
    groups: policy ? groupsOf(policy) : ((profile['enrollmentTimeAzureAdGroupIds'] ?? []) as string[]),
  };
}

/**
 * "Run Company Portal in Single App Mode until authentication". [documented] `enableSingleAppEnrollmentMode` "Tells the device to enable
 * single app mode and apply app-lock during enrollment"; it takes `enableAuthenticationViaCompanyPortal` and `companyPortalVppTokenId`.
 */
export function locksToCompanyPortal(profile: DepEnrollmentProfile): boolean {
  return profile['enableSingleAppEnrollmentMode'] === true && Boolean(profile['companyPortalVppTokenId']);
}

/** [documented] which devices await their final configuration: Set up automated device enrollment for iOS/iPadOS. */
const AWAITING: ReadonlySet<SetupAuthentication> = new Set(['modern', 'none', 'sharedDeviceMode']);

interface Said {
  readonly authentication: SetupAuthentication;
  readonly awaits: boolean;
}

function saidByProfile(tenant: Tenant, profile: DepEnrollmentProfile): Said {
  return {
    authentication: authenticationOf(tenant, profile),
    awaits:
      profile['awaitDeviceConfiguredConfirmation'] === true ||
      profile['waitForDeviceConfiguredConfirmation'] === true,
  };
}

/** [recorded] the options of `ade_useraffinity`. With user affinity, `ade_authenticationmethod` has one option. */
const BY_AFFINITY: Readonly<Record<string, SetupAuthentication>> = {
  '0': 'none',
  '1': 'modern',
  '2': 'sharedDeviceMode',
  '3': 'sharedIPad',
};

/** [inferred] that what a policy doesn't set is what the setting's definition begins with. */
function saidByPolicy(policy: Entity): Said {
  const choices = choicesOf(policy);
  const authentication = BY_AFFINITY[choices.get('ade_useraffinity') ?? '1'] ?? 'modern';
  const of = authentication === 'modern' ? 'modernauth' : 'useraffinity';
  return { authentication, awaits: (choices.get(`ade_${of}_awaitfinalconfiguration`) ?? '1') === '1' };
}

/** That `configurationWebUrl` stands for modern authentication is inferred: no page maps it. */
function authenticationOf(tenant: Tenant, profile: DepEnrollmentProfile): SetupAuthentication {
  if (profile['enableSharedIPad'] === true) return 'sharedIPad';
  if (profile['userlessSharedAadModeEnabled'] === true) return 'sharedDeviceMode';
  if (!profile.requiresUserAuthentication) return 'none';
  if (profile.enableAuthenticationViaCompanyPortal) return 'companyPortal';
  const flag = assumptionsOf(tenant).modernAuthenticationFlag;
  return profile.configurationWebUrl || flag === 'userAffinity' ? 'modern' : 'legacy';
}
