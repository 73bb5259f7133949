// What only policies and filters are refused with. [recorded] seen in a real response, [documented], [inferred] ours.
import { GraphError, intuneBadRequest } from '../../errors.ts';

/** [documented] "Create filters in Microsoft Intune": the admin center's text when a filter that is used is deleted. */
export const filterInUse = () =>
  intuneBadRequest(
    'An assignment filter is associated with existing assignments. Delete all the assignments for the filter and try again.',
  );
/** [documented] that a rule is checked when it is created; [inferred] the text. */
export const filterRuleInvalid = (reason: string) =>
  intuneBadRequest(`Invalid assignment filter rule: ${reason}`);
/** [documented] the limits; [inferred] the texts. */
export const tooManyFilters = (limit: number) =>
  intuneBadRequest(`A tenant can have up to ${limit} assignment filters.`);
export const filterRuleTooLong = (limit: number) =>
  intuneBadRequest(`The rule of an assignment filter is limited to ${limit} characters.`);
/** [documented] "Create filters": filters have to be deleted before the feature is turned off. [inferred] the text. */
export const filtersRemain = () => intuneBadRequest('Delete all assignment filters before turning them off.');
export const filtersDisabled = () => intuneBadRequest('Assignment filters are turned off.');

// ---- The settings catalog: what its service says about the settings of a policy

/** [inferred] that a setting which sets nothing is refused, and that nothing is explained. */
export const settingEmpty = () => intuneBadRequest();
/** [recorded] microsoft/intune-my-macs#20. */
export const optionUnknown = (option: string, options: readonly string[]) =>
  intuneBadRequest(
    `Selected Option ${option} does not match with the list of expected options: ${options.join(', ')}`,
  );
/** [recorded] terraform-provider-microsoft365wp#8, the two spaces included where nothing is given. */
export const dependentSettingsMissing = (
  setting: string,
  option: string,
  given: readonly string[],
  required: readonly string[],
) =>
  intuneBadRequest(
    `${setting}: Selected option ${option} with dependent settings ${given.join(',')} doesnt contain required dependent settings. Required dependent settings are ${required.join(',')}`,
  );
/** [inferred] from what is said of an option. */
export const groupSettingsMissing = (
  setting: string,
  given: readonly string[],
  required: readonly string[],
) =>
  intuneBadRequest(
    `${setting}: Setting group with dependent settings ${given.join(',')} doesnt contain required dependent settings. Required dependent settings are ${required.join(',')}`,
  );
/** [recorded] Microsoft365DSC#5086. */
export const countOutOfBounds = (setting: string, count: number, least: number, most: number) =>
  intuneBadRequest(
    `${setting}: Count Of List of Setting Values ${count}, does not meet bound requirements. Expected count would be ${least} and  ${most}`,
  );
/** [inferred] from what is said of a list. */
export const valueOutOfBounds = (setting: string, value: string | number, least: number, most: number) =>
  intuneBadRequest(
    `${setting}: Setting value ${value}, does not meet bound requirements. Expected value would be between ${least} and ${most}`,
  );
/** [inferred] */
export const valueMalformed = (setting: string, value: string, pattern: string) =>
  intuneBadRequest(`${setting}: Setting value ${value} does not match the expected format ${pattern}`);
/** [inferred] */
export const settingUnknown = (setting: string) =>
  intuneBadRequest(`${setting}: Setting definition could not be found`);
/** [inferred] */
export const settingMisplaced = (setting: string, above: string) =>
  intuneBadRequest(`${setting}: Setting is not one of the dependent settings of ${above}`);
/** [inferred] */
export const settingOfWrongType = (setting: string, type: string, expected: string) =>
  intuneBadRequest(`${setting}: Type ${type} does not match the expected type ${expected}`);
/** [recorded] Micke-K/IntuneManagement#241. */
export const templateReferenceUnknown = (template: string, reference: string) =>
  intuneBadRequest(
    `Info\nInvalid Reference id found in Policy  created from Template ${template}\nPolicyId\n\nTemplateId\n${template}\nInvalidReferenceId\n${reference}`,
  );
/** [recorded] Kvikku/IntuneAssignments#16. */
export const groupIdInvalid = (groupId: string) =>
  intuneBadRequest(`Invalid GroupId : ${groupId} provided, a valid AADGroupId is expected.`);
/** [recorded] clients of public repositories: a policy that is gone is a 400 here. */
export const catalogNotFound = () =>
  new GraphError(400, 'ResourceNotFound', 'An error has occurred', { envelope: 'service' });
