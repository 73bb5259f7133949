// How many devices and users a policy stands how on. All devices are counted once; from then on the journal says which have
// changed, and only those are counted anew. What changes for whom a policy is meant makes everything be counted again.
import {
  CATALOG_SET,
  COMPLIANCE_SETS,
  type JournalEntry,
  type ManagedDevice,
  STATUSES_BY_SEVERITY,
  TEMPLATE_SET,
  type Tenant,
} from '../tenant/index.ts';
import { CATALOG_SOURCES } from './compliance/catalog.ts';
import { type ReportedSet, readStatuses } from './device-statuses.ts';

export interface PolicyOverview {
  /** How many have which status. */
  readonly devices: Readonly<Record<string, number>>;
  /** The same of users; each has the worst status of his devices. */
  readonly users: Readonly<Record<string, number>>;
  /** When a device last reported; undefined: none has. */
  readonly latest: string | undefined;
}

const DEVICES = 'deviceManagement/managedDevices';

/** What decides for whom a policy is meant, and how strict it is. */
const DECISIVE = new Set([
  '',
  'groups',
  'groups/members',
  'subscribedSkus',
  'deviceManagement/assignmentFilters',
  'deviceAppManagement/mobileApps',
  'deviceAppManagement/mobileAppConfigurations',
  'deviceAppManagement/mobileAppConfigurations/assignments',
  'deviceAppManagement/managedEBooks',
  'deviceAppManagement/managedEBooks/assignments',
  ...CATALOG_SOURCES,
  ...[TEMPLATE_SET, CATALOG_SET, ...COMPLIANCE_SETS].flatMap((set) => [
    set,
    `${set}/assignments`,
    `${set}/scheduledActionsForRule`,
  ]),
]);

function isDecisive({ set, change, before, after }: JournalEntry): boolean {
  if (set !== 'users') return DECISIVE.has(set);
  // Who has no licence gets no policy.
  return change === 'delete' || before?.['assignedLicenses'] !== after?.['assignedLicenses'];
}

type StatusOn = NonNullable<ReturnType<typeof readStatuses>>;

class Tally {
  readonly #devices = new Map<string, number>();
  readonly #users = new Map<string, number>();
  /** Of each user, how many devices have which status. */
  readonly #byUser = new Map<string, number[]>();
  #latest: string | undefined;

  add(device: ManagedDevice, statusOn: StatusOn): void {
    const at = device.lastSyncDateTime;
    if (!this.#count(device, statusOn, 1)) return;
    if (this.#latest === undefined || at > this.#latest) this.#latest = at;
  }

  remove(device: ManagedDevice, statusOn: StatusOn): void {
    this.#count(device, statusOn, -1);
  }

  read(): PolicyOverview {
    return {
      devices: Object.fromEntries(this.#devices),
      users: Object.fromEntries(this.#users),
      latest: this.#latest,
    };
  }

  /** Whether the policy is meant for the device. */
  #count(device: ManagedDevice, statusOn: StatusOn, by: 1 | -1): boolean {
    const status = statusOn(device)?.status;
    if (status === undefined) return false;
    step(this.#devices, status, by);
    const user = device.userPrincipalName ?? '';
    if (user === '') return true;
    let counts = this.#byUser.get(user);
    if (!counts) {
      counts = STATUSES_BY_SEVERITY.map(() => 0);
      this.#byUser.set(user, counts);
    }
    const before = worstOf(counts);
    const at = STATUSES_BY_SEVERITY.indexOf(status);
    counts[at] = (counts[at] ?? 0) + by;
    const after = worstOf(counts);
    if (after === undefined) this.#byUser.delete(user);
    if (before === after) return true;
    if (before !== undefined) step(this.#users, before, -1);
    if (after !== undefined) step(this.#users, after, 1);
    return true;
  }
}

function step(counts: Map<string, number>, key: string, by: 1 | -1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function worstOf(counts: readonly number[]): string | undefined {
  return STATUSES_BY_SEVERITY[counts.findLastIndex((count) => count > 0)];
}

interface Kept {
  readonly tally: Tally;
  /** The journal's last entry that is counted. */
  sequence: number;
}

export type PolicyOverviews = (set: ReportedSet, policyId: string) => PolicyOverview;

export function createPolicyOverviews(tenant: Tenant): PolicyOverviews {
  const kept = new Map<string, Kept>();
  const { journal } = tenant;

  function countAll(statusOn: StatusOn): Kept {
    const tally = new Tally();
    for (const device of tenant.collection(DEVICES)) tally.add(device, statusOn);
    return { tally, sequence: journal.lastSequence };
  }

  /** Counts what has changed; false when that isn't enough. */
  function catchUp(known: Kept, statusOn: StatusOn): boolean {
    if (journal.firstSequence > known.sequence + 1) return false;
    const changed = new Map<string, ManagedDevice | undefined>();
    for (const entry of journal.since(known.sequence)) {
      if (isDecisive(entry)) return false;
      if (entry.set === DEVICES && !changed.has(entry.id)) {
        changed.set(entry.id, entry.before as ManagedDevice | undefined);
      }
    }
    const devices = tenant.collection(DEVICES);
    for (const [id, before] of changed) {
      const after = devices.get(id);
      if (before) known.tally.remove(before, statusOn);
      if (after) known.tally.add(after, statusOn);
    }
    known.sequence = journal.lastSequence;
    return true;
  }

  return (set, policyId) => {
    const key = `${set}/${policyId}`;
    const statusOn = readStatuses(tenant, set, policyId);
    if (!statusOn) {
      kept.delete(key);
      return new Tally().read();
    }
    let known = kept.get(key);
    if (!known || !catchUp(known, statusOn)) {
      known = countAll(statusOn);
      kept.set(key, known);
    }
    return known.tally.read();
  };
}
