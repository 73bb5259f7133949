// What is said of roles.
import { GraphError } from '../../errors.ts';

const refused = (message: string) => new GraphError(400, 'Request_BadRequest', message);

/** [recorded] of roles that are active already, and of assignments that exist: terraform-provider-azuread#1526. */
export const conflictingObject = () =>
  refused(
    'A conflicting object with one or more of the specified property values is present in the directory.',
  );
/** [documented] that built-in roles stay, in unifiedroledefinition-update and -delete; [inferred] the wording. */
export const builtInRoleFixed = () => refused('Built-in role definitions cannot be changed or deleted.');
/** [inferred] that a role which somebody holds stays, and the wording. */
export const roleAssigned = () =>
  refused('The role definition has role assignments. Remove them before you delete it.');
/** [documented] one scope, in rbacapplication-post-roleassignments; [inferred] the wording. */
export const scopeMissing = () => refused('Either directoryScopeId or appScopeId must be specified.');
/** [documented] which scopes there are, in unifiedroleassignment; [inferred] the wording. */
export const scopeInvalid = (scope: string) => refused(`Invalid directory scope: ${scope}.`);
/** [documented] that members of dynamic units can't be added or removed, in admin-units-members-dynamic; [inferred] the wording. */
export const unitIsDynamic = () =>
  refused('Members of an administrative unit with dynamic membership cannot be added or removed.');
