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
