import { appsOf, createSimulation, type Simulation } from './device/index.ts';
import { type Access, explainConditionalAccess } from './entra/conditional-access/index.ts';
import {
  createGraph,
  type DeviceApps,
  type DevicePolicies,
  type DeviceStatuses,
  type Graph,
  type GraphOptions,
  type SignInPolicies,
} from './graph/index.ts';
import { appStates } from './intune/app-states.ts';
import { assignmentsOf } from './intune/assignment.ts';
import { demandedSettings, devicePolicyStates } from './intune/device-policy-states.ts';
import { listDeviceStatuses } from './intune/device-statuses.ts';
import { createLicenseCheck } from './intune/license.ts';
import { createPolicyOverviews } from './intune/policy-overviews.ts';
import type { ManagedDevice, Tenant, User } from './tenant/index.ts';

/** A tenant with those who act in it: Microsoft Graph for scripts, and people's devices. They meet in the tenant only. */
export interface Emulator {
  readonly tenant: Tenant;
  readonly graph: Graph;
  readonly simulation: Simulation;
}

/** Puts Graph and devices into a tenant. Once a tenant: the devices answer its clock. */
export function createEmulator(tenant: Tenant, options: GraphOptions = {}): Emulator {
  const isLicensed = createLicenseCheck(tenant);
  const deviceStatuses: DeviceStatuses = (set, policyId, after) =>
    listDeviceStatuses(tenant, set, policyId, after);
  const devicePolicies: DevicePolicies = {
    overview: createPolicyOverviews(tenant),
    states: (set, device) => devicePolicyStates(tenant, set, device as ManagedDevice),
    settings: (policy) => demandedSettings(tenant, policy),
  };
  const deviceApps: DeviceApps = {
    states: (device) => appStates(tenant, device as ManagedDevice, appsOf(tenant, device.id)),
    reaches: (policyId, userId) =>
      assignmentsOf(tenant).reaches('deviceAppManagement/managedAppPolicies', policyId, { userId }),
    isLicensed: (user) => isLicensed(user as User),
  };
  const signInPolicies: SignInPolicies = (signIn) =>
    explainConditionalAccess(tenant, { ...signIn, secondFactor: false } as Access);
  const graph = createGraph(tenant, {
    deviceStatuses,
    devicePolicies,
    deviceApps,
    signInPolicies,
    ...options,
  });
  return { tenant, graph, simulation: createSimulation(tenant) };
}
