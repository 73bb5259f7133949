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

/** Recorded: microsoftgraph/msgraph-sdk-python#181, microsoftgraph/microsoft-graph-docs#14323. */
export const invalidScope = (scope: string) =>
  new EntraError(
    400,
    'invalid_scope',
    1002012,
    `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
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
