import type { Declarations } from '../../declare/resource.ts';
import { auditEvents, auditOperations } from './audit/audit-events.ts';

/** What Intune tells of what happened and how things stand. */
export const monitoring: Declarations = {
  resources: [auditEvents],
  operations: auditOperations,
};
