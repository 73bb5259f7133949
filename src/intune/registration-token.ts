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
  if (latest?.target.managedDeviceId === managedDeviceId && latest.target.tenantId === tenantId)
    return latest.token;
  const token = `${PREFIX}${btoa(`${tenantId}/${managedDeviceId}`).replaceAll('=', '')}`;
  latest = { target: { tenantId, managedDeviceId }, token };
  return token;
}

/** What was issued last: the device that gets it reads it next. */
let latest: { readonly target: RegistrationTarget; readonly token: string } | undefined;

/**
 * Reads registration data as the SSO extension does. Anything that Intune has not expanded, such as a token in mixed
 * case or with a space beside it, is undefined: the broker's -51824, "invalid linkPayload from SSO configuration".
 */
export function readRegistrationToken(value: unknown): RegistrationTarget | undefined {
  if (typeof value !== 'string' || !value.startsWith(PREFIX)) return undefined;
  // A token means what it was issued for, if that can be read from it at all.
  if (latest?.token === value && isReadable(latest.target)) return latest.target;
  let text: string;
  try {
    text = atob(value.slice(PREFIX.length));
  } catch {
    return undefined;
  }
  const [tenantId = '', managedDeviceId = ''] = text.split('/');
  const target = { tenantId, managedDeviceId };
  // To the letter: decoding alone would overlook spaces.
  return isReadable(target) && issueRegistrationToken(target) === value ? target : undefined;
}

function isReadable({ tenantId, managedDeviceId }: RegistrationTarget): boolean {
  return (
    tenantId !== '' && managedDeviceId !== '' && !tenantId.includes('/') && !managedDeviceId.includes('/')
  );
}
