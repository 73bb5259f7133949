import { type AccessRefusal, evaluateConditionalAccess } from '../entra/conditional-access/index.ts';
import { firstRegistrationFails } from '../entra/device-registration.ts';
import { REGISTERS_FROM, registersOs } from '../intune/registration-os.ts';
import { blockingRules } from './findings.ts';
import { obstacle, REGISTRATION_HOSTS } from './network.ts';
import type { Refusal, Requirement } from './requirements.ts';
import type { Scene } from './scene.ts';
import { afterRefusal } from './second-factor.ts';
import { DEVICE_SIGN_INS } from './sign-ins.ts';
import { microsoftPayload, readRegistration } from './sso-extension.ts';

const NEVER_REGISTERED =
  'this tenant has registered no device so far, and lacks the service principal of Microsoft Intune Certificate Authority';

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

/** Where the person can do what the policy asks for, and the journey goes on then. */
function interruptedBy({ code, message }: AccessRefusal): Refusal | undefined {
  const then = afterRefusal(code);
  return then.resumes && { code, message, ...then };
}

/** What registering a device in Entra ID may require, and linking it with Intune's record, by name. */
export const registrationRequirements = {
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

  /** P7. A policy may be about registering devices. That the broker tells of it with this code is inferred. */
  registrationPermitted(scene) {
    const { refusal } = evaluateConditionalAccess(
      scene.tenant,
      DEVICE_SIGN_INS.deviceRegistration.access(scene),
    );
    if (!refusal) return undefined;
    return (
      interruptedBy(refusal) ??
      broker(
        scene,
        -51830,
        `No token for registering the device (policy "${refusal.policy}"): AADSTS${refusal.code}: ${refusal.message}`,
      )
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
    const { refusal } = evaluateConditionalAccess(scene.tenant, DEVICE_SIGN_INS.link.access(scene));
    if (refusal)
      return (
        interruptedBy(refusal) ??
        broker(
          scene,
          -51818,
          `No token for Intune (policy "${refusal.policy}"): AADSTS${refusal.code}: ${refusal.message}`,
        )
      );
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

  companyPortalCanRegister(scene) {
    const { osVersion, network, directoryId } = scene.state;
    const { refusal } = evaluateConditionalAccess(
      scene.tenant,
      DEVICE_SIGN_INS.deviceRegistration.access(scene),
    );
    const interrupted = refusal && interruptedBy(refusal);
    if (interrupted) return interrupted;
    const why = refusal
      ? `AADSTS${refusal.code}: ${refusal.message} (policy "${refusal.policy}")`
      : !registersOs(osVersion)
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
} satisfies Record<string, Requirement>;
