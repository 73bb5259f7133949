// A tenant with one application, which signs in with a secret.

import { createEntra, createSigningJwk, type Entra } from '../../src/entra/oauth/index.ts';
import { SERVICES, Tenant } from '../../src/tenant/index.ts';

export const TENANT = '10000000-0000-4000-8000-000000000001';
export const APP = '20000000-0000-4000-8000-000000000002';
export const ORIGIN = 'https://localhost:8443';
export const GRAPH_SCOPE = 'https://graph.microsoft.com/.default';
export const PERMISSIONS = ['User.Read.All', 'DeviceManagementConfiguration.ReadWrite.All'];

const jwk = await createSigningJwk();

export function seeded(id = TENANT): Tenant {
  const tenant = new Tenant();
  tenant.collection('organization').insert(
    {
      id,
      displayName: 'Fabrikam',
      createdDateTime: '2020-01-01T00:00:00Z',
      verifiedDomains: [{ name: 'Fabrikam.example', isDefault: true }],
    },
    SERVICES.seed,
  );
  tenant.collection('applications').insert(
    {
      id: '30000000-0000-4000-8000-000000000003',
      appId: APP,
      displayName: 'Fabrikam Automation',
      $secrets: [
        { value: 'old+secret', endDateTime: '2026-08-01T00:00:00Z' },
        { value: 'good:secret/~', endDateTime: '2027-08-01T00:00:00Z' },
      ],
      $permissions: PERMISSIONS,
    },
    SERVICES.seed,
  );
  return tenant;
}

export function setUp(id?: string): { tenant: Tenant; entra: Entra } {
  const tenant = seeded(id);
  return { tenant, entra: createEntra(tenant, { signingKey: jwk }) };
}

export async function ask(
  entra: Entra,
  method: string,
  url: string,
  form?: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Readonly<Record<string, string>>; body: Record<string, unknown> }> {
  const response = await entra.handle({
    method,
    url,
    origin: ORIGIN,
    header: (name) => headers[name],
    body: form && new URLSearchParams(form).toString(),
  });
  if (!response) throw new Error(`nothing answers ${method} ${url}`);
  return { ...response, body: JSON.parse(response.body) as Record<string, unknown> };
}

export const grant = {
  grant_type: 'client_credentials',
  client_id: APP,
  client_secret: 'good:secret/~',
  scope: GRAPH_SCOPE,
};
export const tokenPath = (tenant = TENANT) => `/${tenant}/oauth2/v2.0/token`;

export async function signIn(entra: Entra): Promise<string> {
  return String((await ask(entra, 'POST', tokenPath(), grant)).body['access_token']);
}
