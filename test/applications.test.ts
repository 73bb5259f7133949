// What administrators do to applications through Graph decides what these applications get from the token endpoint.
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { DAY } from '../src/clock/index.ts';
import { findPrincipal, GRAPH_APP_ID, provisionPrincipal } from '../src/directory/index.ts';
import { ask, busyFabrikam, entraOf, fabrikam, GRAPH_SCOPE, tokenPath } from './support/entra.ts';
import { graphClient } from './support/graph-client.ts';

async function setUp() {
  const tenant = fabrikam();
  const graph = graphClient(tenant);
  const entra = await entraOf(tenant);
  const app = graph.post('/v1.0/applications', { displayName: 'Automation' }).body;
  const principal = graph.post('/v1.0/servicePrincipals', { appId: app.appId }).body;
  const token = async (client_secret: string) => {
    const form = {
      grant_type: 'client_credentials',
      client_id: app.appId,
      client_secret,
      scope: GRAPH_SCOPE,
    };
    const { body } = await ask(entra, tokenPath, form);
    return body as { access_token?: string; error_description?: string };
  };
  return { tenant, graph, entra, app, principal, token };
}

describe('a client secret', () => {
  it.each(['applications', 'servicePrincipals'])(
    'of %s is good until it is removed or expires',
    async (set) => {
      const { tenant, graph, app, principal, token } = await setUp();
      const holder = `/v1.0/${set}/${set === 'applications' ? app.id : principal.id}`;
      const add = (passwordCredential: object) =>
        graph.post(`${holder}/addPassword`, { passwordCredential }).body;
      const first = add({ displayName: 'first' });
      const second = add({ endDateTime: new Date(tenant.clock.now + DAY).toISOString() });
      expect(await token(first.secretText)).toHaveProperty('access_token');
      expect(await token(second.secretText)).toHaveProperty('access_token');
      graph.post(`${holder}/removePassword`, { keyId: first.keyId });
      expect((await token(first.secretText)).error_description).toMatch(/^AADSTS7000215/);
      tenant.clock.advance(2 * DAY);
      expect((await token(second.secretText)).error_description).toMatch(/^AADSTS7000222/);
    },
  );
});

describe('an app role', () => {
  it('that is assigned and taken away again is in the next token and not in the one after', async () => {
    const { tenant, graph, principal, app, token } = await setUp();
    const resource = provisionPrincipal(tenant, GRAPH_APP_ID);
    const { secretText } = graph.post(`/v1.0/applications/${app.id}/addPassword`, {}).body;
    const roles = async () => decodeJwt(String((await token(secretText)).access_token))['roles'] ?? [];
    expect(await roles()).toEqual([]);
    const path = `/v1.0/servicePrincipals/${resource?.id}/appRoleAssignedTo`;
    const { id } = graph.post(path, {
      principalId: principal.id,
      resourceId: resource?.id,
      appRoleId: resource?.appRoles?.find(({ value }) => value === 'User.Read.All')?.id,
    }).body;
    expect(await roles()).toEqual(['User.Read.All']);
    graph.delete(`/v1.0/servicePrincipals/${principal.id}/appRoleAssignments/${id}`);
    expect(await roles()).toEqual([]);
  });
});

describe('a delegated permission', () => {
  it('that is granted, changed and taken away decides what a token is for', async () => {
    const { tenant, entra, clients } = await busyFabrikam();
    const graph = graphClient(tenant);
    const signIn = async () => {
      const { body } = await ask(entra, tokenPath, {
        grant_type: 'password',
        client_id: clients.tool.appId,
        username: 'ada@fabrikam.example',
        password: 'anything',
        scope: 'https://graph.microsoft.com/.default',
      });
      const { access_token: token, error_codes: codes } = body;
      return typeof token === 'string' ? decodeJwt(token)['scp'] : codes;
    };
    expect(await signIn()).toEqual([65001]);
    const resource = provisionPrincipal(tenant, GRAPH_APP_ID);
    const client = findPrincipal(tenant, clients.tool.appId);
    const { id } = graph.post('/v1.0/oauth2PermissionGrants', {
      clientId: client?.id,
      consentType: 'AllPrincipals',
      resourceId: resource?.id,
      scope: 'User.Read',
    }).body;
    expect(await signIn()).toBe('User.Read');
    graph.patch(`/v1.0/oauth2PermissionGrants/${id}`, { scope: 'User.Read Group.Read.All' });
    expect(await signIn()).toBe('User.Read Group.Read.All');
    graph.delete(`/v1.0/oauth2PermissionGrants/${id}`);
    expect(await signIn()).toEqual([65001]);
  });
});
