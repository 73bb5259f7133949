// What Multi Admin Approval refuses, in its words.
import { GraphError, intuneBadRequest } from '../../errors.ts';

const HEADER = 'x-msft-approval-justification';

/** [recorded] Microsoft365DSC#7236. */
export const justificationMissing = () =>
  intuneBadRequest(`Header '${HEADER}' is required to request approval`);
/** [recorded] rozemuller.com, avoid automation breaks with Intune Multi Admin Approval. */
export const justificationUnreadable = () =>
  intuneBadRequest(`'${HEADER}' must be a valid base64 encoded string.`);
/** [recorded] by users of the service in July 2026. */
export const justificationTooLong = (limit: number) =>
  intuneBadRequest(`Decoded content of '${HEADER}' header must be no greater than ${limit} characters`);
/** [recorded] the same. */
export const codeUnreadable = () => intuneBadRequest('Invalid approval header format, expected GUID format');
/** [recorded] the message; the code is inferred. */
export const requestActive = () =>
  new GraphError(409, 'Conflict', 'An active Approval Request already exists for this entity', {
    envelope: 'service',
  });
/**
 * [recorded] 412 `BadRequest`, by rozemuller.com and others. Microsoft's page has 403 `ApprovalRequired` with the same words,
 * which nobody has seen.
 */
export const approvalRequired = (code: string) =>
  new GraphError(
    412,
    'BadRequest',
    `Approval Required. Request Approval using the request ID returned as part of the x-msft-approval-code response header. x-msft-approval-code: ${code}`,
    { headers: { 'x-msft-approval-code': code } },
  );
/** [recorded] whoever sends something else than what was approved, or isn't who asked; [inferred] for the rest of what nobody may. */
export const approvalForbidden = () =>
  new GraphError(403, 'Forbidden', 'An error has occurred', { envelope: 'service' });
/** [inferred] what can't be decided any more. */
export const alreadyDecided = () => intuneBadRequest();
