import type { Client } from '@microsoft/microsoft-graph-client';

/** What Microsoft Graph says about one enrolled device, in Intune and in the directory. */
export interface Evidence {
  readonly managed: {
    readonly deviceEnrollmentType: string;
    readonly managedDeviceOwnerType: string;
    readonly isSupervised: boolean;
    readonly complianceState: string;
    readonly azureADRegistered: boolean;
    readonly deviceRegistrationState: string;
  };
  /** Absent when the directory has no such device. */
  readonly directory?: {
    readonly trustType: string | null;
    readonly isManaged: boolean;
    readonly isCompliant: boolean;
    readonly owners: readonly string[];
  };
}

/** Reads through Graph, as any script would, how a device came out of its enrollment. */
export async function readEvidence(graph: Client, managedDeviceId: string): Promise<Evidence> {
  const managed = await graph.api(`/deviceManagement/managedDevices/${managedDeviceId}`).get();
  const found = await graph.api('/devices').filter(`deviceId eq '${managed.azureADDeviceId}'`).get();
  const [device] = found.value;
  if (!device) return { managed };
  const owners = await graph.api(`/devices/${device.id}/registeredOwners`).get();
  return {
    managed,
    directory: {
      ...device,
      owners: owners.value.map((owner: { userPrincipalName: string }) => owner.userPrincipalName),
    },
  };
}

/** How one fact of the outcome should be, and how it is. */
export interface Expectation {
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
}

/** What holds for a device that was registered just in time and complies. */
export function expectRegistered(evidence: Evidence | undefined, owner: string): Expectation[] {
  const { managed, directory } = evidence ?? {};
  return [
    check('managedDevice.azureADRegistered', true, managed?.azureADRegistered),
    check('managedDevice.deviceRegistrationState', 'registered', managed?.deviceRegistrationState),
    check('managedDevice.complianceState', 'compliant', managed?.complianceState),
    check('device.trustType', 'Workplace', directory?.trustType),
    check('device.isManaged', true, directory?.isManaged),
    check('device.isCompliant', true, directory?.isCompliant),
    check('device.registeredOwners', owner, directory?.owners?.join(', ')),
  ];
}

export function check(what: string, expected: unknown, actual: unknown): Expectation {
  return { what, expected: String(expected), actual: String(actual) };
}

export function unmet(expectations: readonly Expectation[]): Expectation[] {
  return expectations.filter(({ expected, actual }) => expected !== actual);
}
