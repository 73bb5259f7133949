import { COMPANY_PORTAL_BUNDLE_ID } from '../apple/app-catalogue.ts';
import { companyPortalConfigurations } from '../intune/company-portal.ts';
import { assignmentSubject } from './facts.ts';
import { COMPANY_PORTAL_HOSTS, unreachable } from './network.ts';
import type { Scene } from './scene.ts';
import { microsoftPayload } from './sso-extension.ts';

export function hasCompanyPortal({ state }: Scene): boolean {
  return state.apps.some(
    ({ bundleId, state: is }) => bundleId === COMPANY_PORTAL_BUNDLE_ID && is === 'installed',
  );
}

/**
 * Whether Company Portal, which the person opens, is who registers the device: the app does, its website doesn't. Where both could,
 * [inferred] the app leaves it to the SSO extension as soon as a profile with that is on the device, whatever the profile says.
 */
export function companyPortalRegisters(scene: Scene): boolean {
  const { state, tenant, enrollment } = scene;
  if (state.deviceId !== undefined || !hasCompanyPortal(scene)) return false;
  if (enrollment.registeredBy === 'companyPortal') return true;
  return enrollment.registeredWithoutPolicyBy === 'companyPortal' && !microsoftPayload(state, tenant);
}

/** Why the Company Portal app, which the person opens, is of no use on the device. Its website is, wherever it can be reached. */
export function companyPortalFailure(
  scene: Scene,
): { readonly message: string; readonly user: string; readonly findings: readonly string[] } | undefined {
  const { state, tenant, enrollment } = scene;
  // Source: Shared iPad devices, known limitations.
  if (enrollment.setup === 'sharedIPad') {
    return {
      message: 'Neither the Company Portal app nor its website supports a Shared iPad',
      user: 'This device is not supported',
      findings: [],
    };
  }
  const obstacle = unreachable(state.network, COMPANY_PORTAL_HOSTS);
  if (obstacle !== undefined) {
    return { message: obstacle, user: 'No connection. Try again.', findings: ['intune-hosts-blocked'] };
  }
  if (!hasCompanyPortal(scene)) return undefined;
  // Source: Overview of Apple device enrollment in Microsoft Intune, known issues.
  if (state.enrollmentType === 'webDeviceEnrollment' && !microsoftPayload(state, tenant)) {
    return {
      message:
        'Without the SSO extension the Company Portal app cannot tell that the device has been enrolled',
      user: 'Set up access: your device needs a management profile',
      findings: ['company-portal-web-enrollment'],
    };
  }
  // Source: Authentication methods for automated device enrollment: "Doing so will result in an error."
  if (enrollment.setup !== 'modern') return undefined;
  const [configuration] = companyPortalConfigurations(tenant, assignmentSubject(state, enrollment));
  return (
    configuration && {
      message: `"${configuration.displayName}" takes the place of the configuration that Intune gives the Company Portal app after Setup Assistant`,
      user: 'Something went wrong: the app asks for a management profile that the device has already',
      findings: ['company-portal-app-configuration'],
    }
  );
}
