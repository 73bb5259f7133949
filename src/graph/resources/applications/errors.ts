// What only applications, service principals and grants say.
import { GraphError } from '../../errors.ts';

const refused = (message: string, code = 'Request_BadRequest') => new GraphError(400, code, message);
const conflict = (message: string) => new GraphError(409, 'Request_MultipleObjectsWithSameKeyValue', message);

/** [recorded] Industrial-IoT#1432. */
export const uriNotOnVerifiedDomain = (uri: string) =>
  refused(
    `Values of identifierUris property must use a verified domain of the organization or its subdomain: '${uri}'`,
    'HostNameNotOnVerifiedDomain',
  );
/** [recorded] the code and the wording, as the SDK for Go behind terraform-provider-azuread knows them. */
export const permissionEnabled = () =>
  refused(
    'Permission (scope or role) cannot be deleted or updated unless disabled first.',
    'CannotDeleteOrUpdateEnabledEntitlement',
  );
/** [inferred] known from practice. */
export const duplicateValues = () =>
  refused('Request contains a property with duplicate values.', 'DuplicateValue');
/** [documented] apiApplication, that it must be 2; [inferred] the wording, known from practice. */
export const tokenVersionInvalid = () => refused('Property api.requestedAccessTokenVersion is invalid.');

/** [recorded] ansible-collections/azure#1372. */
export const secretsByActionOnly = () =>
  refused('New password credentials must be generated using service actions.');
/** [recorded] as programs that clean up secrets look for it: Vault's secrets engine for Azure. */
export const secretUnknown = (keyId: string) => refused(`No password credential found with keyId ${keyId}.`);
/** [inferred] known from practice. */
export const credentialEndInvalid = () =>
  refused('Key credential end date is invalid.', 'KeyCredentialsInvalidEndDate');

/** [recorded] azure-dev#1482. */
export const federatedNameTaken = (name: string) =>
  conflict(`FederatedIdentityCredential with name ${name} already exists.`);
/** [recorded] azure-workload-identity#434. */
export const federatedSubjectTaken = (issuer: string, subject: string) =>
  refused(
    `The combination of issuer and subject must be unique for the application. Issuer ${issuer} and Subject: ${subject} already exist. paramName: FederatedIdentityCredential.Subject, paramValue: ${subject}, objectType: Microsoft.Online.DirectoryServices.Application`,
    'InvalidFederatedIdentityCredentialValue',
  );
/** [documented] that there are 20 at the most; [inferred] the wording. */
export const tooManyFederated = (limit: number) =>
  refused(`The number of federated identity credentials exceeds the maximum of ${limit} per application.`);
/** [inferred] known from practice. */
export const extensionExists = (name: string) =>
  refused(`An extension property exists with the name ${name}.`);

/** [recorded] as programs that assign roles look for it, with Request_BadRequest. */
export const permissionAssigned = () => refused('Permission being assigned already exists on the object');
/** [recorded] the same programs. */
export const permissionUnknown = (appId: string) =>
  refused(`Permission being assigned was not found on application '${appId}'`);
/** [recorded] terraform-provider-azuread#690. */
export const permissionEntryExists = () => conflict('Permission entry already exists.');

/** [recorded] reliable-web-app-pattern-java#185, CIPP#1142. */
export const principalExists = (name: string) =>
  conflict(
    `The service principal cannot be created, updated, or restored because the service principal name ${name} is already in use.`,
  );
/** [recorded] the wording: msgraph-sdk-powershell#846; the details as programs that wait for replication look for them. */
export const applicationUnknown = (appId: string) => {
  const message = `The appId '${appId}' of the service principal does not reference a valid application object.`;
  const details = [{ code: 'NoBackingApplicationObject', message, target: 'appId' }];
  return new GraphError(400, 'Request_BadRequest', message, { details });
};
