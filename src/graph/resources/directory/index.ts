import type { Declarations } from '../../declare/resource.ts';
import { directoryResources } from './directory.ts';
import { groups } from './groups.ts';
import { membershipQuestions } from './memberships.ts';
import { assignLicense, users } from './users.ts';

/** Microsoft Entra ID as Graph shows it. */
export const directory: Declarations = {
  resources: [...users, ...groups, ...directoryResources],
  operations: [assignLicense, ...membershipQuestions],
};
