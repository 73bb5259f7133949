// What the service of Intune's roles refuses.
import { intuneBadRequest } from '../../errors.ts';

/** [documented] built-in roles can be neither changed nor deleted; [inferred] that the answer explains nothing. */
export const builtInRole = () => intuneBadRequest();
/** [recorded] microsoft-graph-docs#12378. */
export const notAllowedUnsupported = () =>
  intuneBadRequest('NotAllowedResourceAction is not supported for Device and App Management');
/** [recorded] Microsoft365DSC#6394. */
export const scopesNeedScopeType = () =>
  intuneBadRequest("ResourceScopes can only be defined when the ScopeType is set to 'ResourceScope'");
/** [documented] there is nothing without a name; [inferred] the refusal. */
export const nameMissing = () => intuneBadRequest();
/** [recorded] Intune-PowerShell-SDK#123: what is wrong with an assignment isn't explained. */
export const assignmentInvalid = () => intuneBadRequest();
/** [documented] the built-in tag can't be changed; [inferred] the refusal. */
export const builtInTag = () => intuneBadRequest();
/** [recorded] IntuneDocs#2961: how many there can be; [inferred] the refusal. */
export const tooManyTags = () => intuneBadRequest();
