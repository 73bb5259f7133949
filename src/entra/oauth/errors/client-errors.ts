// Why an application may not do what it asks for. Evidence as in request-errors.ts.
import { EntraError } from './entra-error.ts';

/** Recorded: Azure-Samples/azure-health-data-and-ai-samples#100 (it names the directory, not its id). */
export const unknownApplication = (appId: string, directory: string) =>
  new EntraError(
    400,
    'unauthorized_client',
    700016,
    `Application with identifier '${appId}' was not found in the directory '${directory}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
  );

/** Recorded: Azure/Commercial-Marketplace-SaaS-Accelerator#830. */
export const noServicePrincipal = (appId: string, tenantId: string) =>
  new EntraError(
    401,
    'invalid_client',
    7000229,
    `The client application ${appId} is missing service principal in the tenant ${tenantId}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119`,
  );

/** The code is documented (an application that was disabled); the wording is inferred from what people quote. */
export const disabledApplication = (appId: string, name: string) =>
  new EntraError(400, 'unauthorized_client', 7000112, `Application '${appId}'(${name}) is disabled.`);

/** Documented, with this text. */
export const notMultitenant = (appId: string, name: string) =>
  new EntraError(
    400,
    'invalid_request',
    50194,
    `Application '${appId}'(${name}) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such applications created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.`,
  );

/** Recorded: OfficeDev/microsoft-365-agents-toolkit#8621, Azure/sap-automation#418 (401). */
export const invalidSecret = (appId: string) =>
  new EntraError(
    401,
    'invalid_client',
    7000215,
    `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${appId}'.`,
  );

/** Recorded: liprec/vsts-release-aas#119 (401), dotnet/sign#849. */
export const expiredSecret = (appId: string) =>
  new EntraError(
    401,
    'invalid_client',
    7000222,
    `The provided client secret keys for app '${appId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`,
  );

/** Recorded: MicrosoftDocs/azure-docs#30777. Its OAuth error is inferred from the other client errors. */
export const missingCredential = () =>
  new EntraError(
    401,
    'invalid_client',
    7000216,
    "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
  );

/** Recorded: haystackeditor/haystack-editor#41; 401 in Azure-Samples/active-directory-dotnet-native-aspnetcore#22. */
export const confidentialClient = () =>
  new EntraError(
    401,
    'invalid_client',
    7000218,
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  );

/** Documented, with this text. */
export const publicClient = () =>
  new EntraError(
    401,
    'invalid_client',
    700025,
    "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  );

/**
 * Recorded: AzureAD/microsoft-authentication-library-for-js#8339, keycloak/keycloak#19425 (without a thumbprint).
 * @param thumbprint in hexadecimal; undefined when the assertion names none
 */
export const unknownCertificate = (appId: string, objectId: string, thumbprint: string | undefined) =>
  new EntraError(
    401,
    'invalid_client',
    700027,
    `The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found., ${thumbprint === undefined ? '' : `Thumbprint of key used by client: '${thumbprint}', `}${whereKeysAre(appId, objectId)}].`,
  );

/** Recorded for an expired key (MicrosoftDocs/azure-docs); that it ends like the one above is inferred. */
export const expiredCertificate = (appId: string, objectId: string, thumbprint: string, found: string) =>
  new EntraError(
    401,
    'invalid_client',
    700027,
    `The certificate with identifier used to sign the client assertion is expired on application. [Reason - The key used is expired., Thumbprint of key used by client: '${thumbprint}', Found key '${found}', ${whereKeysAre(appId, objectId)}].`,
  );

/** Recorded: pnp/cli-microsoft365#1621; the reason is inferred. */
export const badAssertionSignature = (appId: string, objectId: string, thumbprint: string) =>
  new EntraError(
    401,
    'invalid_client',
    700027,
    `Client assertion contains an invalid signature. [Reason - The provided signature value did not match the expected signature value., Thumbprint of key used by client: '${thumbprint}', ${whereKeysAre(appId, objectId)}].`,
  );

function whereKeysAre(appId: string, objectId: string): string {
  return `Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '${appId}'. Review the documentation at https://docs.microsoft.com/en-us/graph/deployments to determine the corresponding service endpoint and https://docs.microsoft.com/en-us/graph/api/application-get?view=graph-rest-1.0&tabs=http to build a query request URL, such as 'https://graph.microsoft.com/beta/applications/${objectId}'`;
}

/** Documented (InvalidJwtToken); the wording is inferred. */
export const malformedAssertion = () =>
  new EntraError(401, 'invalid_client', 50027, 'JWT token is invalid or malformed.');

/** Recorded: AzureAD/microsoft-authentication-library-for-java#984. */
export const assertionOutOfTime = (now: string, from: string, expires: string) =>
  new EntraError(
    401,
    'invalid_client',
    700024,
    `Client assertion is not within its valid time range. Current time: ${now}, assertion valid from ${from}, expiry time of assertion ${expires}. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials .`,
  );

/** Inferred wording: it ends like the other errors about assertions. */
export const assertionForAnotherClient = () =>
  new EntraError(
    401,
    'invalid_client',
    700021,
    "Client assertion application identifier doesn't match 'client_id' parameter. Review the documentation at https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials .",
  );

/** Recorded: AzureAD/microsoft-authentication-library-for-dotnet#2746. */
export const assertionForAnotherAudience = () =>
  new EntraError(
    401,
    'invalid_client',
    700023,
    'Client assertion audience claim does not match Realm issuer. Review the documentation at https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials .',
  );

/** Recorded: Azure/azure-workload-identity#1200, Azure/login#482. */
export const noFederatedIdentity = (subject: string) =>
  new EntraError(
    401,
    'invalid_client',
    700213,
    `No matching federated identity record found for presented assertion subject '${subject}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation`,
  );
