import { CADENCES, MINUTE } from '../clock/index.ts';
import { compareVersions } from '../filters/index.ts';
import { isIPad } from './device-facts.ts';
import type { EnrollmentTypeFacts } from './enrollment/types.ts';

/**
 * For how long a device may ask for its management certificate, in minutes. [documented] Set up automated device enrollment:
 * the limit is for security. That page says it of SCEP; that it holds for ACME, and for account-driven enrollment, is inferred.
 */
export const CERTIFICATE_WINDOW_MINUTES = CADENCES.certificateWindow.span / MINUTE;

/** For how long a downloaded profile waits in Settings, in minutes. [documented] Apple: Install a configuration profile on iPhone or iPad. */
export const DOWNLOADED_PROFILE_MINUTES = CADENCES.downloadedProfile.span / MINUTE;

/** How far a device's clock may be off, in hours. [documented] Troubleshoot device enrollment in Intune. */
export const CLOCK_TOLERANCE_HOURS = 12;

/** [documented] Overview of Apple device enrollment; Set up automated device enrollment: "ACME is supported on devices running". */
const ACME_FROM = { iPhone: '16.0', iPad: '16.1' } as const;

/** How a device gets the certificate that it proves itself with. Of the pages, those on user enrollment know nothing of ACME. */
export function identityProtocol(
  { userEnrollment }: EnrollmentTypeFacts,
  model: string,
  osVersion: string,
): 'ACME' | 'SCEP' {
  const from = isIPad(model) ? ACME_FROM.iPad : ACME_FROM.iPhone;
  return !userEnrollment && compareVersions(osVersion, from) >= 0 ? 'ACME' : 'SCEP';
}
