import { DELETED_ITEMS } from '../directory/index.ts';
import type { AssignmentTarget, Entity, JournalEntry, Tenant } from '../tenant/index.ts';

/** What somebody did to one object. */
export interface Change {
  readonly what: 'created' | 'updated' | 'deleted';
  /** Its collection: `deviceManagement/deviceConfigurations`. */
  readonly set: string;
  readonly id: string;
  /** What people call it; its id, if nothing better is known. */
  readonly name: string;
  /** Of an update: the properties that have other values now, and what it contains that has changed. */
  readonly properties: readonly string[];
  /** Whom it was assigned to: `All users`, `group iPhones`, `not group Kiosks`. */
  readonly assigned: readonly string[];
  readonly unassigned: readonly string[];
  /** What was linked to it: `members Priya Raman`. */
  readonly linked: readonly string[];
  readonly unlinked: readonly string[];
}

export interface Changes {
  readonly changes: readonly Change[];
  /** Whether the journal still holds all of it; it keeps the latest entries only. */
  readonly complete: boolean;
}

/** What moves by itself whenever something else does. */
const FOLLOWING = new Set(['isAssigned', 'lastModifiedDateTime', 'modifiedDateTime', 'version']);

/**
 * What people and applications changed since an entry of the journal, one item for each object, in the order of its first change.
 * What was created and deleted again leaves nothing, nor does an update that was taken back.
 */
export function changesSince(tenant: Tenant, sequence: number): Changes {
  const subjects = new Map<string, Subject>();
  const subject = (set: string, id: string): Subject => {
    const key = `${set} ${id}`;
    const known = subjects.get(key);
    if (known) return known;
    const fresh = new Subject(tenant, set, id);
    subjects.set(key, fresh);
    return fresh;
  };
  for (const entry of tenant.journal.since(sequence)) {
    if (entry.by.kind !== 'application' && entry.by.kind !== 'user') continue;
    const parent = parentOf(entry);
    if (parent === undefined) subject(entry.set, entry.id).take(entry);
    else subject(entry.set.slice(0, entry.set.lastIndexOf('/')), parent).takeFromWithin(entry);
  }
  const all = [...subjects.values()].flatMap((each) => each.summary() ?? []);
  const isThere = ({ id }: Change) =>
    all.some((other) => other.id === id && other.what === 'created' && other.set !== DELETED_ITEMS);
  return {
    // What was deleted is told of where it was. Of what waits to be restored, only its end says something new.
    changes: all.filter(
      (change) => change.set !== DELETED_ITEMS || (change.what === 'deleted' && !isThere(change)),
    ),
    complete: tenant.journal.firstSequence <= sequence + 1,
  };
}

/** The id of the object that a change happened inside of. */
function parentOf({ change, id, before, after }: JournalEntry): string | undefined {
  if (change === 'link' || change === 'unlink') return id;
  return ((after ?? before) as { $parent?: string } | undefined)?.$parent;
}

/** One object, and what has become of it so far. */
class Subject {
  readonly #tenant: Tenant;
  readonly #set: string;
  readonly #id: string;
  /** As it was before the first change; undefined when that created it. */
  #before: Entity | undefined;
  #after: Entity | undefined;
  #touched = false;
  readonly #inside = new Set<string>();
  /** How often something came minus how often it went, by its words. */
  readonly #assignments = new Map<string, number>();
  readonly #links = new Map<string, number>();

  constructor(tenant: Tenant, set: string, id: string) {
    this.#tenant = tenant;
    this.#set = set;
    this.#id = id;
  }

  take({ before, after }: JournalEntry): void {
    if (!this.#touched) this.#before = before;
    this.#touched = true;
    this.#after = after;
  }

  /** What happened to a row that it contains, or to a link from it. */
  takeFromWithin({ change, set, target, before, after }: JournalEntry): void {
    const role = set.slice(set.lastIndexOf('/') + 1);
    if (change === 'link' || change === 'unlink') {
      count(this.#links, `${role} ${this.#nameOf(target ?? '')}`, change === 'link' ? 1 : -1);
      return;
    }
    const was = targetOf(before);
    const is = targetOf(after);
    if (was) count(this.#assignments, this.#describe(was), -1);
    if (is) count(this.#assignments, this.#describe(is), 1);
    if (!was && !is) this.#inside.add(role);
  }

  summary(): Change | undefined {
    const lists = {
      assigned: withSign(this.#assignments, 1),
      unassigned: withSign(this.#assignments, -1),
      linked: withSign(this.#links, 1),
      unlinked: withSign(this.#links, -1),
    };
    const head = { set: this.#set, id: this.#id, name: this.#name() };
    if (this.#touched && !this.#before && !this.#after) return undefined;
    if (this.#touched && !this.#before) return { what: 'created', ...head, properties: [], ...lists };
    if (this.#touched && !this.#after)
      return {
        what: 'deleted',
        ...head,
        properties: [],
        assigned: [],
        unassigned: [],
        linked: [],
        unlinked: [],
      };
    const properties = [...changedProperties(this.#before, this.#after), ...this.#inside];
    const nothing = properties.length === 0 && Object.values(lists).every((list) => list.length === 0);
    return nothing ? undefined : { what: 'updated', ...head, properties, ...lists };
  }

  #name(): string {
    const entity = this.#after ?? this.#before ?? this.#tenant.collection(this.#set).get(this.#id);
    return nameIn(entity) ?? this.#id;
  }

  #describe(target: AssignmentTarget): string {
    const type = target['@odata.type'];
    if (type === '#microsoft.graph.allLicensedUsersAssignmentTarget') return 'all users';
    if (type === '#microsoft.graph.allDevicesAssignmentTarget') return 'all devices';
    const id = target.groupId ?? '';
    // Intune takes any id, and a policy for such a group reaches nobody.
    const missing = this.#tenant.collection('groups').get(id) ? '' : ', which does not exist';
    const group = `group ${this.#nameOf(id)}${missing}`;
    return type === '#microsoft.graph.exclusionGroupAssignmentTarget' ? `not ${group}` : group;
  }

  /** The name of something in the directory. */
  #nameOf(id: string): string {
    for (const set of DIRECTORY) {
      const entity = this.#tenant.collection(set).get(id);
      if (entity) return nameIn(entity) ?? id;
    }
    return id;
  }
}

const DIRECTORY = ['groups', 'users', 'devices', 'servicePrincipals', 'applications'];

function nameIn(entity: Entity | undefined): string | undefined {
  const { displayName, name, userPrincipalName } = (entity ?? {}) as unknown as Record<string, unknown>;
  const text = displayName ?? name ?? userPrincipalName;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

function targetOf(entity: Entity | undefined): AssignmentTarget | undefined {
  return (entity as { target?: AssignmentTarget } | undefined)?.target;
}

function changedProperties(before: Entity | undefined, after: Entity | undefined): string[] {
  if (!before || !after) return [];
  const was = before as unknown as Record<string, unknown>;
  const is = after as unknown as Record<string, unknown>;
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (name) =>
      !name.startsWith('$') &&
      !FOLLOWING.has(name) &&
      JSON.stringify(was[name] ?? null) !== JSON.stringify(is[name] ?? null),
  );
}

function count(counts: Map<string, number>, words: string, by: number): void {
  counts.set(words, (counts.get(words) ?? 0) + by);
}

function withSign(counts: ReadonlyMap<string, number>, sign: 1 | -1): string[] {
  return [...counts].flatMap(([words, number]) => (Math.sign(number) === sign ? [words] : []));
}
