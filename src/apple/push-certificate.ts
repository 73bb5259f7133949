import { CADENCES, DAY } from '../clock/index.ts';
import type { ApplePushNotificationCertificate, Tenant } from '../tenant/index.ts';

/** For how long after its end Apple lets it be renewed. Source: Get an Apple MDM push certificate. */
const PUSH_CERTIFICATE_GRACE_DAYS = CADENCES.pushCertificateGrace.span / DAY;

/**
 * `expired`: devices cannot enroll or be managed until it is renewed. `lost`: the time for renewing has passed, and
 * every device must enroll again.
 */
export type PushCertificateState = 'missing' | 'valid' | 'expired' | 'lost';

/** @param now milliseconds since the epoch */
export function pushCertificateState(tenant: Tenant, now: number): PushCertificateState {
  const certificate = pushCertificate(tenant);
  if (!certificate?.expirationDateTime) return 'missing';
  const expired = now - Date.parse(certificate.expirationDateTime);
  if (expired < 0) return 'valid';
  return expired < PUSH_CERTIFICATE_GRACE_DAYS * DAY ? 'expired' : 'lost';
}

function pushCertificate(tenant: Tenant): ApplePushNotificationCertificate | undefined {
  return tenant.collection('deviceManagement/applePushNotificationCertificate').first;
}
