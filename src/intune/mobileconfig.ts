import { createRandom } from '../clock/index.ts';
import type { Policy } from '../tenant/index.ts';
import { isCustomProfile, profileText } from './custom-profile.ts';
import { type PlistDictionary, type PlistValue, renderPlist } from './plist.ts';
import type { RegistrationTarget } from './registration-token.ts';
import { buildSsoPayload } from './sso-payload.ts';

/** What a policy's profile is called on a device. */
export function profileIdentifier(policyId: string): string {
  return `com.microsoft.intune.${policyId}`;
}

/** The profile that carries a policy's payloads to a device: Apple's `Configuration` envelope. */
function buildConfigurationProfile(
  policy: Policy,
  payloads: readonly PlistDictionary[],
  organization?: string,
): PlistDictionary {
  const profile: Record<string, PlistValue> = {
    PayloadType: 'Configuration',
    PayloadVersion: 1,
    PayloadIdentifier: profileIdentifier(policy.id),
    // The same policy keeps its UUID, so that a device takes a newer version as an update.
    PayloadUUID: createRandom(`Configuration/${policy.id}`).guid().toUpperCase(),
    PayloadDisplayName: policy.displayName || policy.id,
    PayloadScope: 'System',
    PayloadRemovalDisallowed: true,
    PayloadContent: payloads,
  };
  if (organization) profile['PayloadOrganization'] = organization;
  if (typeof policy['description'] === 'string' && policy['description'] !== '') {
    profile['PayloadDescription'] = policy['description'];
  }
  return profile;
}

/**
 * The `.mobileconfig` file that Intune would deliver to one device for a policy with an SSO app extension; undefined
 * for a policy without one. What an administrator has uploaded is delivered as it is.
 * @example renderMobileConfig(policy, { tenantId, managedDeviceId })
 */
export function renderMobileConfig(
  policy: Policy,
  device: RegistrationTarget,
  organization?: string,
): string | undefined {
  if (isCustomProfile(policy)) return profileText(policy['payload']);
  const payload = buildSsoPayload(policy, device);
  return payload && renderPlist(buildConfigurationProfile(policy, [{ ...payload }], organization));
}
