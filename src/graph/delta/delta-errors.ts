// What is wrong with a token or a query of change tracking.
import { GraphError } from '../errors.ts';

/** [documented] Duration of change tracking tokens for identity and education resources: status, code and message. */
export const deltaTokenExpired = () =>
  new GraphError(
    400,
    'syncStateNotFound',
    'The sync state generation is not found. The delta token is expired and data must be synchronized again.',
  );

/**
 * [documented] status and Location, in the overview of delta queries; the code is among Graph's error codes, and what the
 * documentation says of it is the message. [inferred] that it is this code.
 */
export const resyncRequired = (location: string) =>
  new GraphError(
    410,
    'resyncRequired',
    'The delta token is no longer valid, and the app must reset the sync state.',
    { headers: { Location: location } },
  );

/** [inferred] known from practice, for a token that was never given out. */
export const deltaTokenMalformed = () => new GraphError(400, 'BadRequest', 'Badly formed token.');

/** [documented] the wording, for filters in general; that only ids are taken, for delta queries. */
export const deltaFilterUnsupported = (property: string, resource: string) =>
  new GraphError(
    400,
    'Request_UnsupportedQuery',
    `Unsupported or invalid query filter clause specified for property '${property}' of resource '${resource}'.`,
  );

/** [documented] the limit; [inferred] the wording. */
export const deltaFilterTooLong = (limit: number) =>
  new GraphError(
    400,
    'Request_UnsupportedQuery',
    `The number of objects in the filter exceeds the maximum of ${limit}.`,
  );
