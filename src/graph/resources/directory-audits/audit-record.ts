// One entry of the journal as the directory's audit shows it. https://learn.microsoft.com/graph/api/resources/directoryaudit
import { toIso } from '../../../clock/index.ts';
import {
  type Actor,
  changedProperties,
  type Entity,
  type JournalEntry,
  type Tenant,
} from '../../../tenant/index.ts';
import { type Activity, setOfLink, typeOfSet } from './activities.ts';

interface Changed {
  readonly displayName: string;
  readonly oldValue: string | null;
  readonly newValue: string | null;
}

interface Target {
  readonly id: string;
  readonly displayName: string | null;
  readonly type: string;
  readonly userPrincipalName: string | null;
  readonly groupType: string | null;
  readonly modifiedProperties: readonly Changed[];
}

/** [recorded] `Directory_<correlation id>_<five characters>_<number>`; the number is the entry's. */
const ID = /^Directory_[0-9a-f-]{36}_[A-Z0-9]{5}_(\d+)$/i;

export const sequenceIn = (id: string): number | undefined => {
  const number = ID.exec(id)?.[1];
  return number === undefined ? undefined : Number(number);
};

const PARTITION_LENGTH = 5;

/** What is dear to make is made when it is written. */
export class AuditRecord implements Entity {
  readonly [property: string]: unknown;
  readonly result = 'success';
  readonly resultReason = '';
  readonly additionalDetails: readonly unknown[] = [];
  readonly category: string;
  readonly activityDisplayName: string;
  readonly activityDateTime: string;
  readonly loggedByService: string;
  readonly operationType: string;
  readonly #tenant: Tenant;
  readonly #entry: JournalEntry;
  readonly #activity: Activity;

  constructor(tenant: Tenant, entry: JournalEntry, activity: Activity) {
    this.#tenant = tenant;
    this.#entry = entry;
    this.#activity = activity;
    this.category = activity.category;
    this.activityDisplayName = activity.name;
    this.activityDateTime = toIso(entry.at);
    this.loggedByService = activity.category === 'Policy' ? 'Conditional Access' : 'Core Directory';
    this.operationType = activity.operation;
  }

  get id(): string {
    const { correlationId } = this;
    const partition = correlationId.replaceAll('-', '').slice(-PARTITION_LENGTH).toUpperCase();
    return `Directory_${correlationId}_${partition}_${this.#entry.sequence}`;
  }

  get correlationId(): string {
    return this.#tenant.random.fork(`graph/directoryAudit/${this.#entry.sequence}`).guid();
  }

  get initiatedBy(): Readonly<Record<string, unknown>> {
    return initiatorOf(this.#tenant, this.#entry.by);
  }

  get targetResources(): readonly unknown[] {
    return targetsOf(this.#tenant, this.#entry, this.#activity);
  }
}

/** [documented] one of the two is null. Services of Microsoft's act as applications. */
function initiatorOf(tenant: Tenant, { kind, id, name }: Actor): Readonly<Record<string, unknown>> {
  if (kind === 'user')
    return { user: { id, displayName: null, userPrincipalName: name, ipAddress: null }, app: null };
  const appId = kind === 'application' ? id : null;
  const [principal] = appId === null ? [] : tenant.collection('servicePrincipals').where('appId', appId);
  return {
    user: null,
    app: { appId, displayName: name, servicePrincipalId: principal?.id ?? null, servicePrincipalName: null },
  };
}

function targetsOf(tenant: Tenant, entry: JournalEntry, { type }: Activity): readonly Target[] {
  const { set, id, before, after, target } = entry;
  if (target === undefined) {
    const entity = after ?? before;
    return entity ? [targetOf(entity, type, set === POLICIES ? wholePolicy(entry) : modified(entry))] : [];
  }
  // [recorded] who joins comes first, and tells what it joins.
  const container = tenant.collection(setOfLink(set)).get(id) ?? { id };
  const member = memberOf(tenant, target);
  const isAdded = entry.change === 'link';
  const said = (name: string, value: unknown): Changed => ({
    displayName: `${type}.${name}`,
    oldValue: isAdded ? null : JSON.stringify(value ?? null),
    newValue: isAdded ? JSON.stringify(value ?? null) : null,
  });
  return [
    targetOf(member.entity, member.type, [
      said('ObjectID', id),
      said('DisplayName', container['displayName']),
    ]),
    targetOf(container, type, []),
  ];
}

function memberOf(tenant: Tenant, id: string): { readonly entity: Entity; readonly type: string } {
  for (const set of ['users', 'groups', 'devices', 'servicePrincipals']) {
    const entity = tenant.collection(set).get(id);
    if (entity) return { entity, type: typeOfSet(set) };
  }
  return { entity: { id }, type: 'Other' };
}

const POLICIES = 'identity/conditionalAccess/policies';

function targetOf(entity: Entity, type: string, modifiedProperties: readonly Changed[]): Target {
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const types = entity['groupTypes'] as readonly string[] | undefined;
  return {
    id: entity.id,
    // [recorded] a user is told by the principal name.
    displayName: type === 'User' ? null : text(entity['displayName']),
    type,
    userPrincipalName: type === 'User' ? text(entity['userPrincipalName']) : null,
    groupType: type === 'Group' ? (types?.includes('Unified') ? 'unifiedGroups' : 'azureAD') : null,
    modifiedProperties,
  };
}

/** [recorded] values are JSON, each in a list; then the names of all that changed. */
function modified({ change, before, after }: JournalEntry): readonly Changed[] {
  if (change === 'delete') return [];
  const names = changedProperties({ before, after }).filter(
    (name) => !/^(?:\$|@|id$|createdDateTime$)/.test(name),
  );
  if (names.length === 0) return [];
  const list = (value: unknown) =>
    JSON.stringify(value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]);
  return [
    ...names.map((name) => ({
      displayName: pascal(name),
      oldValue: list(before?.[name]),
      newValue: list(after?.[name]),
    })),
    {
      displayName: 'Included Updated Properties',
      oldValue: null,
      newValue: JSON.stringify(names.map(pascal).join(', ')),
    },
  ];
}

/** [recorded] of a conditional access policy, the whole of it before and after. */
function wholePolicy({ before, after }: JournalEntry): readonly Changed[] {
  const text = (policy: Entity | undefined) => (policy ? JSON.stringify(policy) : null);
  return [{ displayName: 'ConditionalAccessPolicy', oldValue: text(before), newValue: text(after) }];
}

function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
