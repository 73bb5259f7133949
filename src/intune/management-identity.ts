import { CADENCES, MINUTE } from '../clock/index.ts';

/**
 * For how long a device may ask for its management certificate, in minutes. [documented] Set up automated device enrollment:
 * the limit is for security. Web-based enrollment has one as well; that it is the same is inferred.
 */
export const CERTIFICATE_WINDOW_MINUTES = CADENCES.certificateWindow.span / MINUTE;

/** How far a device's clock may be off, in hours. [documented] Troubleshoot device enrollment in Intune. */
export const CLOCK_TOLERANCE_HOURS = 12;
