import { GRAPH_APP_ID, grantScopes, provisionPrincipal } from '../../src/directory/index.ts';
import { passwordDigest } from '../../src/directory/passwords.ts';
import { createEntra, createSigningJwk, type Entra, type EntraRequest } from '../../src/entra/oauth/index.ts';
import { type Application, SERVICES, SIGN_INS, Tenant, type User } from '../../src/tenant/index.ts';

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

const SECRET = { value: 'secret', endDateTime: '2030-01-01T00:00:00Z' };
export const REDIRECT = 'http://localhost/done';

/**
 * A tenant in which people can sign in: Ada; Root, who administers it; Dan, whose account is disabled; Pia, who has a
 * password. `tool` is a native application, `web` a confidential one, `page` one in a browser, `api` an API of its own.
 */
export async function busyFabrikam(options: ConstructorParameters<typeof Tenant>[0] = {}) {
  const tenant = fabrikam(options);
  const person = (id: string, more: Partial<User> = {}) =>
    tenant.collection('users').insert(
      {
        id: `5000000${id.charCodeAt(0) % 10}-0000-4000-8000-000000000000`,
        displayName: `${id[0]?.toUpperCase()}${id.slice(1)} Smith`,
        givenName: id,
        surname: 'Smith',
        userPrincipalName: `${id}@fabrikam.example`,
        mail: `${id}@fabrikam.example`,
        accountEnabled: true,
        ...more,
      },
      SERVICES.seed,
    );
  const people = {
    ada: person('ada'),
    root: person('root'),
    dan: person('dan', { accountEnabled: false }),
    pia: person('pia', { $password: passwordDigest('sesame') }),
  };
  tenant.collection('directoryRoles').insert(
    {
      id: 'role',
      displayName: 'Global Administrator',
      roleTemplateId: '62e90394-69f5-4237-9190-012177145e10',
    },
    SERVICES.seed,
  );
  tenant.links('directoryRoles/members').link('role', people.root.id, SERVICES.seed);
  const graph = provisionPrincipal(tenant, GRAPH_APP_ID);
  if (!graph) throw new Error('Microsoft Graph is everywhere');
  const listed = (...names: string[]) => ({
    requiredResourceAccess: [
      {
        resourceAppId: GRAPH_APP_ID,
        resourceAccess: names.map((name) => ({
          id: graph.oauth2PermissionScopes?.find(({ value }) => value === name)?.id ?? '',
          type: 'Scope' as const,
        })),
      },
    ],
  });
  const clients = {
    tool: register(tenant, 1, {
      displayName: 'Tool',
      isFallbackPublicClient: true,
      publicClient: { redirectUris: [REDIRECT] },
      ...listed('User.Read'),
    }),
    web: register(tenant, 2, {
      displayName: 'Web',
      $secrets: [SECRET],
      web: { redirectUris: ['https://web.example/done'] },
      ...listed('User.Read', 'Group.Read.All'),
    }),
    page: register(tenant, 3, { displayName: 'Page', spa: { redirectUris: ['https://page.example/'] } }),
    api: register(tenant, 4, {
      displayName: 'API',
      $secrets: [SECRET],
      identifierUris: ['api://fabrikam'],
      api: {
        requestedAccessTokenVersion: 2,
        oauth2PermissionScopes: [
          {
            id: '60000000-0000-4000-8000-000000000001',
            value: 'access_as_user',
            type: 'User',
            isEnabled: true,
            adminConsentDisplayName: 'Access API',
            userConsentDisplayName: 'Access API as you',
          },
        ],
      },
    }),
  };
  /** Grants delegated permissions for everybody. */
  const grant = (client: Application, scopes: readonly string[], resourceAppId: string = GRAPH_APP_ID) => {
    const principal = provisionPrincipal(tenant, client.appId);
    const resource = provisionPrincipal(tenant, resourceAppId);
    if (principal && resource) grantScopes(tenant, principal, resource, undefined, scopes, SERVICES.seed);
  };
  /** Puts a conditional access policy on everybody and everything. */
  const policy = (control: string, conditions: object = {}) =>
    tenant.collection('identity/conditionalAccess/policies').insert(
      {
        id: `policy-${control}`,
        displayName: `Policy ${control}`,
        state: 'enabled',
        conditions: {
          users: { includeUsers: ['All'] },
          applications: { includeApplications: ['All'] },
          ...conditions,
        },
        grantControls: { operator: 'AND', builtInControls: [control] },
      },
      SERVICES.seed,
    );
  const signIns = () => [...tenant.collection(SIGN_INS)];
  return { tenant, entra: await entraOf(tenant), people, clients, grant, policy, signIns };
}
