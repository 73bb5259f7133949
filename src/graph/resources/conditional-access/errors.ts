// What conditional access says: a number, and what is wrong.
import { GraphError } from '../../errors.ts';

const unnumbered = (message: string) => new GraphError(400, 'BadRequest', message);
const refused = (code: number, message: string) => unnumbered(`${code}: ${message}`);

/** [recorded] terraform-provider-azuread#790, microsoft-graph-docs-contrib#4162. */
export const policyUnreadable = () =>
  refused(
    1007,
    'Incoming ConditionalAccessPolicy object is null or does not match the schema of ConditionalAccessPolicy type. For examples, please see API documentation at https://docs.microsoft.com/en-us/graph/api/conditionalaccessroot-post-policies?view=graph-rest-1.0.',
  );
/** [inferred] what is said of a policy, said of a location. */
export const locationUnreadable = () =>
  refused(
    1007,
    'Incoming NamedLocation object is null or does not match the schema of NamedLocation type. For examples, please see API documentation at https://docs.microsoft.com/en-us/graph/api/conditionalaccessroot-post-namedlocations?view=graph-rest-1.0.',
  );
/** [recorded] ModernWorkplaceConcierge#50. */
export const appsAndActions = () =>
  refused(
    1012,
    "'applications' condition cannot include both 'includeApplications' and 'includeUserActions'/'includeProtectionLevels'. Please remove one of the conditions.",
  );
/** [recorded] `InvalidControls` for a policy that asks for nothing it could; `InvalidPasswordResetControl`: AlexFilipin/ConditionalAccess#4, of one kind of clients; [inferred] of the rest that is documented. */
export const controlsInvalid = (reason: 'InvalidControls' | 'InvalidPasswordResetControl') =>
  refused(1032, `ConditionalActionPolicy validation failed due to ${reason}.`);
/** [recorded] with `ServicePrincipalNotFound`: hashicorp/go-azure-sdk, azure-ad-conditional-access-apis. */
export const appsUnknown = (reasons: string) =>
  refused(1034, `Policy contains invalid applications: ${reasons}`);
/** [inferred] that an unknown location is refused is recorded in CIPP#1618; the wording is that of applications. */
export const locationsUnknown = (reasons: string) =>
  refused(1040, `Policy contains invalid locations: ${reasons}`);
/** [recorded] of groups: CIPP#3614; [inferred] of users. */
export const valueInvalid = (kind: 'user' | 'group', value: string) =>
  refused(kind === 'group' ? 1054 : 1053, `Invalid ${kind} value: ${value}.`);
/** [recorded] microsoft-graph-docs#20750. */
export const rolesUnknown = (ids: readonly string[]) =>
  refused(1102, `'users' condition contains invalid role ids: ${ids.join(', ')}.`);
/** [recorded] azure-docs-powershell-azuread#609. */
export const deviceStatesGone = () =>
  refused(
    1088,
    "'includeDeviceStates' and 'excludeDeviceStates' are no longer supported. Please use 'includeDevices' and 'excludeDevices' going forward. For examples, please see API documentation at https://docs.microsoft.com/en-us/graph/api/resources/conditionalaccessdevicestates?view=graph-rest-beta",
  );
/** [documented] that both cannot be set, in conditionalAccessDevices (beta); [inferred] the wording. */
export const deviceFilterAndStates = () =>
  unnumbered("'deviceFilter' cannot be set if 'includeDevices' or 'excludeDevices' is set.");
/** [inferred] that a rule is checked, and the wording; what is wrong is said as of membership rules, whose syntax it has. */
export const deviceFilterInvalid = (reason: string) => unnumbered(`Invalid device filter rule: ${reason}`);
/** [inferred] the wording; that a trusted location stays is documented in "Conditional Access: Network assignment". */
export const locationTrusted = () =>
  unnumbered('Named location is marked as trusted and cannot be deleted. Remove the trusted mark first.');
/** [inferred] the wording. */
export const inUse = (what: string, policies: readonly string[]) =>
  unnumbered(`${what} is referenced by conditional access policies: ${policies.join(', ')}.`);
/** [documented] that what is published stays, in authenticationcontextclassreference-delete; [inferred] the wording. */
export const contextPublished = () =>
  unnumbered('Authentication context is published to apps and cannot be deleted.');
/** [documented] c1 to c99; [inferred] the wording. */
export const contextIdInvalid = (id: string) =>
  unnumbered(`Invalid authentication context id: ${id}. It must be one of c1 to c99.`);
/** [documented] that built-in ones can't be changed, in authenticationstrengthpolicy-update; [inferred] the wording. */
export const strengthBuiltIn = () =>
  unnumbered('Built-in authentication strength policies cannot be changed or deleted.');
/** [inferred] */
export const strengthUnknown = (id: string) => unnumbered(`Invalid authentication strength: ${id}.`);
/** [documented] which there are, in authenticationstrengthroot-list-authenticationmethodmodes; [inferred] the wording. */
export const combinationInvalid = (combination: string) =>
  unnumbered(`Invalid authentication method combination: ${combination}.`);
/** [documented] that policies that require MFA keep it, in authenticationstrengthpolicy-usage; [inferred] the wording. */
export const strengthStaysStrong = (policies: readonly string[]) =>
  unnumbered(
    `The authentication strength satisfies MFA for conditional access policies and must go on doing so: ${policies.join(', ')}.`,
  );
/** [documented] what a configuration can be about, in authenticationstrengthpolicy-post-combinationconfigurations; [inferred] the wording. */
export const configurationInvalid = (combinations: readonly string[]) =>
  unnumbered(`Invalid appliesToCombinations: ${combinations.join('; ')}.`);
