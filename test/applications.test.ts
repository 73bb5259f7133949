// What administrators do to applications through Graph decides what these applications get from the token endpoint.
import { describe, expect, it } from 'vitest';
import { DAY } from '../src/clock/index.ts';
import { ask, entraOf, fabrikam, GRAPH_SCOPE, tokenPath } from './support/entra.ts';
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
