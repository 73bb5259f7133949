import { describe, expect, it } from 'vitest';
import { createUser, graphClient, TENANT_ID } from '../../../../test/support/graph-client.ts';
import { SERVICES } from '../../../tenant/index.ts';
import { RENAME_LIMIT } from './references.ts';

const DOMAINS = '/v1.0/domains';

function setUp() {
  const client = graphClient();
  const domain = (name: string, isInitial: boolean) => ({
    name,
    isInitial,
    isDefault: !isInitial,
    type: 'Managed',
    capabilities: 'Email, OfficeCommunicationsOnline',
  });
  client.tenant
    .collection('organization')
    .update(
      TENANT_ID,
      { verifiedDomains: [domain('contoso.onmicrosoft.com', true), domain('contoso.com', false)] },
      SERVICES.seed,
    );
  const names = () => client.get(DOMAINS).body.value.map(({ id }: { id: string }) => id);
  return { client, names };
}

describe('domains', () => {
  it('are those that the organization has verified, and those to come', () => {
    const { client, names } = setUp();
    expect(names()).toEqual(['contoso.onmicrosoft.com', 'contoso.com']);
    expect(client.get('/v1.0/domains/contoso.com').body).not.toHaveProperty('manufacturer');
    expect(client.get(`${DOMAINS}/contoso.com`).body).toMatchObject({
      id: 'contoso.com',
      authenticationType: 'Managed',
      isDefault: true,
      isInitial: false,
      isRoot: true,
      isVerified: true,
      passwordNotificationWindowInDays: 14,
      passwordValidityPeriodInDays: 2147483647,
      supportedServices: ['Email', 'OfficeCommunicationsOnline'],
    });
    const created = client.post(DOMAINS, { id: 'contoso.nl' });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ id: 'contoso.nl', isVerified: false, isDefault: false });
    expect(names()).toHaveLength(3);
    expect(client.post(DOMAINS, { id: 'Contoso.NL' }).status).toBe(400);
    expect(client.get(`${DOMAINS}/fabrikam.com`).status).toBe(404);
  });

  it.each(['', 'contoso', 'con toso.com', '-a.com', 'contoso.com/'])('can’t be called %j', (id) => {
    expect(setUp().client.post(DOMAINS, { id }).status).toBe(400);
  });

  it('serve as names once they are verified', () => {
    const { client } = setUp();
    client.post(DOMAINS, { id: 'contoso.nl' });
    const rename = () => client.patch(`/v1.0/users/${ann}`, { userPrincipalName: 'ann@contoso.nl' });
    const ann = createUser(client, 'Ann');
    expect(rename().status).toBe(400);
    expect(client.patch(`${DOMAINS}/contoso.nl`, { supportedServices: ['Email'] }).status).toBe(400);
    expect(client.post(`${DOMAINS}/contoso.nl/verify`).body).toMatchObject({
      id: 'contoso.nl',
      isVerified: true,
    });
    expect(rename().status).toBe(204);
    const { verifiedDomains } = client.get('/v1.0/organization').body.value[0];
    expect(verifiedDomains.map(({ name }: { name: string }) => name)).toContain('contoso.nl');
    expect(client.get(`${DOMAINS}/contoso.nl/domainNameReferences`).body.value).toMatchObject([
      { '@odata.type': '#microsoft.graph.user', id: ann },
    ]);
  });

  it('tell what must stand in DNS', () => {
    const { client } = setUp();
    const [txt, mx] = client.get(`${DOMAINS}/contoso.com/verificationDnsRecords`).body.value;
    expect(txt).toMatchObject({
      '@odata.type': '#microsoft.graph.domainDnsTxtRecord',
      recordType: 'Txt',
      ttl: 3600,
    });
    expect(txt.text).toMatch(/^MS=ms\d{8}$/);
    expect(mx.mailExchange).toBe(`${txt.text.slice('MS='.length)}.msv1.invalid`);
    expect(client.get(`${DOMAINS}/contoso.com/verificationDnsRecords`).body.value[0].id).toBe(txt.id);
    client.patch(`${DOMAINS}/contoso.com`, { supportedServices: ['Intune'] });
    const { value } = client.get(`${DOMAINS}/contoso.com/serviceConfigurationRecords`).body;
    expect(value.map(({ canonicalName }: { canonicalName: string }) => canonicalName)).toEqual([
      'enterpriseregistration.windows.net',
      'enterpriseenrollment-s.manage.microsoft.com',
    ]);
  });

  it('have one default, which only another can replace', () => {
    const { client } = setUp();
    expect(client.patch(`${DOMAINS}/contoso.com`, { isDefault: false }).status).toBe(400);
    expect(client.patch(`${DOMAINS}/contoso.onmicrosoft.com`, { isDefault: true }).status).toBe(204);
    const isDefault = (name: string) => client.get(`${DOMAINS}/${name}`).body.isDefault;
    expect([isDefault('contoso.com'), isDefault('contoso.onmicrosoft.com')]).toEqual([false, true]);
  });

  it('below a verified one are verified at once, and can be promoted', () => {
    const { client } = setUp();
    const below = client.post(DOMAINS, { id: 'sales.contoso.com' }).body;
    expect(below).toMatchObject({ isVerified: true, isRoot: false });
    const url = `${DOMAINS}/sales.contoso.com`;
    expect(client.get(`${url}/rootDomain`).body.id).toBe('contoso.com');
    expect(client.post(`${url}/promote`).body.value).toBe(true);
    expect(client.get(url).body.isRoot).toBe(true);
    expect(client.post(`${url}/promote`).status).toBe(400);
  });

  it('stay while they are needed', () => {
    const { client, names } = setUp();
    expect(client.delete(`${DOMAINS}/contoso.onmicrosoft.com`).body.error.message).toMatch(/initial/);
    expect(client.delete(`${DOMAINS}/contoso.com`).body.error.message).toMatch(/default/);
    client.patch(`${DOMAINS}/contoso.onmicrosoft.com`, { isDefault: true });
    const ann = createUser(client, 'Ann');
    expect(client.delete(`${DOMAINS}/contoso.com`).body.error.message).toMatch(/refer to it/);
    client.delete(`/v1.0/users/${ann}`);
    expect(client.delete(`${DOMAINS}/contoso.com`).status).toBe(204);
    expect(names()).toEqual(['contoso.onmicrosoft.com']);
  });

  it('are deleted by force, and names go to the initial one', () => {
    const { client, names } = setUp();
    client.patch(`${DOMAINS}/contoso.onmicrosoft.com`, { isDefault: true });
    const ann = createUser(client, 'Ann');
    const force = () => client.post(`${DOMAINS}/contoso.com/forceDelete`, { disableUserAccounts: true });
    expect(force().status).toBe(204);
    expect(client.get(`/v1.0/users/${ann}?$select=userPrincipalName,accountEnabled`).body).toMatchObject({
      userPrincipalName: 'ann@contoso.onmicrosoft.com',
      accountEnabled: false,
    });
    expect(names()).toEqual(['contoso.onmicrosoft.com']);
  });

  it('are not deleted by force when too many would be renamed', () => {
    const { client } = setUp();
    client.patch(`${DOMAINS}/contoso.onmicrosoft.com`, { isDefault: true });
    for (let index = 0; index <= RENAME_LIMIT; index += 1) {
      const user = { id: `user${index}`, displayName: 'x', userPrincipalName: `user${index}@contoso.com` };
      client.tenant.collection('users').insert(user, SERVICES.seed);
    }
    const { status, body } = client.post(`${DOMAINS}/contoso.com/forceDelete`, {});
    expect(status).toBe(400);
    expect(body.error.message).toMatch(/greater than 1000/);
  });
});
