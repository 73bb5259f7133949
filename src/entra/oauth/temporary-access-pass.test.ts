import { expect, it } from 'vitest';
import { setUpAuthorize } from '../../../test/support/authorize.ts';
import { ask } from '../../../test/support/entra.ts';
import { allowPasses, graphClient } from '../../../test/support/graph-client.ts';
import { SERVICES } from '../../tenant/index.ts';

/** Somebody with a password and a pass, where all applications ask for a second factor. */
async function setUp(isUsableOnce: boolean) {
  const { entra, address, people, tenant, signIns } = await setUpAuthorize();
  tenant.collection('identity/conditionalAccess/policies').insert(
    {
      id: 'mfa',
      displayName: 'Second factor',
      state: 'enabled',
      conditions: { users: { includeUsers: ['All'] }, applications: { includeApplications: ['All'] } },
      grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    },
    SERVICES.seed,
  );
  const client = graphClient(tenant);
  allowPasses(client);
  const url = `/v1.0/users/${people.pia.id}/authentication/temporaryAccessPassMethods`;
  const { temporaryAccessPass } = client.post(url, { isUsableOnce }).body;
  const signIn = (password: string) => ask(entra, address(), { user: people.pia.id, password });
  return { pass: String(temporaryAccessPass), signIn, signIns, shown: () => client.get(url).body.value[0] };
}

it('signs in in place of the password and of a second factor, as often as it is good for', async () => {
  const many = await setUp(false);
  for (let time = 0; time < 2; time += 1) expect((await many.signIn(many.pass)).status).toBe(302);
  expect(many.signIns().at(-1)).toMatchObject({
    status: { errorCode: 0 },
    authenticationRequirement: 'multiFactorAuthentication',
  });
  expect(many.shown()).toMatchObject({ isUsable: true });

  const once = await setUp(true);
  expect((await once.signIn(once.pass)).status).toBe(302);
  expect(once.shown()).toMatchObject({ isUsable: false, methodUsabilityReason: 'OneTimeUsed' });
  const again = await once.signIn(once.pass);
  expect(again.status).toBe(200);
  expect(again.text).toContain('Enter password');
});

it('leaves the password as it is, which asks for a second factor', async () => {
  const { signIn, shown } = await setUp(true);
  const page = await signIn('sesame');
  expect(page.status).toBe(200);
  expect(page.text).toContain('Approve');
  expect(shown()).toMatchObject({ isUsable: true });
});
