import type { Entity } from '../../../tenant/index.ts';
import { ANY_TYPE } from '../../declare/operations.ts';
import type { Operation } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call } from '../../request/call.ts';
import { assignAll } from '../assignments.ts';
import { countApps, managedAppRow, managedAssignmentRow, POLICIES, versionOf } from './managed-policies.ts';
import { page, RECORDED_BY_TERRAFORM_PROVIDER } from './paths.ts';

/** The types that are assigned to groups by themselves. */
const ASSIGNED = ['targetedManagedAppProtection', 'targetedManagedAppConfiguration'];

/** Makes the apps that are given all that a policy is about, and says which group of apps that is. */
const targetApps: Operation = {
  on: ANY_TYPE,
  name: 'targetApps',
  run(call, policy, { apps, appGroupType }) {
    if (!policy) return;
    const by = actorOf(call);
    if (appGroupType !== undefined) call.tenant.collection(POLICIES).update(policy.id, { appGroupType }, by);
    if (apps === undefined) return;
    const collection = call.tenant.collection(`${POLICIES}/apps`);
    const rows = new Map<string, Entity>();
    for (const body of apps as JsonObject[]) {
      const row = managedAppRow(policy, body);
      if (!rows.has(row.id)) rows.set(row.id, row);
    }
    for (const { id } of collection.where('$parent', policy.id)) if (!rows.has(id)) collection.remove(id, by);
    for (const row of rows.values()) if (!collection.get(row.id)) collection.insert(row, by);
    countApps(call, policy);
  },
  evidence: 'documented',
  sources: [
    page('intune-mam-managedapppolicy-targetapps'),
    page('intune-mam-targetedmanagedappprotection-targetapps'),
    RECORDED_BY_TERRAFORM_PROVIDER,
  ],
};

const assign = (on: string): Operation => ({
  on,
  name: 'assign',
  run(call, policy, { assignments }) {
    if (!policy) return;
    if (!assignments) throw errors.missingParameters(['assignments'], 'assign');
    assignAll(call, policy, assignments as JsonObject[], managedAssignmentRow, POLICIES);
  },
  evidence: 'recorded',
  sources: [page(`intune-mam-${on.toLowerCase()}-assign`), RECORDED_BY_TERRAFORM_PROVIDER],
});

/** Replaces the settings from the catalogue of a configuration. */
const changeSettings: Operation = {
  on: 'targetedManagedAppConfiguration',
  name: 'changeSettings',
  run(call, configuration, { settings }) {
    if (configuration) replaceSettings(call, configuration, (settings ?? []) as JsonObject[]);
  },
  evidence: 'recorded',
  sources: [
    page('intune-mam-targetedmanagedappconfiguration-changesettings'),
    RECORDED_BY_TERRAFORM_PROVIDER,
  ],
};

function replaceSettings(call: Call, configuration: Entity, bodies: readonly JsonObject[]): void {
  const collection = call.tenant.collection(`${POLICIES}/settings`);
  const by = actorOf(call);
  for (const { id } of collection.where('$parent', configuration.id)) collection.remove(id, by);
  // [recorded] settings of the catalogue are numbered.
  for (const [index, body] of bodies.entries()) {
    collection.insert({ ...body, id: `${configuration.id}_${index}`, $parent: configuration.id }, by);
  }
  call.tenant.collection(POLICIES).update(configuration.id, { version: versionOf(call) }, by);
}

export const managedPolicyActions: readonly Operation[] = [
  targetApps,
  ...ASSIGNED.map(assign),
  changeSettings,
];
