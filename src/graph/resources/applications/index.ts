import type { Declarations } from '../../declare/resource.ts';
import { applicationOperations, applications } from './applications.ts';
import { credentialOperations } from './credentials.ts';
import { extensionProperties } from './extension-properties.ts';
import { federatedCredentials } from './federated-credentials.ts';
import { servicePrincipals } from './service-principals.ts';

/** Applications, their service principals, and what these were granted. */
export const applicationDeclarations: Declarations = {
  resources: [...applications, extensionProperties, federatedCredentials, ...servicePrincipals],
  operations: [...applicationOperations, ...credentialOperations],
};
