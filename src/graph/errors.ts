// Every error that the emulated Graph answers with, each made by one named function that cites where its wording comes
// from. [recorded] seen in a real response, [documented] Microsoft says so, [inferred] ours.

import { type ErrorDetail, GraphError } from './graph-error.ts';

export { type ErrorDetail, type ErrorEnvelope, GraphError } from './graph-error.ts';

/** The families of services behind Graph; they differ in errors, status codes, page sizes and annotations. */
export type FamilyName = 'intune' | 'directory';

const plain = (status: number, code: string, message: string, details?: readonly ErrorDetail[]) =>
  new GraphError(status, code, message, details ? { details } : {});
const service = (status: number, code: string, message: string) =>
  new GraphError(status, code, message, { envelope: 'service' });
const model = (message: string) =>
  new GraphError(400, 'ModelValidationFailure', message, { envelope: 'model' });

// ---- The gateway: who are you, what is this path?

/** [recorded] the header: msgraph-training-dotnet#31. */
const CHALLENGE = {
  'WWW-Authenticate':
    'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
};

const unauthenticated = (message: string) =>
  new GraphError(401, 'InvalidAuthenticationToken', message, { headers: CHALLENGE });

/** [inferred] the wording is known from practice, no source at hand. */
export const tokenMissing = () => unauthenticated('Access token is empty.');
/** [recorded] msgraph-training-dotnet#31. */
export const tokenMalformed = () => unauthenticated('CompactToken parsing failed with error code: 80049217');
/** [inferred] Microsoft.IdentityModel's text for a token that has no three parts. */
export const tokenNotJwt = () =>
  unauthenticated(
    "IDX14100: JWT is not well formed, there are no dots (.).\nThe token needs to be in JWS or JWE Compact Serialization Format. (JWS): 'EncodedHeader.EncodedPayload.EncodedSignature'. (JWE): 'EncodedProtectedHeader.EncodedEncryptedKey.EncodedInitializationVector.EncodedCiphertext.EncodedAuthenticationTag'.",
  );
/** [recorded] Microsoft365DSC#4427. */
export const tokenExpired = () => unauthenticated('Lifetime validation failed, the token is expired.');
/** [inferred] known from practice. */
export const tokenForAnotherAudience = () =>
  unauthenticated('Access token validation failure. Invalid audience.');
/** [inferred] known from practice. */
export const tokenSignatureInvalid = () =>
  unauthenticated('Access token validation failure. Invalid signature.');

/** [recorded] IntuneBackupAndRestore PR 82. */
export const invalidVersion = (segment: string) =>
  plain(404, 'ResourceNotFound', `Invalid version: ${segment}`);
/** [recorded] microsoft-graph-docs#21782. */
export const unknownSegment = (segment: string) =>
  plain(400, 'BadRequest', `Resource not found for the segment '${segment}'.`);
/** [documented] Microsoft Graph error responses. */
export const methodNotAllowed = () =>
  plain(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');
/** [recorded] msgraph-sdk-php#1163. */
export const delegatedOnly = () =>
  plain(400, 'BadRequest', '/me request is only valid with delegated authentication flow.');

// ---- Bodies

/** [recorded] microsoft-graph-docs#6259; the same for a body without JSON's content type and for broken JSON. */
export const unreadableBody = () =>
  plain(
    400,
    'BadRequest',
    'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  );
/** [inferred] known from practice. */
export const emptyBody = () => plain(400, 'BadRequest', 'Empty Payload. JSON content expected.');
/** [recorded] the wording: microsoft-graph-docs-contrib#6395. [inferred] the status, which was a 500, and the code. */
export const notAnImage = () =>
  plain(400, 'BadRequest', "The file you chose isn't an image. Please choose a different file.");
/** [recorded] the wording: microsoft-graph-docs#11806. [inferred] the code. */
export const bodyTooLarge = (limit: number) =>
  plain(413, 'RequestEntityTooLarge', `The maximum request length supported is ${limit / 1024 / 1024}MB.`);
/** Whoever received the request could not take its body, and says why. */
export const bodyRefused = ({
  status,
  code,
  message,
}: {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}) => plain(status, code, message);

// ---- Queries

/** [recorded] msgraph-beta-sdk-dotnet#563. */
export const unreadableSelectOrExpand = (reason: string) =>
  plain(400, 'BadRequest', `Parsing OData Select and Expand failed: ${reason}`);
/** [inferred] the gateway passes on what Microsoft.OData.Core says. */
export const unreadableQuery = (reason: string) => plain(400, 'BadRequest', reason);
/**
 * [recorded] microsoft-graph-docs#3044, and managedDevices with `id` or `roleScopeTagIds`; that the reason follows is
 * known from practice.
 */
export const invalidFilterClause = (reason?: string) =>
  plain(
    400,
    'BadRequest',
    reason === undefined ? 'Invalid filter clause' : `Invalid filter clause: ${reason}`,
  );
/** [recorded] msgraph-metadata#135. */
export const skipUnsupported = () =>
  plain(400, 'Request_BadRequest', "'$skip' is not supported by the service.");
/** [inferred] known from practice; the bounds are documented. */
export const pageSizeOutOfRange = (top: number, maximum: number) =>
  plain(
    400,
    'Request_BadRequest',
    `Invalid page size specified: '${top}'. Must be between 1 and ${maximum} inclusive.`,
  );
/** [inferred] the code is documented (Directory_ExpiredPageToken), for a token that we never gave out. */
export const pageTokenInvalid = () =>
  plain(
    400,
    'Directory_ExpiredPageToken',
    'The specified page token value has expired and can no longer be included in your request.',
  );
/** [documented] advanced query capabilities on directory objects. */
export const countSegmentNeedsConsistency = () =>
  plain(400, 'Request_BadRequest', '$count is not currently supported.');
/** [documented] the same page. */
export const searchNeedsConsistency = () =>
  plain(
    400,
    'Request_UnsupportedQuery',
    "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
  );
/** [documented] the same page. */
export const operatorNeedsConsistency = (operator: string) =>
  plain(
    400,
    'Request_UnsupportedQuery',
    `Operator '${operator}' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information`,
  );
/** [recorded] AzureAD#5, microsoft-graph-docs-contrib#2919: `Contains`. */
export const propertyOperatorUnsupported = (operator: string) =>
  plain(400, 'Request_UnsupportedQuery', `Unsupported property filter clause operator '${operator}'.`);
/** [recorded] microsoft-graph-docs-contrib#9043: `NotEqualsMatch`. */
export const filterOperatorUnsupported = (operator: string) =>
  plain(400, 'Request_UnsupportedQuery', `Filter operator '${operator}' is not supported.`);
/** [recorded] live note of an Accept header that asks a count for JSON. */
export const countIsText = () =>
  plain(415, 'UnsupportedMediaType', 'The $count segment is answered as text/plain only.');

// ---- The directory

/** [documented] Microsoft Graph permissions. */
export const insufficientPrivileges = () =>
  plain(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
/** [recorded] msgraph-sdk-dotnet#2673, ms-identity-dotnetcore-b2c-account-management#23 */
export const photoNotFound = () =>
  plain(
    404,
    'ImageNotFound',
    "Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown.",
  );
/** [recorded] microsoft-graph-docs#9191. */
export const directoryNotFound = (id: string) =>
  plain(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
/** [inferred] known from practice, for ids that are no GUID. */
export const invalidObjectIdentifier = (id: string) =>
  plain(400, 'Request_BadRequest', `Invalid object identifier '${id}'.`);
/** [recorded] microsoft-graph-docs#1508. */
export const duplicateValue = (property: string) => {
  const message = `Another object with the same value for property ${property} already exists.`;
  return plain(400, 'Request_BadRequest', message, [{ code: 'ObjectConflict', message, target: property }]);
};
/** [recorded] MSGraph-SDK-Code-Generator#244. */
export const requiredPropertyMissing = (property: string) =>
  plain(400, 'Request_BadRequest', `Property ${property} value is required but is empty or missing.`);
/** [recorded] microsoft-graph-docs#5777. */
export const invalidPropertyValue = (property: string, resource: string) => {
  const message = `Invalid value specified for property '${property}' of resource '${resource}'.`;
  return plain(400, 'Request_BadRequest', message, [{ code: 'InvalidValue', message, target: property }]);
};
/** [recorded] msgraph-beta-sdk-java#621. */
export const readOnlyProperty = (property: string) =>
  plain(400, 'Request_BadRequest', `Property '${property}' is read-only and cannot be set.`);
/** [inferred] known from practice. */
export const passwordRequired = () =>
  plain(400, 'Request_BadRequest', 'A password must be specified to create a new user.');
/** [inferred] known from practice. */
export const domainNotVerified = () =>
  plain(
    400,
    'Request_BadRequest',
    'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
  );
/** [recorded] CIPP-API. */
export const referenceExists = (property: string) =>
  plain(
    400,
    'Request_BadRequest',
    `One or more added object references already exist for the following modified properties: '${property}'.`,
  );
/** [recorded] azure-cli#12946. */
export const referenceTargetInvalid = (
  target: { readonly id: string; readonly '@odata.type'?: unknown },
  property: string,
) => {
  const local = String(target['@odata.type']).split('.').at(-1) ?? '';
  const type = local.charAt(0).toUpperCase() + local.slice(1);
  return plain(
    400,
    'Request_BadRequest',
    `The reference target '${type}_${target.id}' of type '${type}' is invalid for the '${property}' reference.`,
  );
};
/** [documented] the limit, in group-post-members; [inferred] the wording. */
export const tooManyReferences = (limit: number) =>
  plain(
    400,
    'Request_BadRequest',
    `The number of references in the request exceeds the maximum of ${limit} per request.`,
  );
/** [inferred] known from practice, for values of the wrong form. */
export const invalidValues = (message = 'One or more property values specified are invalid.') =>
  plain(400, 'Request_BadRequest', message);
/** [inferred] known from practice. */
export const licenseUnknown = (skuId: string) =>
  plain(
    400,
    'Request_BadRequest',
    `License assignment failed because service plan or SKU ${skuId} is not available.`,
  );
/** [recorded] known from public reports of users without a usage location. */
export const usageLocationMissing = () =>
  plain(400, 'Request_BadRequest', 'License assignment cannot be done for user with invalid usage location.');

// ---- Intune's services

/** [recorded] microsoft-graph-docs-contrib#87 and many others. Scopes are in the service's order, not sorted. */
export const scopesMissing = (scopes: readonly string[]) =>
  service(
    403,
    'Forbidden',
    `Application is not authorized to perform this operation. Application must have one of the following scopes: ${scopes.join(', ')}`,
  );
/** [recorded] msgraph-sdk-powershell#1116. */
export const noApplicationPermissions = () =>
  service(
    403,
    'Forbidden',
    'Application is not authorized to perform this operation as called in app only context but does not have application permissions configured.',
  );
/** [recorded] intune-my-macs#10: somebody without a role that allows it, whatever the application may do. */
export const userNotAuthorized = () =>
  service(403, 'Forbidden', 'User is not authorized to perform this operation');
/** [recorded] IntuneDocumentation#39. */
export const intuneNotFound = () => service(404, 'ResourceNotFound', 'An error has occurred');
/** [recorded] microsoft-graph-docs-contrib#4523: what the service doesn't explain. */
export const intuneBadRequest = (message = 'An error has occurred') => service(400, 'BadRequest', message);
/** [recorded] microsoft-graph-docs-contrib#2139. */
export const appTypeCannotBeCreated = () => intuneBadRequest('POST is not supported for this app type.');
/** [recorded] microsoft-graph-docs#7746. */
export const blockActionMissing = () =>
  intuneBadRequest('Compliance policy must have one and only one block scheduled action');

/** [recorded] microsoft-graph-docs#4104 and others: declared in the metadata, routed by no service. */
export const noRoute = (template: string, method: string, path: string) =>
  new GraphError(
    400,
    'No method match route template',
    `No OData route exists that match template ${template} with http verb ${method} for request ${path}.`,
  );

/** [inferred] an entity that is there already, where its id is made from what it is about. */
export const alreadyExists = (family: FamilyName) =>
  family === 'directory'
    ? plain(400, 'Request_BadRequest', 'Another object with the same value for property id already exists.')
    : service(409, 'Conflict', 'An entity with the same key already exists.');

// ---- Intune's OData model [recorded: Device-Security-Guidance#1, Intune-PowerShell-SDK#98, OpenIntuneBaseline#207]

export const abstractType = () => model('Cannot create an abstract class.');
export const modelValidation = (message: string) => model(message);
/** [inferred] Microsoft.OData.Core's text. */
export const unknownParameter = (parameter: string, operation: string) =>
  model(
    `The parameter '${parameter}' in the request payload is not a valid parameter for the operation '${operation}'.`,
  );
/** [inferred] Microsoft.OData.Core's text. */
export const missingParameters = (parameters: readonly string[], operation: string) =>
  model(
    `One or more parameters of the operation '${operation}' are missing from the request payload. The missing parameters are: ${parameters.join(', ')}.`,
  );
