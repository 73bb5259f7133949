import type { Assignment, AssignmentTarget } from '../tenant/index.ts';
import type { AssignmentReason } from './assignment-types.ts';

/** What an assignment target asks about a subject. Group and filter ids are in lower case. */
export interface Membership {
  readonly hasUser: boolean;
  readonly hasDevice: boolean;
  readonly licensed: boolean;
  userIn(group: string): boolean;
  deviceIn(group: string): boolean;
  /** Undefined: the filter does not exist, is for another platform, or its rule cannot be read. */
  filterMatches(filter: string): boolean | undefined;
  /** How a group is called in an explanation; undefined when it does not exist. */
  groupName(group: string): string | undefined;
  filterName(filter: string): string;
}

/** An included assignment that reaches the subject, before filters. */
export interface Reach<A extends Assignment = Assignment> {
  readonly assignment: A;
  readonly byUser: boolean;
  readonly byDevice: boolean;
}

export type TargetKind = 'group' | 'exclusion' | 'allUsers' | 'allDevices' | 'unknown';

const KINDS: Readonly<Record<string, TargetKind>> = {
  groupassignmenttarget: 'group',
  exclusiongroupassignmenttarget: 'exclusion',
  alllicensedusersassignmenttarget: 'allUsers',
  alldevicesassignmenttarget: 'allDevices',
};

export function targetKind({ '@odata.type': type }: AssignmentTarget): TargetKind {
  return KINDS[type.slice(type.lastIndexOf('.') + 1).toLowerCase()] ?? 'unknown';
}

/**
 * Which of the assignments include the subject and aren't undone by an exclusion. An exclusion of users undoes what
 * users were included by, one of devices what devices were included by: the devices of excluded users are not
 * excluded. Source: "Assign device profiles in Microsoft Intune", excluding groups.
 */
export function resolveTargets<A extends Assignment>(
  assignments: readonly A[],
  subject: Membership,
  reasons: AssignmentReason[],
): Reach<A>[] {
  let userExcluded: string | undefined;
  let deviceExcluded: string | undefined;
  for (const { target } of assignments) {
    if (targetKind(target) !== 'exclusion') continue;
    const group = groupOf(target);
    if (userExcluded === undefined && subject.userIn(group)) userExcluded = group;
    if (deviceExcluded === undefined && subject.deviceIn(group)) deviceExcluded = group;
  }
  const reaches: Reach<A>[] = [];
  for (const assignment of assignments) {
    const included = include(assignment, subject, reasons);
    if (!included) continue;
    const { byUser, byDevice } = included;
    const say = (code: AssignmentReason['code'], kind: string, group: string, ending: string) =>
      reasons.push({
        code,
        sentence: `the ${kind} is in the excluded group ${nameOf(group, subject)}${ending}`,
        assignment: assignment.id,
        group,
      });
    if (byUser && userExcluded !== undefined) say('excluded', 'user', userExcluded, '');
    if (byDevice && deviceExcluded !== undefined) say('excluded', 'device', deviceExcluded, '');
    const reach = {
      assignment,
      byUser: byUser && userExcluded === undefined,
      byDevice: byDevice && deviceExcluded === undefined,
    };
    if (reach.byUser || reach.byDevice) {
      const [kind, group] = reach.byUser ? ['device', deviceExcluded] : ['user', userExcluded];
      if (group !== undefined) {
        say(
          'exclusionOfOtherKind',
          kind as string,
          group,
          `, which does not undo an assignment to ${kind === 'user' ? 'devices' : 'users'}`,
        );
      }
      reaches.push(reach);
    }
  }
  return reaches;
}

function include(
  assignment: Assignment,
  subject: Membership,
  reasons: AssignmentReason[],
): { byUser: boolean; byDevice: boolean } | undefined {
  const { id, target } = assignment;
  const say = (code: AssignmentReason['code'], sentence: string, group?: string) => {
    reasons.push({ code, sentence, assignment: id, ...(group !== undefined && { group }) });
  };
  switch (targetKind(target)) {
    case 'exclusion':
      return undefined;
    case 'allUsers':
      if (!subject.hasUser)
        return void say('noUser', 'it is assigned to all users, and the device has no user');
      if (!subject.licensed) {
        return void say(
          'unlicensed',
          'it is assigned to all licensed users, and the user has no Intune licence',
        );
      }
      say('matched', 'it is assigned to all users');
      return { byUser: true, byDevice: false };
    case 'allDevices':
      if (!subject.hasDevice)
        return void say('noDevice', 'it is assigned to all devices, and no device is enrolled yet');
      say('matched', 'it is assigned to all devices');
      return { byUser: false, byDevice: true };
    case 'group': {
      const group = groupOf(target);
      if (subject.groupName(group) === undefined) {
        return void say('unknownGroup', `it is assigned to a group that does not exist (${group})`, group);
      }
      const byUser = subject.userIn(group);
      const byDevice = subject.deviceIn(group);
      const name = nameOf(group, subject);
      if (!byUser && !byDevice) {
        return void say(
          'notMember',
          `it is assigned to the group ${name}, of which neither the user nor the device is a member`,
          group,
        );
      }
      say('matched', `the ${byUser ? 'user' : 'device'} is a member of the assigned group ${name}`, group);
      return { byUser, byDevice };
    }
    default:
      return void say(
        'unknownTarget',
        `it has a target of a type that is not emulated (${target['@odata.type']})`,
      );
  }
}

/**
 * What assignment filters leave of the reaching assignments of one policy or intent. Over several: exclude filters win
 * over no filter, which wins over include filters; within one mode, one match is enough.
 * Source: "Use assignment filters", overlapping assignments.
 */
export function passFilters<A extends Assignment>(
  reaches: readonly Reach<A>[],
  subject: Membership,
  reasons: AssignmentReason[],
): Reach<A>[] {
  const byMode = { exclude: [] as Reach<A>[], none: [] as Reach<A>[], include: [] as Reach<A>[] };
  for (const reach of reaches) byMode[filterMode(reach.assignment.target)].push(reach);
  const verdictOf = ({ assignment: { id, target } }: Reach<A>, mode: 'include' | 'exclude') => {
    const filter = filterOf(target);
    const matches = subject.filterMatches(filter);
    const name = `“${subject.filterName(filter)}”`;
    const passes = mode === 'include' ? matches === true : matches !== true;
    const sentence =
      matches === undefined
        ? `the filter ${name} cannot be evaluated and is taken to match no device`
        : `the device ${matches ? 'matches' : 'does not match'} the filter ${name}, which ${mode}s matching devices`;
    const code =
      matches === undefined && passes ? 'filterNotEvaluable' : passes ? 'filterMatched' : 'filteredOut';
    reasons.push({ code, sentence, assignment: id, filter });
    return passes;
  };
  if (byMode.exclude.length > 0) {
    const verdicts = byMode.exclude.map((reach) => verdictOf(reach, 'exclude'));
    return verdicts.every(Boolean) ? byMode.exclude : [];
  }
  if (byMode.none.length > 0) return byMode.none;
  return byMode.include.filter((reach) => verdictOf(reach, 'include'));
}

/** The filter's id in lower case; an empty text when there is none. */
export function filterOf(target: AssignmentTarget): string {
  return target.deviceAndAppManagementAssignmentFilterId?.toLowerCase() ?? '';
}

export function groupOf(target: AssignmentTarget): string {
  return target.groupId?.toLowerCase() ?? '';
}

function filterMode(target: AssignmentTarget): 'include' | 'exclude' | 'none' {
  const mode = target.deviceAndAppManagementAssignmentFilterType ?? 'none';
  return filterOf(target) !== '' && (mode === 'include' || mode === 'exclude') ? mode : 'none';
}

function nameOf(group: string, subject: Membership): string {
  return `“${subject.groupName(group) ?? group}”`;
}
