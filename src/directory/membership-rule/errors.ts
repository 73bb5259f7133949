// What the service says of a rule that it doesn't take. [recorded] seen in a real response, [inferred] ours.

/** A rule that can't be evaluated. */
export class MembershipRuleError extends Error {
  override readonly name = 'MembershipRuleError';
  /** Graph's error code. */
  readonly code: string;
  /** In a few words, for the status of a group that has such a rule. */
  readonly summary: string;

  constructor(code: string, message: string, summary: string) {
    super(message);
    this.code = code;
    this.summary = summary;
  }
}

const PARSE_ERROR = 'DynamicGroupQueryParseError';
const INVALID_RULE = 'invalid rule';

/** [recorded] all of it: julien-ly/scope-gap, evidence/frozen-group. */
export const unsupportedProperty = (name: string) =>
  new MembershipRuleError(PARSE_ERROR, `Unsupported property '${name}'`, 'unsupported property');
/** [recorded] msgraph-sdk-dotnet#2601. */
export const noObjectType = () =>
  new MembershipRuleError('InvalidObjectTypeException', 'No object type', INVALID_RULE);
/** [recorded] the wording: entra-docs#921; [inferred] the code, after its sister's. */
export const wrongProperty = (property: string, object: string) =>
  new MembershipRuleError(
    'WrongPropertyAppliedException',
    `Property '${property.toLowerCase()}' cannot be applied to object '${object}'`,
    INVALID_RULE,
  );
/** [recorded] the wording: azure-docs#16182; [inferred] the code, after its sister's. */
export const invalidOperands = (operator: string) =>
  new MembershipRuleError(
    'InvalidOperandsException',
    `Invalid operands found for operator -${operator}`,
    INVALID_RULE,
  );
/** [documented] groups-troubleshooting: that it is refused; [inferred] code and wording. */
export const unsupportedOperator = (operator: string, property: string) =>
  new MembershipRuleError(
    PARSE_ERROR,
    `Operator '-${operator}' is not supported on attribute '${property}'`,
    INVALID_RULE,
  );
/** [documented] groups-dynamic-membership: that it is refused; [inferred] the wording, known from practice, and the code. */
export const mixedObjects = () =>
  new MembershipRuleError(
    PARSE_ERROR,
    'Mixed use of properties from different types of object',
    INVALID_RULE,
  );
/** [documented] groups-dynamic-rule-member-of: that both are refused; [inferred] code and wording. */
export const memberOfCombined = () =>
  new MembershipRuleError(PARSE_ERROR, "'memberOf' cannot be used with other rules", INVALID_RULE);
export const tooManyGroups = (limit: number) =>
  new MembershipRuleError(PARSE_ERROR, `'memberOf' takes at most ${limit} groups`, INVALID_RULE);
/** [recorded] the wording: azure-docs#59419; [inferred] the code. */
export const ruleTooLong = () =>
  new MembershipRuleError(PARSE_ERROR, 'Rule exceeds maximum allowed length', INVALID_RULE);
/** [documented] "Query compilation error": groups-troubleshooting; [inferred] the code, and what follows those words. */
export const compilationError = (expected: string, position: number) =>
  new MembershipRuleError(
    PARSE_ERROR,
    `Query compilation error: ${expected} at position ${position}`,
    INVALID_RULE,
  );
