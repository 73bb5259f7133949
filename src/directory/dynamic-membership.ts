// Members of dynamic groups follow their rule: everybody is looked at when a rule is switched on or changes, and from
// then on those of whom something changes that a rule looks at.
import { CADENCES, MINUTE, toIso } from '../clock/index.ts';
import { type Entity, type JournalEntry, SERVICES, type Tenant } from '../tenant/index.ts';
import {
  evaluateRule,
  type MembershipRule,
  MembershipRuleError,
  nextChange,
  parseMembershipRule,
  storedProperties,
} from './membership-rule/index.ts';

/** [documented] groups-troubleshooting: a few minutes in small directories, and 30 or more in large ones. */
const DELAY = CADENCES.dynamicMembership.span;
const DELAY_WHEN_LARGE = CADENCES.dynamicMembershipWhenLarge.span;

/** [inferred] how many users and devices make a directory large. */
export const LARGE_DIRECTORY = 10_000;

const OF_GROUP = 'processDynamicGroup';
const OF_MEMBER = 'processDynamicMember';
const REPORT = 'reportDynamicMembership';

/**
 * [inferred] how long after single members came or went the group says when that was: once for all of them, as whatever
 * follows groups has to look again whenever one changes.
 */
const REPORT_DELAY = MINUTE;
const MEMBERS = 'groups/members';

const SET_OF = { user: 'users', device: 'devices' } as const;
type MemberSet = (typeof SET_OF)[keyof typeof SET_OF];

/** How the processing of a group's rule went last; absent: there is nothing to tell of the members it came with. */
export interface MembershipProcessing {
  readonly status: 'NotStarted' | 'Succeeded' | 'Failed';
  /** When members last changed. */
  readonly updated?: string;
  readonly error?: string;
}

/** Whether members follow a rule: it is dynamic, and not paused. */
export const isProcessed = (group: Readonly<Record<string, unknown>>): boolean =>
  isDynamicGroup(group) && String(group['membershipRuleProcessingState']).toLowerCase() === 'on';

export const isDynamicGroup = (group: Readonly<Record<string, unknown>>): boolean =>
  ((group['groupTypes'] ?? []) as readonly string[]).includes('DynamicMembership');

/** How long after a change the service gets to it. */
export function membershipProcessingDelay(tenant: Tenant): number {
  const size = tenant.collection('users').size + tenant.collection('devices').size;
  return size > LARGE_DIRECTORY ? DELAY_WHEN_LARGE : DELAY;
}

export function startDynamicMembership(tenant: Tenant): void {
  const membership = new DynamicMembership(tenant);
  tenant.clock.on(OF_GROUP, (id) => membership.processGroup(id));
  tenant.clock.on(OF_MEMBER, (subject) => {
    const [set, id] = subject.split('/') as [MemberSet, string];
    membership.processMember(set, id);
  });
  tenant.clock.on(REPORT, (id) => membership.report(id));
  tenant.journal.subscribe((entry) => membership.hear(entry));
}

const DECIDING = ['groupTypes', 'membershipRule', 'membershipRuleProcessingState'];

class DynamicMembership {
  readonly #tenant: Tenant;
  /** The rules that are followed, by their group. Made when somebody first needs them. */
  #rules: Map<string, MembershipRule> | undefined;
  /** By set: the stored properties that some rule looks at. */
  #watched: Readonly<Record<MemberSet, ReadonlySet<string>>> | undefined;
  /** Members whose turn is on the clock. */
  readonly #queued = new Set<string>();
  /** Groups that will say when their members last changed. */
  readonly #reporting = new Set<string>();
  /** When time alone next changes something for a user. */
  readonly #turns = new Map<string, number>();

  constructor(tenant: Tenant) {
    this.#tenant = tenant;
  }

  hear(entry: JournalEntry): void {
    const { set, change, id, target } = entry;
    if (change === 'restore') this.#forget();
    else if (set === 'groups') this.#hearOfGroup(entry);
    else if (set === 'users' || set === 'devices') this.#hearOfMember(set, entry);
    else if (set === MEMBERS && change === 'link' && target !== undefined) this.#hearOfJoining(id, target);
    else if (set === 'users/manager') this.#queueWhere('users', id, ({ kind }) => kind === 'directReports');
  }

  #forget(): void {
    this.#rules = undefined;
    this.#watched = undefined;
    this.#queued.clear();
    this.#turns.clear();
    this.#reporting.clear();
  }

  #hearOfGroup({ id, before, after }: JournalEntry): void {
    if (before && after && DECIDING.every((name) => before[name] === after[name])) return;
    const wasProcessed = before !== undefined && isProcessed(before);
    const isNow = after !== undefined && isProcessed(after);
    if (!wasProcessed && !isNow) return;
    const rule = isNow ? ruleOf(after) : undefined;
    if (rule) this.#rules?.set(id, rule);
    else this.#rules?.delete(id);
    this.#watched = undefined;
    if (!isNow) return;
    this.#tenant.clock.schedule(this.#later(), OF_GROUP, id);
  }

  #hearOfMember(set: MemberSet, { id, before, after }: JournalEntry): void {
    if (!after) return;
    const watched = this.#watch()[set];
    if (!before) {
      this.#queueWhere(set, id, () => true);
      return;
    }
    for (const name of watched) {
      if (before[name] === after[name]) continue;
      this.#queue(set, id);
      return;
    }
  }

  /** [documented] groups-dynamic-rule-member-of: who joins a group is told on; who leaves one isn't. */
  #hearOfJoining(group: string, member: string): void {
    const set = this.#tenant.collection('devices').get(member) ? 'devices' : 'users';
    this.#queueWhere(
      set,
      member,
      (condition) => condition.kind === 'memberOf' && condition.groups.includes(group),
    );
  }

  #queueWhere(
    set: MemberSet,
    id: string,
    matters: (condition: MembershipRule['condition']) => boolean,
  ): void {
    for (const { object, condition } of this.#all().values()) {
      if (SET_OF[object] !== set || !matters(condition)) continue;
      this.#queue(set, id);
      return;
    }
  }

  #queue(set: MemberSet, id: string): void {
    const subject = `${set}/${id}`;
    if (this.#queued.has(subject)) return;
    this.#queued.add(subject);
    this.#tenant.clock.schedule(this.#later(), OF_MEMBER, subject);
  }

  #later(): number {
    return this.#tenant.clock.now + membershipProcessingDelay(this.#tenant);
  }

  #all(): Map<string, MembershipRule> {
    if (this.#rules) return this.#rules;
    this.#rules = new Map();
    for (const group of this.#tenant.collection('groups')) {
      const rule = isProcessed(group) ? ruleOf(group) : undefined;
      if (rule) this.#rules.set(group.id, rule);
    }
    return this.#rules;
  }

  #watch(): Readonly<Record<MemberSet, ReadonlySet<string>>> {
    if (this.#watched) return this.#watched;
    const watched = { users: new Set<string>(), devices: new Set<string>() };
    for (const { object, condition } of this.#all().values()) {
      for (const name of storedProperties(condition)) watched[SET_OF[object]].add(name);
    }
    this.#watched = watched;
    return watched;
  }

  /** Looks at everybody. */
  processGroup(id: string): void {
    const groups = this.#tenant.collection('groups');
    const group = groups.get(id);
    if (!group || !isProcessed(group)) return;
    try {
      const rule = parseMembershipRule(group.membershipRule ?? '');
      this.#fill(id, rule);
      this.#report(group, { status: 'Succeeded', updated: toIso(this.#tenant.clock.now) });
    } catch (error) {
      if (!(error instanceof MembershipRuleError)) throw error;
      // [recorded] julien-ly/scope-gap: such a rule can be stored while processing is paused. Members stay as they are.
      this.#report(group, {
        status: 'Failed',
        error: `Membership updates could not be evaluated: ${error.summary}.`,
      });
    }
  }

  #fill(id: string, rule: MembershipRule): void {
    const members = this.#tenant.links(MEMBERS);
    const subjects = this.#tenant.collection(SET_OF[rule.object]);
    // [documented] groups-change-type: those who were there before stay only if the rule selects them.
    for (const member of members.targets(id)) {
      const subject = subjects.get(member);
      if (!subject || !evaluateRule(rule, subject, this.#tenant)) members.unlink(id, member, SERVICES.entra);
    }
    for (const subject of subjects) {
      if (evaluateRule(rule, subject, this.#tenant)) members.link(id, subject.id, SERVICES.entra);
      this.#awaitTurn(rule, subject);
    }
  }

  /** Looks at one user or device, for all groups. */
  processMember(set: MemberSet, id: string): void {
    this.#queued.delete(`${set}/${id}`);
    if (this.#turns.get(id) === this.#tenant.clock.now) this.#turns.delete(id);
    const subject: Entity | undefined = this.#tenant.collection(set).get(id);
    if (!subject) return;
    const members = this.#tenant.links(MEMBERS);
    for (const [groupId, rule] of this.#all()) {
      if (SET_OF[rule.object] !== set) continue;
      this.#awaitTurn(rule, subject);
      const isMember = members.has(groupId, id);
      const shallBe = evaluateRule(rule, subject, this.#tenant);
      // [documented] who is there through another group stays until the rule changes.
      if (isMember === shallBe || (isMember && rule.condition.kind === 'memberOf')) continue;
      // The entity's own id: the one of the event is a piece of a longer text, which the links would keep alive.
      if (shallBe) members.link(groupId, subject.id, SERVICES.entra);
      else members.unlink(groupId, subject.id, SERVICES.entra);
      if (this.#reporting.has(groupId)) continue;
      this.#reporting.add(groupId);
      this.#tenant.clock.schedule(this.#tenant.clock.now + REPORT_DELAY, REPORT, groupId);
    }
  }

  /** Writes down that members have changed. */
  report(id: string): void {
    this.#reporting.delete(id);
    const group = this.#tenant.collection('groups').get(id);
    if (group && isProcessed(group))
      this.#report(group, { status: 'Succeeded', updated: toIso(this.#tenant.clock.now) });
  }

  /** A rule about the present moment comes to hold, or not to, without any change. */
  #awaitTurn({ condition }: MembershipRule, subject: Entity): void {
    const at = nextChange(condition, subject, this.#tenant);
    if (at === undefined || this.#turns.get(subject.id) === at) return;
    this.#turns.set(subject.id, at);
    this.#tenant.clock.schedule(at, OF_MEMBER, `users/${subject.id}`);
  }

  #report(group: Entity, processing: MembershipProcessing): void {
    const known = group['$membership'] as MembershipProcessing | undefined;
    if (known?.status === processing.status && known.updated === processing.updated) return;
    this.#tenant.collection('groups').update(group.id, { $membership: processing }, SERVICES.entra);
  }
}

/** undefined: the rule can't be evaluated. */
function ruleOf(group: Entity): MembershipRule | undefined {
  try {
    return parseMembershipRule(String(group['membershipRule'] ?? ''));
  } catch (error) {
    if (error instanceof MembershipRuleError) return undefined;
    throw error;
  }
}
