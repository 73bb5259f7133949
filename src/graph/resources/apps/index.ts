import type { Declarations } from '../../declare/resource.ts';
import { appAssignments, assignApp } from './app-assignments.ts';
import { appCategories } from './app-categories.ts';
import { appConfigurations, assignAppConfiguration } from './app-configurations.ts';
import { appContent, contentEvents, contentOperations } from './app-content.ts';
import { appRelationships, updateRelationships } from './app-relationships.ts';
import { appPublished, mobileApps } from './mobile-apps.ts';
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
  ],
  operations: [
    assignApp,
    assignAppConfiguration,
    updateRelationships,
    ...contentOperations,
    ...vppTokenOperations,
  ],
  events: [appPublished, ...contentEvents, vppTokenSync],
};
