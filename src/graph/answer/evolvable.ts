// Evolvable enumerations: members that came after `unknownFutureValue` are told only to clients that say that they can deal
// with them. https://learn.microsoft.com/graph/best-practices-concept#handling-future-members-in-evolvable-enumerations
import type { TypeModel } from '../model/index.ts';

const SENTINEL = 'unknownFutureValue';
/** [documented] the preference, and how the answer says that it was heeded. */
export const UNKNOWN_MEMBERS_PREFERENCE = 'include-unknown-enum-members';
const PREFERENCE = new RegExp(`(?:^|[,;\\s])${UNKNOWN_MEMBERS_PREFERENCE}(?:$|[,;\\s])`, 'i');

/** Whether a request wants to be told all members. */
export function prefersUnknownMembers(prefer: string | undefined): boolean {
  return prefer !== undefined && PREFERENCE.test(prefer);
}

/**
 * [documented] for properties of these types, all of the directory: their pages say that the newer members take the header.
 * Intune's services answer newer members unasked (known from practice).
 */
const HIDDEN_FROM_OLDER_CLIENTS = new Set(
  [
    'appliedConditionalAccessPolicyResult authenticationMethodModes baseAuthenticationMethod conditionalAccessConditions',
    'conditionalAccessDevicePlatform conditionalAccessGrantControl conditionalAccessRule incomingTokenType protocolType',
    'riskDetail signInAccessType',
  ]
    .join(' ')
    .split(' ')
    .map((name) => `microsoft.graph.${name}`),
);

/** The members of an enumeration that are written as `unknownFutureValue` for who doesn't ask. */
export function hiddenMembers(type: TypeModel | undefined): ReadonlySet<string> | undefined {
  const { members = [], name = '' } = type ?? {};
  if (!HIDDEN_FROM_OLDER_CLIENTS.has(name)) return undefined;
  const at = members.indexOf(SENTINEL);
  return at < 0 || at === members.length - 1 ? undefined : new Set(members.slice(at + 1));
}

/** Writes a value of such an enumeration, or a list of values. */
export function writeHiding(hidden: ReadonlySet<string>): (value: unknown) => string {
  // Combined members are one text.
  const one = (value: unknown): unknown =>
    typeof value === 'string' && value.split(',').some((each) => hidden.has(each)) ? SENTINEL : value;
  return (value) => JSON.stringify(Array.isArray(value) ? value.map(one) : one(value)) ?? 'null';
}
