import { evaluateConditionalAccess } from '../entra/conditional-access/index.ts';
import { firstRegistrationFails } from '../entra/device-registration.ts';
import { evaluateSignIn } from '../entra/sign-in.ts';
import type { Refusal as EnrollmentRefusal } from '../intune/enrollment/refusals.ts';
import { REGISTERS_FROM, registersOs } from '../intune/registration-os.ts';
import type { SsoPayload } from '../intune/sso-payload.ts';
import { appName } from './apps.ts';
import { enrollmentRequest } from './enrollment-decision.ts';
import { enrollmentRequirements } from './enrollment-requirements.ts';
import { blockingRules } from './findings.ts';
import type { JourneyName } from './journeys/index.ts';
import { COMPANY_PORTAL_HOSTS, obstacle, REGISTRATION_HOSTS, SIGN_IN_HOSTS } from './network.ts';
import type { Scene } from './scene.ts';
import { provesSecondFactorInCompanyPortal } from './second-factor.ts';
import { DEVICE_SIGN_INS } from './sign-ins.ts';
import { microsoftPayload, readRegistration, resolveExtension, servesApp } from './sso-extension.ts';
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
  /** Ids of the rules that explain it. */
  readonly findings?: readonly string[];
  /** Why Intune turned an enrollment down, which it notes. */
  readonly noted?: EnrollmentRefusal;
}

export type Requirement = (scene: Scene) => Refusal | undefined;

const NEVER_REGISTERED =
  'this tenant has registered no device so far, and lacks the service principal of Microsoft Intune Certificate Authority';
const GENERIC_ERROR = 'Something went wrong. Please try again later.';

/** An error of the broker: registration stops, and the person goes on with the ordinary page. */
function broker(scene: Scene, code: number, message: string): Refusal {
  return {
    outcome: 'failed',
    from: 'ssoExtension',
    to: 'app',
    code,
    message,
    instead: 'webSignIn',
    findings: blockingRules(scene, 'registration'),
  };
}

/** What a step may require, by name. The sign-in's are documented with the broker's error codes. */
export const REQUIREMENTS = {
  ...enrollmentRequirements,

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
    if (!refusal) return undefined;
    const findings = blockingRules(scene, 'registration');
    return { code: refusal.code, message: refusal.message, user: 'More information is required', findings };
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

  companyPortalCanRegister(scene) {
    const { osVersion, network, directoryId } = scene.state;
    const why = !registersOs(osVersion)
      ? `it needs iOS ${REGISTERS_FROM} or later, and this is ${osVersion}`
      : (obstacle(network, REGISTRATION_HOSTS) ??
        (firstRegistrationFails(scene.tenant, directoryId) ? NEVER_REGISTERED : undefined));
    if (why === undefined) return undefined;
    return {
      outcome: 'failed',
      from: 'companyPortal',
      to: 'person',
      message: `Workplace Join failed: ${why}`,
      user: 'Workplace Join failed',
      findings: blockingRules(scene, 'registration'),
    };
  },

  signInHostsReachable({ state }) {
    const why =
      state.network?.blockedHosts && obstacle({ blockedHosts: state.network.blockedHosts }, SIGN_IN_HOSTS);
    return why
      ? {
          outcome: 'failed',
          from: 'device',
          to: 'app',
          code: -1004,
          message: why,
          user: 'No connection. Try again.',
        }
      : undefined;
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
    if (!refusal) return undefined;
    return {
      code: refusal.code,
      message: refusal.message,
      user: 'You cannot access this right now',
      findings: blockingRules(scene, 'registration'),
    };
  },

  /** P3. What the extension finds under `device_registration`. */
  linkPayload(scene) {
    const payload = microsoftPayload(scene.state, scene.tenant);
    const setting = payload && readRegistration(payload);
    if (setting?.is === 'ready') return undefined;
    return broker(
      scene,
      -51824,
      `Invalid linkPayload from SSO configuration: ${setting?.why ?? 'there is no profile'}`,
    );
  },

  registrationOs(scene) {
    const { osVersion } = scene.state;
    if (registersOs(osVersion)) return undefined;
    return broker(
      scene,
      -51828,
      `Device registration needs iOS ${REGISTERS_FROM} or later; this is ${osVersion}`,
    );
  },

  registrationHostsReachable(scene) {
    const why = obstacle(scene.state.network, REGISTRATION_HOSTS);
    return why === undefined ? undefined : broker(scene, -51828, `Device registration failed: ${why}`);
  },

  /** A tenant's first registration may fail once. Source: Enroll iOS and iPadOS devices in Microsoft Intune. */
  tenantRegisters(scene) {
    if (!firstRegistrationFails(scene.tenant, scene.state.directoryId)) return undefined;
    return broker(scene, -51828, `Device registration failed: ${NEVER_REGISTERED}`);
  },

  intuneToken(scene) {
    if (scene.world.isLicensed(scene.user)) return undefined;
    return broker(scene, -51818, 'No token for Intune: the user has no Intune licence');
  },

  managedDeviceKnown(scene) {
    const { managedDeviceId } = scene.state;
    if (scene.world.managedDevices.get(managedDeviceId ?? '')) return undefined;
    return broker(scene, -51816, 'Intune does not confirm the link in time: it knows no such device');
  },

  /** The link configuration is this tenant's, and this device's: somebody may have pasted another's. */
  linkTargetRight(scene) {
    const { state, tenant } = scene;
    const payload = microsoftPayload(state, tenant);
    const setting = payload && readRegistration(payload);
    if (setting?.is !== 'ready') return undefined;
    const { tenantId, managedDeviceId } = setting.target;
    if (tenantId !== tenant.id)
      return broker(
        scene,
        -51819,
        `The token for Intune is for another tenant: the link configuration names ${tenantId}`,
      );
    return managedDeviceId === state.managedDeviceId
      ? undefined
      : broker(scene, -51817, 'Intune does not confirm the link: the link configuration is another device’s');
  },

  /** Registered and linked; only nobody can say whether the device complies. */
  companyPortalReachable(scene) {
    const { blockedHosts } = scene.state.network ?? {};
    const why = blockedHosts && obstacle({ blockedHosts }, COMPANY_PORTAL_HOSTS);
    return why
      ? {
          outcome: 'failed',
          from: 'companyPortal',
          to: 'ssoExtension',
          code: -51822,
          message: `The compliance check has no answer in time: ${why}`,
          user: GENERIC_ERROR,
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

function access(scene: Scene, signIn: 'web' | 'app'): Refusal | undefined {
  const { refusal } = evaluateSignIn(scene.tenant, DEVICE_SIGN_INS[signIn].access(scene));
  if (!refusal) return undefined;
  const policy = refusal.policy === undefined ? '' : ` (policy "${refusal.policy}")`;
  return {
    from: 'entra',
    to: 'app',
    code: refusal.code,
    message: `${refusal.message}${policy}`,
    user: 'You can’t get there from here: this device does not meet your organization’s requirements',
    ...(signIn === 'web' && { findings: blockingRules(scene, 'registration') }),
  };
}
