// A password that is changed through Graph is the one that signs in from then on.
import { expect, it } from 'vitest';
import { ask, busyFabrikam, tokenPath } from './support/entra.ts';
import { application, graphClient } from './support/graph-client.ts';

const [OLD, NEW, LATEST] = ['sesame', 'Correct-horse-battery-staple-1', 'Correct-horse-battery-staple-2'];

it('a password that is known is replaced by whoever may, and the former one is void', async () => {
  const { tenant, entra, clients, people, grant } = await busyFabrikam();
  grant(clients.tool, ['User.Read']);
  const signIn = async (password: string) => {
    const { body } = await ask(entra, tokenPath, {
      grant_type: 'password',
      client_id: clients.tool.appId,
      username: people.pia.userPrincipalName,
      password,
      scope: 'User.Read',
    });
    return body['error_codes'] ?? 'signed in';
  };
  expect(await signIn(OLD)).toBe('signed in');
  const admin = graphClient(tenant);
  const reset = (passwordProfile: object) =>
    admin.patch(`/v1.0/users/${people.pia.id}`, { passwordProfile }).status;
  expect(reset({ password: NEW, forceChangePasswordNextSignIn: false })).toBe(204);
  expect(await signIn(OLD)).toEqual([50126]);
  expect(await signIn(NEW)).toBe('signed in');

  const pia = graphClient(tenant, {
    ...application('User-PasswordProfile.ReadWrite.All', 'Directory.AccessAsUser.All'),
    kind: 'delegated',
    userId: people.pia.id,
  });
  const change = (currentPassword: string) =>
    pia.post('/v1.0/me/changePassword', { currentPassword, newPassword: LATEST }).status;
  expect(change(OLD)).toBe(400);
  expect(change(NEW)).toBe(204);
  expect(await signIn(NEW)).toEqual([50126]);
  expect(await signIn(LATEST)).toBe('signed in');

  expect(reset({ password: NEW, forceChangePasswordNextSignIn: true })).toBe(204);
  expect(await signIn(NEW)).toEqual([50055]);
});
