// What only the directory's own sets say.
import { GraphError } from '../../errors.ts';

const refused = (message: string) => new GraphError(400, 'Request_BadRequest', message);

/** [documented] the policy: password policies in Microsoft Entra ID; [inferred] the wording, known from practice. */
export const passwordTooWeak = () =>
  refused(
    'The specified password does not comply with password complexity requirements. Please provide a different password.',
  );
/** [recorded] MicrosoftDocs/azure-docs#111778, in the admin center; [inferred] the code. */
export const methodNotAllowed = (method: string) =>
  new GraphError(
    400,
    'badRequest',
    `Converged UserCredentialPolicy does not allow creating or updating this authentication method. AuthMethodType [${method}].`,
  );
/** [inferred] the wording. */
export const passwordWrong = () => refused('The specified current password is not correct.');
/** [inferred] known from practice. */
export const mailEnabledGroupUnsupported = () =>
  refused(
    'The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.',
  );
/** [documented] group-delete-owners, that it isn't removed; [inferred] the wording, known from practice. */
export const lastOwner = () =>
  refused('The group must have at least one owner, hence this owner cannot be removed.');
/** [inferred] the wording, for a member of a kind that such a group can't have. */
export const referenceInvalid = (property: string) =>
  refused(
    `One or more added object references are invalid for the following modified properties: '${property}'.`,
  );
/** [documented] group-validateproperties. */
export const valuesInvalid = (conflicts: readonly { readonly target: string; readonly message: string }[]) =>
  new GraphError(
    422,
    'Request_UnprocessableEntity',
    'The values provided contain one or more validation errors.',
    { details: conflicts.map((each) => ({ ...each, code: 'PropertyConflict' })) },
  );
/** [documented] that there is a limit, in directoryobject-getbyids and its sisters; [inferred] the wording. */
export const tooManyValues = (parameter: string, limit: number) =>
  refused(`The number of values in '${parameter}' exceeds the maximum of ${limit}.`);
/** [recorded] microsoft-graph-docs#7063, which says 500 beside the code of a 400; the code decides. */
export const invalidGuid = () => refused('Invalid GUID specified.');
/** [inferred] known from practice. */
export const licenseNotHeld = () => refused('User does not have a corresponding license.');
/** [inferred] known from practice. */
export const licensesExhausted = (skuId: string) =>
  refused(`Subscription with SKU ${skuId} does not have any available licenses.`);
/** [documented] that it is refused, in licensing-groups-resolve-problems; [inferred] the wording. */
export const groupHasLicenses = () =>
  refused('The group has licenses assigned to it. Remove all licenses before you delete the group.');
/** [documented] the words, in groups-troubleshooting; [inferred] the code. */
export const tooManyDynamicGroups = () => refused('Dynamic group policies max allowed groups count reached.');
/** [inferred] known from practice: what is made from a template is there once. */
export const settingExists = () =>
  refused(
    'A conflicting object with one or more of the specified property values is present in the directory.',
  );
/** [documented] which templates there are, in groupsettingtemplate-list; [inferred] the wording. */
export const templateUnknown = (id: string) =>
  refused(`The setting template '${id}' does not exist or cannot be used here.`);
/** [inferred] the wording. */
export const settingUnknown = (name: string, template: string) =>
  refused(`The setting '${name}' is not defined by the template '${template}'.`);
/** [inferred] the wording. */
export const settingValueInvalid = (name: string) =>
  refused(`The value of the setting '${name}' is invalid.`);
/** [documented] that they are refused, in admin-units-restricted-management; [inferred] the wording, known from practice. */
export const managementRestricted = () =>
  new GraphError(
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation. Target object is a member of a restricted management administrative unit and can only be modified by administrators scoped to that administrative unit.',
  );
