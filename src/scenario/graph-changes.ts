import { toIso } from '../clock/index.ts';
import type { TraceEntry } from '../device/index.ts';
import type { JournalEntry, Tenant } from '../tenant/index.ts';

/** A moment at which Microsoft Graph began to show something else of a device. */
export interface GraphChange {
  /** Counts all changes in the tenant. */
  readonly sequence: number;
  /** Virtual time, ISO 8601. */
  readonly at: string;
  readonly set: string;
  readonly id: string;
  readonly change: 'created' | 'updated' | 'deleted';
  /** What tells how an enrollment goes, with the values that it has from now on; nothing of what was deleted. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** What an administrator looks at to see how an enrollment goes, by set; all else moves with it or by itself. */
const TELLING: Readonly<Record<string, readonly string[]>> = {
  'deviceManagement/managedDevices': [
    'deviceEnrollmentType',
    'managedDeviceOwnerType',
    'managementState',
    'complianceState',
    'azureADRegistered',
    'deviceRegistrationState',
  ],
  devices: ['trustType', 'profileType', 'isManaged', 'isCompliant'],
};

const OWNERS = 'devices/registeredOwners';

/**
 * What became visible through Graph of a device's records in Intune and in the directory, oldest first.
 * @param trace the device's conversation, which names its records
 */
export function graphChangesOf(tenant: Tenant, trace: readonly TraceEntry[]): GraphChange[] {
  const records = new Set(
    trace.flatMap(({ objects = [] }) => objects.filter(({ set }) => set in TELLING).map(({ id }) => id)),
  );
  if (records.size === 0) return [];
  const changes: GraphChange[] = [];
  for (const entry of tenant.journal.since()) {
    const change = records.has(entry.id) ? changeOf(tenant, entry) : undefined;
    if (change) changes.push(change);
  }
  return changes;
}

function changeOf(tenant: Tenant, entry: JournalEntry): GraphChange | undefined {
  const { sequence, id, set, change, before, after, target } = entry;
  const head = { sequence, at: toIso(entry.at), id };
  if (set === OWNERS && change === 'link') {
    const owner = tenant.collection('users').get(target ?? '');
    return {
      ...head,
      set: 'devices',
      change: 'updated',
      values: { registeredOwners: owner?.displayName ?? target },
    };
  }
  const telling = TELLING[set];
  if (!telling) return undefined;
  if (!after) return { ...head, set, change: 'deleted', values: {} };
  const is = after as unknown as Record<string, unknown>;
  const was = (before ?? {}) as unknown as Record<string, unknown>;
  const changed = telling.filter((name) => (is[name] ?? null) !== (was[name] ?? null));
  if (before && changed.length === 0) return undefined;
  return {
    ...head,
    set,
    change: before ? 'updated' : 'created',
    values: Object.fromEntries(changed.map((name) => [name, is[name]])),
  };
}
