// What the enrollment services refuse. Most of it they don't explain: the message is then Intune's opaque one. [recorded]
import { alreadyExists, GraphError, intuneBadRequest } from '../../errors.ts';

/** [inferred] what every tenant has can be neither deleted nor assigned: Intune's opaque refusal. */
export const defaultConfiguration = () => intuneBadRequest();
/** [documented] 1 to 15; [inferred] the refusal. */
export const deviceLimitOutOfRange = () => intuneBadRequest();
/** [documented] how many there can be; [inferred] the refusal. */
export const tooManyConfigurations = () => intuneBadRequest();
/** [recorded] Microsoft365DSC#4295: refused with a generic message when the priority is what it was. */
export const priorityUnchanged = () => intuneBadRequest();
/** [recorded] `not endsWith(…)` on enrollment configurations. */
export const filterFailed = () =>
  new GraphError(500, 'InternalServerError', 'An error has occurred', { envelope: 'service' });
/** [recorded] how many there can be; [inferred] the refusal. */
export const tooManyTokens = () => intuneBadRequest();
/** [documented] how many there can be at a time; [inferred] the refusal. */
export const tooManyIdentities = () => intuneBadRequest();
/** [inferred] the same device twice. */
export const identityExists = () => alreadyExists('intune');
/** [documented] no more than once in a quarter of an hour; [inferred] the refusal, from Windows Autopilot's (microsoft-graph-docs#9691). */
export const syncTooSoon = () =>
  new GraphError(429, 'TooManyRequests', 'Too many requests.', { envelope: 'service' });
