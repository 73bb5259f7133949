import type { Declarations } from '../../declare/resource.ts';
import { combinationConfigurations } from './combination-configurations.ts';
import { contexts } from './contexts.ts';
import { deletedItems, purge, restores } from './deleted-items.ts';
import { namedLocations } from './named-locations.ts';
import { policies } from './policies.ts';
import { strengthOperations } from './strength-operations.ts';
import { strengthRoot, strengths } from './strengths.ts';
import { evaluate } from './what-if.ts';

/** Conditional access: policies and what they refer to. */
export const conditionalAccess: Declarations = {
  resources: [
    policies,
    namedLocations,
    contexts,
    ...strengthRoot,
    strengths,
    combinationConfigurations,
    ...deletedItems,
  ],
  operations: [evaluate, ...strengthOperations, ...restores],
  events: [purge],
};
