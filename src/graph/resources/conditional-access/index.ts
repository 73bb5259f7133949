import type { Declarations } from '../../declare/resource.ts';
import { contexts } from './contexts.ts';
import { deletedItems, purge, restores } from './deleted-items.ts';
import { namedLocations } from './named-locations.ts';
import { policies } from './policies.ts';
import { strengths } from './strengths.ts';
import { evaluate } from './what-if.ts';

/** Conditional access: policies and what they refer to. */
export const conditionalAccess: Declarations = {
  resources: [policies, namedLocations, contexts, strengths, ...deletedItems],
  operations: [evaluate, ...restores],
  events: [purge],
};
