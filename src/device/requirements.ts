import { evaluateConditionalAccess } from '../entra/conditional-access/index.ts';
import type { Refusal as EnrollmentRefusal } from '../intune/enrollment/refusals.ts';
import type { SsoPayload } from '../intune/sso-payload.ts';
import { appName } from './apps.ts';
import { enrollmentRequest } from './enrollment-decision.ts';
import { enrollmentRequirements } from './enrollment-requirements.ts';
import { blockingRules, refusingRules } from './findings.ts';
import type { JourneyName } from './journeys/index.ts';
import { COMPANY_PORTAL_HOSTS, unreachable } from './network.ts';
import { networkRequirements } from './network-requirements.ts';
import { registrationRequirements } from './registration-requirements.ts';
import type { Scene } from './scene.ts';
import {
  afterRefusal,
  provesSecondFactorInCompanyPortal,
  refusedSignIn,
  securityInfoRegistration,
} from './second-factor.ts';
import { DEVICE_SIGN_INS, decideSignIn } from './sign-ins.ts';
import { resolveExtension, servesApp } from './sso-extension.ts';
import type { Outcome, Role } from './trace.ts';

/** Why a step isn't taken. */
export interface Refusal {
  readonly message: string;
  readonly code?: number | string;
  readonly user?: string;
  /** `failed` when nobody said no and something broke. Default: `refused`. */
  readonly outcome?: Outcome;
  /** Who says so; default: whom the step addressed. */
  readonly from?: Role;
  readonly to?: Role;
  /** The journey that goes on in its place; none: it ends here. */
  readonly instead?: JourneyName;
  /** That journey puts right what kept this one from the step, and then it goes on here. */
  readonly resumes?: true;
  /** Ids of the rules that explain it. */
  readonly findings?: readonly string[];
  /** It broke off on the way: whom the step addresses has not heard of it. */
  readonly unheard?: true;
  /** Why Intune turned an enrollment down, which it notes. */
  readonly noted?: EnrollmentRefusal;
}

export type Requirement = (scene: Scene) => Refusal | undefined;

const GENERIC_ERROR = 'Something went wrong. Please try again later.';

/** What a step may require, by name. The sign-in's are documented with the broker's error codes. */
export const REQUIREMENTS = {
  ...enrollmentRequirements,
  ...networkRequirements,
  ...registrationRequirements,

  /** "App installation is disabled so users can't install apps from the App Store." Source: Shared iPad devices. */
  appStoreOpen(scene) {
    if (scene.enrollment.setup !== 'sharedIPad') return undefined;
    return {
      message: `A Shared iPad installs nothing from the App Store: ${appName(scene)} has to be a required app with licences for devices`,
      user: 'You can’t install apps on this iPad',
    };
  },

  secondFactorInCompanyPortal(scene) {
    const asked = DEVICE_SIGN_INS.enrollment.access(scene);
    const secondFactor = provesSecondFactorInCompanyPortal(scene);
    const { refusal } = evaluateConditionalAccess(scene.tenant, { ...asked, secondFactor });
    return refusal && refusedSignIn(scene, refusal, 'More information is required');
  },

  /** [documented] what a restriction of versions does to a device of automated enrollment: Create device platform restrictions. */
  deviceRecordMapped(scene) {
    const refusal = scene.world.intune.refuseMapping(enrollmentRequest(scene));
    return (
      refusal && {
        outcome: 'failed',
        from: 'companyPortal',
        to: 'person',
        code: refusal.code,
        message: refusal.reason,
        user: refusal.user,
        noted: refusal,
      }
    );
  },

  /** P4. The profile names an extension that isn't there: the app has nobody to ask. */
  authenticatorInPlace(scene) {
    const { state } = scene;
    if (state.deviceId !== undefined) return undefined;
    const extension = resolveExtension(state, scene.tenant);
    if (extension.is !== 'withoutAuthenticator' || !handledBy(scene, extension.payload)) return undefined;
    return {
      outcome: 'failed',
      from: 'app',
      to: 'person',
      // "Broker app needs to be installed"; which of its errors the app shows is undocumented.
      code: 501271,
      message:
        'The profile with the SSO extension is on the device, and Microsoft Authenticator, which brings it, is not',
      user: `${appName(scene)} shows an error: sign-in needs Microsoft Authenticator`,
      findings: blockingRules(scene, 'registration'),
    };
  },

  /** P5. Apple's system has to confirm that the extension may answer for Microsoft's addresses. */
  extensionAssociated(scene) {
    const extension = resolveExtension(scene.state, scene.tenant);
    if (extension.is !== 'unassociated' || !handledBy(scene, extension.payload)) return undefined;
    return {
      outcome: 'failed',
      from: 'device',
      to: 'app',
      code: 1012,
      message: `NSURLErrorDomain: the SSO extension is not associated with Microsoft's addresses, because ${extension.why}`,
      user: GENERIC_ERROR,
      instead: 'webSignIn',
      findings: blockingRules(scene, 'registration'),
    };
  },

  accountEnabled({ user }) {
    if (user.userPrincipalName !== '' && user.accountEnabled !== false) return undefined;
    return user.userPrincipalName === ''
      ? {
          code: 50034,
          message: 'The user account does not exist in the directory',
          user: 'This account does not exist',
        }
      : { code: 50057, message: 'The user account is disabled', user: 'Your account has been locked' };
  },

  accessWithoutDevice: (scene) => access(scene, 'web'),
  accessWithDevice: (scene) => access(scene, 'app'),

  /** P7. Conditional access that asks for the device waits until there is one; all else is asked at once. */
  secondFactorForSignIn(scene) {
    const { refusal } = evaluateConditionalAccess(scene.tenant, DEVICE_SIGN_INS.registration.access(scene));
    return refusal && refusedSignIn(scene, refusal, 'You cannot access this right now');
  },

  securityInfoRegistration,

  /** Registered and linked; only nobody can say whether the device complies. */
  companyPortalReachable(scene) {
    const why = unreachable(scene.state.network, COMPANY_PORTAL_HOSTS);
    return why
      ? {
          outcome: 'failed',
          from: 'companyPortal',
          to: 'ssoExtension',
          code: -51822,
          message: `The compliance check has no answer in time: ${why}`,
          user: GENERIC_ERROR,
          findings: blockingRules(scene, 'remediation'),
        }
      : undefined;
  },

  remediationOpen({ state }) {
    if (state.remediating !== undefined) return undefined;
    return {
      from: 'device',
      to: 'person',
      message:
        'No app has the Company Portal open, so there is nothing to recheck: sign in to a work app first',
    };
  },
} satisfies Record<string, Requirement>;

export type RequirementName = keyof typeof REQUIREMENTS;

function handledBy({ state, tenant }: Scene, payload: SsoPayload): boolean {
  return servesApp(state, tenant, payload, state.running?.app ?? '');
}

const NO_WAY = 'You can’t get there from here: this device does not meet your organization’s requirements';
/** [inferred] the words for what is not about a second factor. */
const SEEN: Readonly<Record<number, string>> = {
  50076: 'More information is required',
  50078: 'Sign in again',
  50079: 'More information is required',
  50173: 'Sign in again',
  70044: 'Sign in again',
  135011: GENERIC_ERROR,
  700003: GENERIC_ERROR,
  // [recorded] AzureAD/microsoft-authentication-library-for-objc#2477.
  530001:
    'You can’t get there from here: you cannot access the resource from this browser on your device. You need to use Microsoft Edge',
};

function access(scene: Scene, signIn: 'web' | 'app'): Refusal | undefined {
  const { refusal } = decideSignIn(scene, signIn);
  if (!refusal) return undefined;
  const policy = refusal.policy === undefined ? '' : ` (policy "${refusal.policy}")`;
  return {
    from: 'entra',
    to: 'app',
    code: refusal.code,
    message: `${refusal.message}${policy}`,
    user: SEEN[refusal.code] ?? NO_WAY,
    findings: refusingRules(scene, refusal.policyId),
    ...afterRefusal(refusal.code),
  };
}
