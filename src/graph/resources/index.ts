import type { Declarations } from '../declare/resource.ts';
import { administration } from './administration/index.ts';
import { applicationDeclarations } from './applications/index.ts';
import { approvals } from './approvals/index.ts';
import { apps } from './apps/index.ts';
import { assignments } from './assignments.ts';
import { conditionalAccess } from './conditional-access/index.ts';
import { configuration } from './configuration/index.ts';
import { deviceManagement } from './device-management.ts';
import { devices } from './devices/index.ts';
import { directory } from './directory/index.ts';
import { directoryAudits } from './directory-audits/index.ts';
import { domainDeclarations } from './domains/index.ts';
import { enrollment } from './enrollment/index.ts';
import { intuneRoles } from './intune-roles/index.ts';
import { monitoring } from './monitoring/index.ts';
import { reports } from './reports/index.ts';
import { roles } from './roles/index.ts';
import { changeSubscriptions } from './subscriptions/subscriptions.ts';

const AREAS: readonly Declarations[] = [
  deviceManagement,
  devices,
  monitoring,
  reports,
  configuration,
  apps,
  approvals,
  intuneRoles,
  administration,
  enrollment,
  directory,
  directoryAudits,
  domainDeclarations,
  roles,
  conditionalAccess,
  applicationDeclarations,
  changeSubscriptions,
  assignments,
];

/** Everything that has behaviour of its own. */
export const DECLARATIONS: Declarations = {
  resources: AREAS.flatMap(({ resources }) => resources),
  operations: AREAS.flatMap(({ operations }) => operations),
  events: AREAS.flatMap(({ events = [] }) => events),
};
