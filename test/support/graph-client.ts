// A small tenant and a caller who talks to its Graph without HTTP.
import {
  type AuthenticationFailure,
  type Caller,
  createGraph,
  type Graph,
  type GraphResponse,
} from '../../src/graph/index.ts';
import { SERVICES, Tenant } from '../../src/tenant/index.ts';

export const ORIGIN = 'https://graph.microsoft.com';
export const TENANT_ID = '6f1f4ea8-4c2b-4f43-a9b1-0d9c4f8a2e10';
export const INTUNE_LICENSE = '061f9ace-7d42-4136-88ac-31dc755f143f';

/** An organization with Intune and nobody in it. */
export function smallTenant(): Tenant {
  const tenant = new Tenant({ seed: 7 });
  const by = SERVICES.seed;
  tenant
    .collection('organization')
    .insert({ id: TENANT_ID, displayName: 'Contoso', verifiedDomains: [{ name: 'contoso.com' }] }, by);
  tenant.collection('deviceManagement').insert(
    {
      id: '0f7d3c55-6b0a-4a4e-9a3e-5f0b5f7c1d21',
      intuneAccountId: '0f7d3c55-6b0a-4a4e-9a3e-5f0b5f7c1d21',
      settings: { secureByDefault: false, deviceComplianceCheckinThresholdDays: 30 },
    },
    by,
  );
  tenant.collection('subscribedSkus').insert(
    {
      id: `${TENANT_ID}_${INTUNE_LICENSE}`,
      skuId: INTUNE_LICENSE,
      skuPartNumber: 'INTUNE_A',
      servicePlans: [{ servicePlanId: 'c1ec4a95-1f05-45b3-a911-aa3fa01094f5', servicePlanName: 'INTUNE_A' }],
    },
    by,
  );
  return tenant;
}

/** Whatever the declared sets need. */
export const ALL_PERMISSIONS = [
  'AdministrativeUnit.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'Application.ReadWrite.All',
  'AuditLog.Read.All',
  'AuthenticationContext.ReadWrite.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'Device.Read.All',
  'Device.ReadWrite.All',
  'DeviceManagementApps.ReadWrite.All',
  'DeviceManagementConfiguration.Read.All',
  'DeviceManagementConfiguration.ReadWrite.All',
  'DeviceManagementManagedDevices.PrivilegedOperations.All',
  'DeviceManagementManagedDevices.Read.All',
  'DeviceManagementManagedDevices.ReadWrite.All',
  'DeviceManagementServiceConfig.ReadWrite.All',
  'Directory.AccessAsUser.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
  'Domain.ReadWrite.All',
  'Group.ReadWrite.All',
  'GroupSettings.ReadWrite.All',
  'LicenseAssignment.ReadWrite.All',
  'OrgContact.Read.All',
  'Organization.ReadWrite.All',
  'OrganizationalBranding.ReadWrite.All',
  'Policy.Read.All',
  'Policy.ReadWrite.AuthenticationMethod',
  'Policy.ReadWrite.ConditionalAccess',
  'Policy.ReadWrite.PermissionGrant',
  'RoleManagement.ReadWrite.Directory',
  'User-PasswordProfile.ReadWrite.All',
  'User.DeleteRestore.All',
  'User.ReadWrite.All',
  'User.RevokeSessions.All',
];

export function application(...permissions: string[]): Caller {
  return {
    kind: 'application',
    appId: '2f1d0c9b-8a7e-4d6c-b5a4-938271605f4e',
    appDisplayName: 'Automation',
    permissions: new Set(permissions),
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: GraphResponse['headers'];
  readonly text: string | undefined;
  /** The parsed body; undefined when there is none, or it is no JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  readonly body: any;
}

export interface Client {
  readonly graph: Graph;
  readonly tenant: Tenant;
  send(method: string, url: string, body?: unknown, headers?: Readonly<Record<string, string>>): Answer;
  get(url: string, headers?: Readonly<Record<string, string>>): Answer;
  post(url: string, body?: unknown): Answer;
  patch(url: string, body: unknown): Answer;
  delete(url: string): Answer;
}

/** Talks to a tenant's Graph as `caller`, who may do everything unless told otherwise. Bodies are sent as JSON. */
export function graphClient(
  tenant = smallTenant(),
  caller: Caller | AuthenticationFailure = application(...ALL_PERMISSIONS),
  graph = createGraph(tenant),
): Client {
  const send: Client['send'] = (method, url, body, headers = {}) => {
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const all: Readonly<Record<string, string>> = { ...type, ...headers };
    const response = graph.handle(
      {
        method,
        url,
        origin: ORIGIN,
        header: (name) => all[name],
        body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
      },
      caller,
    );
    const isJson = response.headers['Content-Type']?.startsWith('application/json');
    return {
      status: response.status,
      headers: response.headers,
      text: response.body,
      body: isJson && response.body !== undefined ? JSON.parse(response.body) : undefined,
    };
  };
  return {
    graph,
    tenant,
    send,
    get: (url, headers) => send('GET', url, undefined, headers),
    post: (url, body) => send('POST', url, body),
    patch: (url, body) => send('PATCH', url, body),
    delete: (url) => send('DELETE', url),
  };
}

/** Makes somebody an Intune Administrator, whom Intune refuses nothing that the application may do. */
export function makeIntuneAdministrator(tenant: Tenant, principalId: string): void {
  tenant.collection('roleManagement/directory/roleAssignments').insert(
    {
      id: `intune-${principalId}`,
      principalId,
      roleDefinitionId: '3a2c62db-5318-420d-8d74-23affee5d9d5',
      directoryScopeId: '/',
    },
    SERVICES.seed,
  );
}

/** A user as Graph creates one; returns the id. */
export function createUser(client: Client, name: string): string {
  const created = client.post('/v1.0/users', {
    accountEnabled: true,
    displayName: name,
    mailNickname: name.toLowerCase(),
    userPrincipalName: `${name.toLowerCase()}@contoso.com`,
    usageLocation: 'DE',
    passwordProfile: { password: 'Correct-horse-battery-staple-1' },
  });
  if (created.status !== 201) throw new Error(created.text);
  return created.body.id;
}

/** Lets everybody have a Temporary Access Pass, which a new tenant doesn't. */
export function allowPasses(client: Client): void {
  const url =
    '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/TemporaryAccessPass';
  const type = '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration';
  const changed = client.patch(url, { '@odata.type': type, state: 'enabled' });
  if (changed.status !== 204) throw new Error(changed.text);
}

/** Devices as enrollment leaves them. */
export function enrollDevices(
  tenant: Tenant,
  count: number,
  extra: Readonly<Record<string, unknown>> = {},
): string[] {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const id = tenant.random.guid();
    ids.push(id);
    tenant.collection('deviceManagement/managedDevices').insert(
      {
        id,
        deviceName: `iPhone ${String(index).padStart(4, '0')}`,
        operatingSystem: index % 2 === 0 ? 'iOS' : 'iPadOS',
        osVersion: '18.1',
        model: 'iPhone 15',
        serialNumber: `SERIAL${index}`,
        managedDeviceOwnerType: 'personal',
        deviceEnrollmentType: 'userEnrollment',
        complianceState: index % 3 === 0 ? 'noncompliant' : 'compliant',
        azureADRegistered: true,
        azureADDeviceId: tenant.random.guid(),
        deviceRegistrationState: 'registered',
        enrolledDateTime: '2026-08-01T08:00:00Z',
        lastSyncDateTime: '2026-08-31T08:00:00Z',
        ...extra,
      },
      SERVICES.intune,
    );
  }
  return ids;
}
