import type { Declarations } from '../../declare/resource.ts';
import { appAssignments, assignApp } from './app-assignments.ts';
import { appCategories } from './app-categories.ts';
import { appConfigurations, assignAppConfiguration } from './app-configurations.ts';
import { appContent, contentEvents, contentOperations } from './app-content.ts';
import { appIntentOperations, appIntents } from './app-intents.ts';
import { appRelationships, updateRelationships } from './app-relationships.ts';
import { books } from './books.ts';
import { managedAppUserOperations, managedAppWiped } from './managed-app-users.ts';
import { managedPolicies } from './managed-policies.ts';
import { managedPolicyActions } from './managed-policy-actions.ts';
import { flaggedUsers, managedRegistrations } from './managed-registrations.ts';
import { managedStatuses } from './managed-statuses.ts';
import { appPublished, mobileApps } from './mobile-apps.ts';
import { syncStoreForBusiness } from './store-for-business.ts';
import { vppTokenOperations, vppTokenSync, vppTokens } from './vpp-tokens.ts';

/** Apps and books, and what protects and configures them. */
export const apps: Declarations = {
  resources: [
    mobileApps,
    appAssignments,
    ...appCategories,
    ...appContent,
    ...appRelationships,
    ...appConfigurations,
    vppTokens,
    ...managedPolicies,
    ...managedRegistrations,
    managedStatuses,
    ...appIntents,
    ...books,
  ],
  operations: [
    assignApp,
    assignAppConfiguration,
    updateRelationships,
    ...contentOperations,
    ...vppTokenOperations,
    syncStoreForBusiness,
    ...managedPolicyActions,
    flaggedUsers,
    ...managedAppUserOperations,
    ...appIntentOperations,
  ],
  events: [appPublished, ...contentEvents, vppTokenSync, managedAppWiped],
};
