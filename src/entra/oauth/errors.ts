import { type Random, toIso } from '../../clock/index.ts';
import { type EntraResponse, json } from './messages.ts';

/** An error of the sign-in service, before it gets its trace id and time. */
export interface EntraError {
  readonly status: 400 | 401;
  /** The OAuth error. */
  readonly error: string;
  /** The number in AADSTS<code>. */
  readonly code: number;
  readonly message: string;
}

const define = (status: 400 | 401, error: string, code: number, message: string): EntraError => ({
  status,
  error,
  code,
  message,
});

/**
 * The errors that sign-in gives, each in the service's own words. Recorded in public issues, which are named;
 * documented where it says so (https://learn.microsoft.com/entra/identity-platform/reference-error-codes).
 */
export const EntraErrors = {
  /** Recorded: OfficeDev/microsoft-365-agents-toolkit#8621, Azure/sap-automation#418 (401). */
  invalidSecret: (appId: string) =>
    define(
      401,
      'invalid_client',
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${appId}'.`,
    ),

  /** Recorded: liprec/vsts-release-aas#119 (401), dotnet/sign#849. */
  expiredSecret: (appId: string) =>
    define(
      401,
      'invalid_client',
      7000222,
      `The provided client secret keys for app '${appId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`,
    ),

  /** Recorded: Azure-Samples/azure-health-data-and-ai-samples#100 (it names the directory, not its id). */
  unknownApplication: (appId: string, directory: string) =>
    define(
      400,
      'unauthorized_client',
      700016,
      `Application with identifier '${appId}' was not found in the directory '${directory}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
    ),

  /** Recorded: Azure/azure-cli#22145; discovery says `invalid_tenant`, the token endpoint `invalid_request`. */
  unknownTenant: (tenant: string, error: 'invalid_tenant' | 'invalid_request') =>
    define(
      400,
      error,
      90002,
      `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
    ),

  /** Recorded: caddy-dns/azure#3. */
  invalidTenant: (tenant: string) =>
    define(
      400,
      'invalid_request',
      900023,
      `Specified tenant identifier '${tenant}' is neither a valid DNS name, nor a valid external domain.`,
    ),

  /** Recorded for `common` without a signed-in user: AzureAD/microsoft-identity-web#462. */
  noTenant: () =>
    define(
      400,
      'invalid_request',
      50059,
      'No tenant-identifying information found in either the request or implied by any provided credentials.',
    ),

  /** Recorded: MicrosoftDocs/azure-docs#43780. */
  missingParameter: (name: string) =>
    define(
      400,
      'invalid_request',
      900144,
      `The request body must contain the following parameter: '${name}'.`,
    ),

  /** Recorded: MicrosoftDocs/azure-docs#30777. Its OAuth error is inferred from the other client errors. */
  missingCredential: () =>
    define(
      401,
      'invalid_client',
      7000216,
      "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
    ),

  /** Documented. No application has a certificate here, so no assertion can match one. */
  unknownAssertionKey: () =>
    define(
      401,
      'invalid_client',
      700027,
      'The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found.]',
    ),

  /** Recorded: microsoftgraph/msgraph-sdk-python#181, microsoftgraph/microsoft-graph-docs#14323. */
  invalidScope: (scope: string) =>
    define(
      400,
      'invalid_scope',
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    ),

  /** Recorded: rootinc/laravel-azure-middleware#51. */
  unknownResource: (resource: string, directory: string) =>
    define(
      400,
      'invalid_resource',
      500011,
      `The resource principal named ${resource} was not found in the tenant named ${directory}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
    ),

  /** Recorded: AzureAD/microsoft-authentication-library-for-dotnet#3023. */
  unsupportedGrantType: (grantType: string) =>
    define(
      400,
      'unsupported_grant_type',
      70003,
      `The app requested an unsupported grant type '${grantType}'.`,
    ),

  /** Documented (NoSuchInstanceForDiscovery); the OAuth error is what MSAL looks for. */
  unknownInstance: () => define(400, 'invalid_instance', 50049, 'Unknown or invalid instance.'),

  /** Documented (MalformedDiscoveryRequest). */
  malformedDiscovery: () => define(400, 'invalid_request', 50050, 'Request is malformed.'),
} as const;

/**
 * The error's answer. `correlationId` is the client's own (`client-request-id`) when it sent one.
 * The body's shape, `\r\n` included, is recorded: OfficeDev/microsoft-365-agents-toolkit#8621.
 */
export function errorResponse(
  { status, error, code, message }: EntraError,
  now: number,
  random: Random,
  correlationId: string = random.guid(),
): EntraResponse {
  const traceId = random.guid();
  const timestamp = toIso(Math.floor(now / 1000) * 1000).replace('T', ' ');
  const description = `AADSTS${code}: ${message}\r\nTrace ID: ${traceId}\r\nCorrelation ID: ${correlationId}\r\nTimestamp: ${timestamp}`;
  return json(
    status,
    {
      error,
      error_description: description,
      error_codes: [code],
      timestamp,
      trace_id: traceId,
      correlation_id: correlationId,
      error_uri: `https://login.microsoftonline.com/error?code=${code}`,
    },
    { 'Cache-Control': 'no-store, no-cache', 'x-ms-request-id': traceId, 'client-request-id': correlationId },
  );
}
