/** [recorded] in the inner URL of errors: microsoft-graph-docs#6223. */
export const ROLE_SERVICE = 'StatelessRoleAdministrationFEService';

export const ROLES = 'deviceManagement/roleDefinitions';
export const ROLE_ASSIGNMENTS = 'deviceManagement/roleAssignments';
export const SCOPE_TAGS = 'deviceManagement/roleScopeTags';

export const page = (name: string) => `https://learn.microsoft.com/graph/api/${name}`;
