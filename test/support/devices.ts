import { loadFixture } from '../../fixtures/index.ts';
import { createSimulation, type NewDevice, type Simulation } from '../../src/device/index.ts';
import { type Policy, SERVICES, Tenant, type TenantOptions } from '../../src/tenant/index.ts';

export const SSO_POLICY = '77777777-0000-4000-8000-000000000001';
export const COMPLIANCE_POLICY = '77777777-0000-4000-8000-000000000002';
export const AUTHENTICATOR_APP = '33333333-0000-4000-8000-000000000001';
export const PERSON = 'priya.raman@contoso.com';

const ASSIGNED = [
  'deviceManagement/deviceConfigurations',
  'deviceManagement/deviceCompliancePolicies',
  'deviceAppManagement/mobileApps',
] as const;

type Json = Record<string, unknown>;

export interface Stage {
  readonly tenant: Tenant;
  readonly simulation: Simulation;
  /** Changes the SSO extension inside the policy. */
  extension(change: (extension: Json) => Json): void;
  /** Changes a key-value pair of the SSO extension. */
  pair(key: string, change: Json): void;
  update(set: string, id: string, patch: Json): void;
  /** Takes all assignments of a policy or app away. */
  unassign(set: string, id: string): void;
  /** Assigns everything to all devices in place of all users. */
  assignToDevices(): void;
  /** A device of PERSON's. */
  device(facts?: Partial<NewDevice>): string;
  /** A device that is enrolled and has its apps. */
  enrolled(facts?: Partial<NewDevice>): string;
}

/** Contoso the day after its administrator followed Microsoft's page, and somebody who has a phone. */
export function createStage(options: TenantOptions = {}): Stage {
  const tenant = new Tenant(options);
  loadFixture(tenant, 'contoso-jit');
  const simulation = createSimulation(tenant);
  const by = SERVICES.seed;

  const stage: Stage = {
    tenant,
    simulation,
    extension(change) {
      const policies = tenant.collection('deviceManagement/deviceConfigurations');
      const before = policies.get(SSO_POLICY) as Policy;
      const extension = change(before['iosSingleSignOnExtension'] as Json);
      policies.update(
        SSO_POLICY,
        { iosSingleSignOnExtension: extension, version: (before.version ?? 0) + 1 },
        by,
      );
    },
    pair(key, change) {
      stage.extension((extension) => ({
        ...extension,
        configurations: (extension['configurations'] as Json[]).map((pair) =>
          pair['key'] === key ? { ...pair, ...change } : pair,
        ),
      }));
    },
    update(set, id, patch) {
      tenant.collection(set).update(id, patch, by);
    },
    unassign(set, id) {
      const assignments = tenant.collection(`${set}/assignments`);
      for (const { id: assignment } of assignments.where('$parent', id)) assignments.remove(assignment, by);
    },
    assignToDevices() {
      const target = { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' };
      for (const set of ASSIGNED) {
        for (const { id } of tenant.collection(`${set}/assignments`))
          tenant.collection(`${set}/assignments`).update(id, { target }, by);
      }
    },
    device: (facts = {}) => simulation.create({ user: PERSON, ...facts }).id,
    enrolled(facts) {
      const id = stage.device(facts);
      simulation.act(id, { do: 'enroll' });
      return id;
    },
  };
  return stage;
}
