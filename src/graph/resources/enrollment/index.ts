import type { Declarations } from '../../declare/resource.ts';
import { depProfileOperations, depProfiles } from './dep-profiles.ts';
import { automaticSync } from './dep-sync.ts';
import { depTokenOperations, depTokens } from './dep-tokens.ts';
import { enrollmentConfigurationOperations, enrollmentConfigurations } from './enrollment-configurations.ts';
import { importedIdentities, importedIdentityOperations } from './imported-identities.ts';
import { pushCertificate, pushCertificateOperations } from './push-certificate.ts';
import { userInitiatedProfileOperations, userInitiatedProfiles } from './user-initiated-profiles.ts';

export const enrollment: Declarations = {
  resources: [
    pushCertificate,
    depTokens,
    ...depProfiles,
    ...importedIdentities,
    ...userInitiatedProfiles,
    ...enrollmentConfigurations,
  ],
  operations: [
    ...pushCertificateOperations,
    ...depTokenOperations,
    ...depProfileOperations,
    ...importedIdentityOperations,
    ...userInitiatedProfileOperations,
    ...enrollmentConfigurationOperations,
  ],
  events: [automaticSync],
};
