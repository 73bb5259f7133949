import { describe, expect, it } from 'vitest';
import { setUpAuthorize } from '../../../test/support/authorize.ts';
import { ask, TENANT } from '../../../test/support/entra.ts';
import { SERVICES } from '../../tenant/index.ts';

describe('consent', () => {
  const GROUPS = { scope: 'Group.Read.All User.Read' };

  it('is asked for what was not granted, in words, and granted for oneself', async () => {
    const { tenant, browser, address, clients, people } = await setUpAuthorize();
    const at = {
      client_id: clients.web.appId,
      redirect_uri: 'https://web.example/done',
      scope: 'User.Read openid',
    };
    await browser.open(address(at));
    const page = await browser.press('Ada Smith');
    expect(page.heading).toBe('Permissions requested');
    expect(page.text).toContain('Sign you in and read your profile');
    expect(page.text).toContain('Sign in as you');
    expect(page.text).not.toContain('for_all');
    const { location } = await browser.press('Accept');
    expect(location?.searchParams.has('code')).toBe(true);
    expect([...tenant.collection('oauth2PermissionGrants')].at(-1)).toMatchObject({
      consentType: 'Principal',
      principalId: people.ada.id,
      scope: 'openid User.Read',
    });
    // It is asked once.
    expect((await browser.open(address(at))).location?.searchParams.has('code')).toBe(true);
    expect((await browser.open(address({ ...at, prompt: 'consent' }))).heading).toBe('Permissions requested');
  });

  it('can be refused', async () => {
    const { browser, address, signIns } = await setUpAuthorize();
    await browser.open(address(GROUPS));
    const page = await browser.press('Ada Smith');
    // Reading all groups is for an administrator to grant.
    expect(page.heading).toBe('Administrator approval needed');
    const { location } = await browser.press('Return without granting consent');
    expect(location?.searchParams.get('error')).toBe('access_denied');
    expect(location?.searchParams.get('error_description')).toMatch(/^AADSTS65004: User declined to consent/);
    expect(signIns().at(-1)).toMatchObject({ status: { errorCode: 65004 } });
  });

  it('of an administrator may be for everybody', async () => {
    const { tenant, browser, address } = await setUpAuthorize();
    await browser.open(address(GROUPS));
    expect((await browser.press('Root Smith')).text).toContain('Consent on behalf of the organization');
    const { location } = await browser.press('Accept', { for_all: 'yes' });
    expect(location?.searchParams.has('code')).toBe(true);
    expect(
      [...tenant.collection('oauth2PermissionGrants')].map(({ consentType, scope }) => [consentType, scope]),
    ).toEqual([['AllPrincipals', 'User.Read Group.Read.All']]);
  });

  it('is not granted by who may not, whatever they send', async () => {
    const { tenant, entra, address } = await setUpAuthorize();
    const answers = { user: 'ada@fabrikam.example', consent: 'accept', for_all: 'yes' };
    const { headers } = await ask(entra, address(GROUPS), answers);
    expect(headers['Location']).toContain('AADSTS90094');
    expect(tenant.collection('oauth2PermissionGrants').size).toBe(1);
  });

  it('is not for users where the organization says so', async () => {
    const { tenant, browser, address } = await setUpAuthorize();
    const permissionGrantPoliciesAssigned: string[] = [];
    const policy = {
      id: 'authorizationPolicy',
      defaultUserRolePermissions: { permissionGrantPoliciesAssigned },
    };
    tenant.collection('policies/authorizationPolicy').insert(policy, SERVICES.seed);
    await browser.open(address({ scope: 'User.Read User.ReadBasic.All' }));
    expect((await browser.press('Ada Smith')).heading).toBe('Administrator approval needed');
  });

  it('to .default is for what the registration lists', async () => {
    const { browser, address, clients, tenant } = await setUpAuthorize();
    const at = { client_id: clients.web.appId, redirect_uri: 'https://web.example/done' };
    await browser.open(address({ ...at, scope: 'https://graph.microsoft.com/.default' }));
    const page = await browser.press('Root Smith');
    expect(page.text).toContain('Read all groups');
    await browser.press('Accept', { for_all: 'yes' });
    expect([...tenant.collection('oauth2PermissionGrants')].at(-1)?.scope).toBe('User.Read Group.Read.All');
    const unlisted = await browser.open(address({ ...at, scope: 'api://fabrikam/.default' }));
    expect(unlisted.location?.searchParams.get('error_description')).toContain(
      'Resource value from request: api://fabrikam. Resource app ID: 20000000-0000-4000-8000-000000000004. List of valid resources from app registration: 00000003-0000-0000-c000-000000000000.',
    );
  });
});

describe('an administrator’s consent', () => {
  const ROLE = 'df021288-bdef-4463-88db-98f22de89214';

  async function asked(version = '', scope = 'User.Read') {
    const stage = await setUpAuthorize();
    const { tenant, clients } = stage;
    const { web } = clients;
    const [first] = web.requiredResourceAccess ?? [];
    const resourceAccess = [...(first?.resourceAccess ?? []), { id: ROLE, type: 'Role' as const }];
    const requiredResourceAccess = [{ resourceAppId: first?.resourceAppId ?? '', resourceAccess }];
    tenant.collection('applications').update(web.id, { requiredResourceAccess }, SERVICES.seed);
    const at = {
      client_id: web.appId,
      redirect_uri: 'https://web.example/done',
      state: 's',
      scope,
    };
    return { ...stage, at: `/${TENANT}${version}/adminconsent?${new URLSearchParams(at)}` };
  }

  it.each([
    ['the address of version 1', '', 'User.Read'],
    ['version 2 with .default', '/v2.0', 'https://graph.microsoft.com/.default'],
  ])(
    'grants all that a registration lists, application permissions included: %s',
    async (_, version, scope) => {
      const { tenant, browser, at } = await asked(version, scope);
      await browser.open(at);
      const page = await browser.press('Root Smith');
      expect(page.heading).toBe('Permissions requested');
      expect(page.text).toContain('User.Read.All');
      const { location } = await browser.press('Accept');
      expect(location?.search).toBe(`?admin_consent=True&tenant=${TENANT}&state=s`);
      expect([...tenant.collection('oauth2PermissionGrants')].at(-1)).toMatchObject({
        consentType: 'AllPrincipals',
        scope: 'Group.Read.All User.Read',
      });
      expect([...tenant.collection('appRoleAssignments')]).toMatchObject([{ appRoleId: ROLE }]);
    },
  );

  it('grants what version 2 names', async () => {
    const { tenant, browser, at } = await asked('/v2.0');
    await browser.open(at);
    await browser.press('Root Smith');
    await browser.press('Accept');
    expect([...tenant.collection('oauth2PermissionGrants')].at(-1)?.scope).toBe('User.Read');
    expect(tenant.collection('appRoleAssignments').size).toBe(0);
  });

  it('says that there is nothing to grant', async () => {
    const { tenant, clients, browser, at } = await asked();
    tenant.collection('applications').update(clients.web.id, { requiredResourceAccess: [] }, SERVICES.seed);
    await browser.open(at);
    expect((await browser.press('Root Smith')).text).toContain('asks for no permissions');
  });

  it('is nobody else’s', async () => {
    const { tenant, entra, browser, at } = await asked();
    await browser.open(at);
    expect((await browser.press('Ada Smith')).heading).toBe('Administrator approval needed');
    const { headers } = await ask(entra, at, { user: 'ada@fabrikam.example', consent: 'accept' });
    expect(headers['Location']).toContain('AADSTS90094');
    await browser.press('Return without granting consent');
    expect(tenant.collection('appRoleAssignments').size).toBe(0);
  });
});
