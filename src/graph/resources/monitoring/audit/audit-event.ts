// One entry of the journal as an event of Intune's audit, made when somebody reads it.
import { toIso } from '../../../../clock/index.ts';
import type { Actor, Entity, JournalEntry, ManagedDevice, Tenant } from '../../../../tenant/index.ts';
import { categoryOf, displayNameOf, isAudited, resourceTypeOf, typeOfSet } from './audit-names.ts';
import { modifiedProperties } from './modified-properties.ts';

const OPERATIONS: Readonly<Partial<Record<JournalEntry['change'], string>>> = {
  create: 'Create',
  update: 'Patch',
  delete: 'Delete',
};

/** The event that an audited entry is. Its id tells the entry's number. */
export function auditEventOf(tenant: Tenant, entry: JournalEntry): Entity {
  return new AuditEvent(tenant, entry);
}

export function isAuditEntry({ by, change, set }: JournalEntry): boolean {
  return (by.kind === 'user' || by.kind === 'application') && change in OPERATIONS && isAudited(set);
}

const TAIL = 12;

/** The number of the entry that an event's id tells; undefined when it is none of ours. */
export function sequenceIn(id: string): number | undefined {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
    ? Number.parseInt(id.slice(-TAIL), 16)
    : undefined;
}

/** What is dear to make is made when it is written. */
class AuditEvent implements Entity {
  readonly [property: string]: unknown;
  readonly id: string;
  readonly activityDateTime: string;
  readonly activity = null;
  readonly activityResult = 'Success';
  readonly activityType: string;
  readonly activityOperationType: string;
  readonly displayName: string;
  readonly category: string;
  readonly componentName: string;
  readonly #tenant: Tenant;
  readonly #entry: JournalEntry;

  constructor(tenant: Tenant, entry: JournalEntry) {
    const { sequence, at, set } = entry;
    this.#tenant = tenant;
    this.#entry = entry;
    const tail = sequence.toString(16).padStart(TAIL, '0');
    this.id = tenant.random.fork(`graph/audit/${sequence}`).guid().slice(0, -TAIL) + tail;
    this.activityDateTime = toIso(at);
    const action = actionIn(entry);
    const operation = action ?? (OPERATIONS[entry.change] as string);
    const resourceType = resourceTypeOf(set);
    this.activityType = `${operation} ${resourceType}`;
    this.activityOperationType = action === undefined ? operation : 'Action';
    this.displayName = displayNameOf(operation, resourceType);
    this.category = categoryOf(set);
    // [recorded] of device configuration; else inferred from it.
    this.componentName = this.category;
  }

  get correlationId(): string {
    return this.#tenant.random.fork(`graph/correlation/${this.#entry.sequence}`).guid();
  }

  get actor(): Readonly<Record<string, unknown>> {
    return actorOf(this.#entry.by);
  }

  get resources(): readonly unknown[] {
    return resourcesOf(this.#tenant, this.#entry);
  }
}

/** [recorded] a user has all permissions of the portal and an application through which he acts; the rest is inferred. */
function actorOf({ kind, id, name, application }: Actor): Readonly<Record<string, unknown>> {
  if (kind === 'user') {
    return {
      auditActorType: 'ItPro',
      userPermissions: ['*'],
      applicationId: application?.id ?? null,
      applicationDisplayName: application?.name ?? null,
      userPrincipalName: name,
      userId: id,
    };
  }
  return {
    auditActorType: 'Application',
    userPermissions: [],
    applicationId: id,
    applicationDisplayName: name,
  };
}

/** The name of an action on a managed device, which an entry shows as a request that waits. */
function actionIn({ set, change, before, after }: JournalEntry): string | undefined {
  if (set !== 'deviceManagement/managedDevices' || change !== 'update') return undefined;
  const [was, is] = [before as ManagedDevice | undefined, after as ManagedDevice | undefined];
  if (was?.$markedNoncompliant !== is?.$markedNoncompliant) return 'overrideComplianceState';
  const asked = is?.$remoteActions;
  return asked && asked !== was?.$remoteActions ? asked.at(-1)?.name : undefined;
}

/** What was changed, and before it what contains it. [recorded] of an assignment */
function resourcesOf(tenant: Tenant, entry: JournalEntry): readonly unknown[] {
  const { set, id, before, after } = entry;
  const own = {
    auditResourceType: resourceTypeOf(set),
    displayName: nameOf(after ?? before),
    resourceId: id,
    modifiedProperties:
      actionIn(entry) === undefined ? modifiedProperties(typeOfSet(set), before, after) : [],
  };
  const parentId = (after ?? before)?.['$parent'];
  if (typeof parentId !== 'string') return [own];
  const parentSet = set.slice(0, set.lastIndexOf('/'));
  const parent = tenant.collection(parentSet).get(parentId);
  const container = {
    auditResourceType: resourceTypeOf(parentSet),
    displayName: nameOf(parent),
    resourceId: parentId,
    modifiedProperties: [],
  };
  return [container, own];
}

/** [recorded] what has no name is called by what stands for null. */
function nameOf(entity: Entity | undefined): string {
  const name = entity?.['displayName'] ?? entity?.['deviceName'] ?? entity?.['name'];
  return typeof name === 'string' ? name : '<null>';
}
