import type { Declarations } from '../../declare/resource.ts';
import { appRoleAssignments } from './app-role-assignments.ts';
import { applicationOperations, applications } from './applications.ts';
import { credentialOperations } from './credentials.ts';
import { extensionProperties } from './extension-properties.ts';
import { federatedCredentials } from './federated-credentials.ts';
import { permissionClassifications, permissionGrants } from './permission-grants.ts';
import { servicePrincipals } from './service-principals.ts';
import { signOnCredentialActions } from './sign-on-credentials.ts';
import { addTokenSigningCertificate } from './signing-certificates.ts';

/** Applications, their service principals, and what these were granted. */
export const applicationDeclarations: Declarations = {
  resources: [
    ...applications,
    extensionProperties,
    federatedCredentials,
    ...servicePrincipals,
    ...appRoleAssignments,
    ...permissionGrants,
    permissionClassifications,
  ],
  operations: [
    ...applicationOperations,
    ...credentialOperations,
    ...signOnCredentialActions,
    addTokenSigningCertificate,
  ],
};
