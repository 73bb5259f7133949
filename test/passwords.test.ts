// A password that is changed through Graph is the one that signs in from then on.
import { expect, it } from 'vitest';
import { ask, busyFabrikam, tokenPath } from './support/entra.ts';
import { application, graphClient } from './support/graph-client.ts';

const [OLD, NEW, LATEST] = ['sesame', 'Correct-horse-battery-staple-1', 'Correct-horse-battery-staple-2'];

/** Who was seeded without a password, and a way to sign in with one. */
async function setUp() {
  const { tenant, entra, clients, people, grant } = await busyFabrikam();
  grant(clients.tool, ['User.Read']);
  const signIn = async (username: string, password: string) => {
    const { body } = await ask(entra, tokenPath, {
      grant_type: 'password',
      client_id: clients.tool.appId,
      username,
      password,
      scope: 'User.Read',
    });
    return body['error_codes'] ?? 'signed in';
  };
  return { tenant, people, signIn, admin: graphClient(tenant) };
}

const person = (name: string, passwordProfile: object) => ({
  accountEnabled: true,
  displayName: name,
  mailNickname: name,
  userPrincipalName: `${name}@fabrikam.example`,
  passwordProfile,
});

it('a user who was created through Graph signs in with the password from there', async () => {
  const { signIn, admin } = await setUp();
  const zoe = person('zoe', { password: NEW });
  expect(admin.post('/v1.0/users', zoe).status).toBe(201);
  expect(await signIn(zoe.userPrincipalName, OLD)).toEqual([50126]);
  expect(await signIn(zoe.userPrincipalName, NEW)).toBe('signed in');
  const max = person('max', { password: NEW, forceChangePasswordNextSignIn: true });
  expect(admin.post('/v1.0/users', max).status).toBe(201);
  expect(await signIn(max.userPrincipalName, OLD)).toEqual([50126]);
  expect(await signIn(max.userPrincipalName, NEW)).toEqual([50055]);
});

it('whoever has no password gets one through Graph, and keeps going without until then', async () => {
  const { people, signIn, admin } = await setUp();
  const { id, userPrincipalName } = people.ada;
  expect(await signIn(userPrincipalName, 'anything')).toBe('signed in');
  const reset = (passwordProfile: object) => admin.patch(`/v1.0/users/${id}`, { passwordProfile }).status;
  expect(reset({ forceChangePasswordNextSignIn: true })).toBe(204);
  expect(await signIn(userPrincipalName, 'anything')).toBe('signed in');
  expect(reset({ password: NEW, forceChangePasswordNextSignIn: false })).toBe(204);
  expect(await signIn(userPrincipalName, 'anything')).toEqual([50126]);
  expect(await signIn(userPrincipalName, NEW)).toBe('signed in');
});

it('a password that is known is replaced by whoever may, and the former one is void', async () => {
  const stage = await setUp();
  const { people, admin, tenant } = stage;
  const signIn = (password: string) => stage.signIn(people.pia.userPrincipalName, password);
  expect(await signIn(OLD)).toBe('signed in');
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
