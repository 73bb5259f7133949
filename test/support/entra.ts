import { createEntra, createSigningJwk, type Entra, type EntraRequest } from '../../src/entra/oauth/index.ts';
import type { Application } from '../../src/tenant/index.ts';
import { SERVICES, Tenant } from '../../src/tenant/index.ts';

// A small tenant with the sign-in service in front of it, for the tests of that.

export const TENANT = '10000000-0000-4000-8000-000000000001';
export const ORIGIN = 'https://localhost:8443';
export const GRAPH_SCOPE = 'https://graph.microsoft.com/.default';
export const tokenPath = `/${TENANT}/oauth2/v2.0/token`;

let jwk: ReturnType<typeof createSigningJwk> | undefined;

export function fabrikam(options: ConstructorParameters<typeof Tenant>[0] = {}): Tenant {
  const tenant = new Tenant(options);
  tenant.collection('organization').insert(
    {
      id: TENANT,
      displayName: 'Fabrikam',
      createdDateTime: '2020-01-01T00:00:00Z',
      verifiedDomains: [{ name: 'fabrikam.example', isDefault: true }],
    },
    SERVICES.seed,
  );
  return tenant;
}

/** The sign-in service of a tenant. Making a key takes its time, so all have the same. */
export async function entraOf(tenant: Tenant): Promise<Entra> {
  jwk ??= createSigningJwk();
  return createEntra(tenant, { signingKey: await jwk });
}

/** Registers an application. The number is the end of its ids: object id 3…, client id 2…. */
export function register(tenant: Tenant, number: number, properties: Partial<Application> = {}): Application {
  const end = `0000-4000-8000-${String(number).padStart(12, '0')}`;
  return tenant
    .collection('applications')
    .insert(
      { id: `30000000-${end}`, appId: `20000000-${end}`, displayName: `App ${number}`, ...properties },
      SERVICES.seed,
    );
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Undefined when it isn't JSON. */
  readonly body: Record<string, unknown>;
}

/** Asks the sign-in service; a form makes it a POST. Throws when the address is none of its own. */
export async function ask(
  entra: Entra,
  url: string,
  form?: Readonly<Record<string, string>>,
  more: { headers?: Record<string, string>; origin?: string; method?: string } = {},
): Promise<Answer> {
  const request: EntraRequest = {
    method: more.method ?? (form ? 'POST' : 'GET'),
    url,
    origin: more.origin ?? ORIGIN,
    header: (name) => more.headers?.[name],
    body: form && new URLSearchParams(form).toString(),
  };
  const response = await entra.handle(request);
  if (!response) throw new Error(`nothing answers ${request.method} ${url}`);
  const isJson = response.headers['Content-Type']?.includes('json');
  return {
    ...response,
    text: response.body,
    body: isJson ? (JSON.parse(response.body) as Record<string, unknown>) : {},
  };
}
