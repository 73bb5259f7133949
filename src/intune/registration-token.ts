/** What the policy writes where Intune puts a device's registration data; all in upper or all in lower case. */
export const REGISTRATION_TOKENS: readonly string[] = ['{{DEVICEREGISTRATION}}', '{{deviceregistration}}'];

/** The device that registration data belongs to. */
export interface RegistrationTarget {
  readonly tenantId: string;
  readonly managedDeviceId: string;
}

const PREFIX = 'TNL1.';

/**
 * What Intune delivers in the place of `{{DEVICEREGISTRATION}}`. The real content is undocumented; the broker's errors
 * tell that it holds a link configuration. Ours is opaque to all but `readRegistrationToken` (inferred).
 */
export function issueRegistrationToken({ tenantId, managedDeviceId }: RegistrationTarget): string {
  return `${PREFIX}${btoa(`${tenantId}/${managedDeviceId}`).replaceAll('=', '')}`;
}

/**
 * Reads registration data as the SSO extension does. Anything that Intune has not expanded, such as a token in mixed
 * case or with a space beside it, is undefined: the broker's -51824, "invalid linkPayload from SSO configuration".
 */
export function readRegistrationToken(value: unknown): RegistrationTarget | undefined {
  if (typeof value !== 'string' || !value.startsWith(PREFIX)) return undefined;
  let text: string;
  try {
    text = atob(value.slice(PREFIX.length));
  } catch {
    return undefined;
  }
  const [tenantId = '', managedDeviceId = ''] = text.split('/');
  const target = { tenantId, managedDeviceId };
  // To the letter: decoding alone would overlook spaces.
  return tenantId && managedDeviceId && issueRegistrationToken(target) === value ? target : undefined;
}
