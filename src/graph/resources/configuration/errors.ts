// What only policies and filters are refused with. [recorded] seen in a real response, [documented], [inferred] ours.
import { intuneBadRequest } from '../../errors.ts';

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
