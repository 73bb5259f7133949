// What is wrong with a request itself, in the service's own words. Recorded in public issues, which are named; documented
// where it says so (https://learn.microsoft.com/entra/identity-platform/reference-error-codes).
import { EntraError } from './entra-error.ts';

/** Recorded: MicrosoftDocs/azure-docs#43780. */
export const missingParameter = (name: string) =>
  new EntraError(
    400,
    'invalid_request',
    900144,
    `The request body must contain the following parameter: '${name}'.`,
  );

/** Known from practice; that it is about what a grant brings along (a code, a refresh token, a password) is inferred. */
export const missingField = (name: string) =>
  new EntraError(
    400,
    'invalid_request',
    90014,
    `The required field '${name}' is missing from the credential. Ensure that you have all the necessary parameters for the login request.`,
  );

/** Recorded: Azure/azure-cli#22145; discovery says `invalid_tenant`, the token endpoint `invalid_request`. */
export const unknownTenant = (tenant: string, error: 'invalid_tenant' | 'invalid_request') =>
  new EntraError(
    400,
    error,
    90002,
    `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
  );

/** Recorded: caddy-dns/azure#3. */
export const invalidTenant = (tenant: string) =>
  new EntraError(
    400,
    'invalid_request',
    900023,
    `Specified tenant identifier '${tenant}' is neither a valid DNS name, nor a valid external domain.`,
  );

/** Recorded for `common` without a signed-in user: AzureAD/microsoft-identity-web#462. */
export const noTenant = () =>
  new EntraError(
    400,
    'invalid_request',
    50059,
    'No tenant-identifying information found in either the request or implied by any provided credentials.',
  );

/** Inferred wording; documented is that a password may not be sent to /common. */
export const grantNeedsTenant = () =>
  new EntraError(
    400,
    'invalid_request',
    9001023,
    'The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.',
  );

/** Recorded: microsoftgraph/msgraph-sdk-python#181, microsoftgraph/microsoft-graph-docs#14323. */
export const invalidScope = (scope: string) =>
  new EntraError(
    400,
    'invalid_scope',
    1002012,
    `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
  );

/** Recorded: microsoftgraph/msgraph-sample-android#11. */
export const unusableScope = (scope: string) =>
  new EntraError(
    400,
    'invalid_scope',
    70011,
    `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid. The scope format is invalid. Scope must be in a valid URI form <https://example/scope> or a valid Guid <guid/scope>.`,
  );

/** Recorded: AzureAD/microsoft-authentication-library-for-js#1487. */
export const scopesOfSeveralResources = (scope: string) =>
  new EntraError(
    400,
    'invalid_scope',
    28000,
    `Provided value for the input parameter scope is not valid because it contains more than one resource. Scope ${scope} is not valid.`,
  );

/** Recorded: rootinc/laravel-azure-middleware#51. */
export const unknownResource = (resource: string, directory: string) =>
  new EntraError(
    400,
    'invalid_resource',
    500011,
    `The resource principal named ${resource} was not found in the tenant named ${directory}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
  );

/** Recorded: AzureAD/microsoft-authentication-library-for-dotnet#3023. */
export const unsupportedGrantType = (grantType: string) =>
  new EntraError(
    400,
    'unsupported_grant_type',
    70003,
    `The app requested an unsupported grant type '${grantType}'.`,
  );

/** Documented (NoSuchInstanceForDiscovery); the OAuth error is what MSAL looks for. */
export const unknownInstance = () =>
  new EntraError(400, 'invalid_instance', 50049, 'Unknown or invalid instance.');

/** Documented (MalformedDiscoveryRequest). */
export const malformedDiscovery = () =>
  new EntraError(400, 'invalid_request', 50050, 'Request is malformed.');

/** Recorded: unoplatform/uno.todo#180. */
export const redirectMismatch = (uri: string, appId: string) =>
  new EntraError(
    400,
    'invalid_request',
    50011,
    `The redirect URI '${uri}' specified in the request does not match the redirect URIs configured for the application '${appId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal. Navigate to https://aka.ms/redirectUriMismatchError to learn more about how to fix this.`,
  );

/** Known from practice. */
export const noRedirect = () => new EntraError(400, 'invalid_request', 900971, 'No reply address provided.');

/** Documented for `id_token` (700054), known from practice for `token`; for anything else it is inferred. */
export const unsupportedResponseType = (type: string) =>
  new EntraError(
    400,
    'unsupported_response_type',
    type.includes('id_token') ? 700054 : type.includes('token') ? 700051 : 70005,
    `response_type '${type}' is not enabled for the application.`,
  );

/** Documented (UnsupportedResponseMode); the wording is inferred. */
export const unsupportedResponseMode = (mode: string) =>
  new EntraError(400, 'invalid_request', 70007, `'${mode}' is not a supported value of 'response_mode'.`);

/** Known from practice; the code stands for requests that can't be served in general. */
export const unsupportedPrompt = () =>
  new EntraError(400, 'invalid_request', 90023, "Unsupported 'prompt' value.");

/** Documented (InvalidCodeChallengeMethodInvalidSize). */
export const badChallengeSize = () =>
  new EntraError(400, 'invalid_request', 501491, 'Invalid size of Code_Challenge parameter.');

/** Documented: MicrosoftDocs/entra-docs#1538. */
export const badChallengeMethod = () =>
  new EntraError(400, 'invalid_request', 50149, 'Invalid Code_Challenge_method parameter.');

/** Known from practice: Graph Explorer shows it for a scope that was misspelled. */
export const unknownScope = (application: string, scope: string, resourceId: string) =>
  new EntraError(
    400,
    'invalid_client',
    650053,
    `The application '${application}' asked for scope '${scope}' that doesn't exist on the resource '${resourceId}'. Contact the app vendor.`,
  );

/** Recorded: Azure/azure-cli#33887. */
export const unlistedResource = (
  client: { readonly appId: string; readonly displayName: string },
  resource: { readonly name: string; readonly appId: string },
  listed: readonly string[],
) =>
  new EntraError(
    400,
    'invalid_client',
    650057,
    `Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client's application registration. Client app ID: ${client.appId}(${client.displayName}). Resource value from request: ${resource.name}. Resource app ID: ${resource.appId}. List of valid resources from app registration: ${listed.join(', ')}.`,
  );
