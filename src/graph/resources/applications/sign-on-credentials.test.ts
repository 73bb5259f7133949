import { expect, it } from 'vitest';
import { createUser, graphClient } from '../../../../test/support/graph-client.ts';

it('credentials of somebody for an application are kept but for the password', () => {
  const client = graphClient();
  const id = createUser(client, 'Ann');
  const bob = createUser(client, 'Bob');
  const { appId } = client.post('/v1.0/applications', { displayName: 'Payroll' }).body;
  const principal = client.post('/v1.0/servicePrincipals', { appId }).body;
  const ask = (verb: string, body: object, at = `servicePrincipals/${principal.id}`) =>
    client.post(`/beta/${at}/${verb}PasswordSingleSignOnCredentials`, body);
  const field = (type: string, value: string | null) => ({ fieldId: `param_${type}`, type, value });
  const credentials = [field('username', 'ann'), field('password', 'pa$$w0rd')];
  const shown = { id, credentials: [credentials[0], field('password', null)] };

  expect(ask('get', { id }).status).toBe(404);
  expect(ask('update', { id, credentials }).status).toBe(404);
  expect(ask('create', { id, credentials })).toMatchObject({ status: 200, body: shown });
  expect(JSON.stringify(client.tenant.snapshot())).not.toContain('pa$$w0rd');
  expect(ask('get', { id }, `servicePrincipals(appId='${appId}')`)).toMatchObject({
    status: 200,
    body: shown,
  });
  expect(ask('get', { id: bob }).status).toBe(404);
  expect(ask('update', { id, credentials: [field('username', 'ann.smith')] }).status).toBe(204);
  expect(ask('get', { id }).body.credentials).toMatchObject([{ value: 'ann.smith' }]);
  expect(ask('delete', { id }).status).toBe(204);
  expect(ask('delete', { id }).status).toBe(404);
  expect(ask('create', { credentials }).status).toBe(400);
  expect(ask('create', { id: principal.id, credentials }).status).toBe(404);
  expect(client.get(`/v1.0/servicePrincipals/${principal.id}`).text).not.toContain('signOnCredentials');
});
