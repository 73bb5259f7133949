import { describe, expect, it } from 'vitest';
import { loadFixture } from '../../../../fixtures/index.ts';
import { type Client, graphClient, TENANT_ID } from '../../../../test/support/graph-client.ts';
import { HOUR, MINUTE } from '../../../clock/index.ts';
import { SERVICES, Tenant } from '../../../tenant/index.ts';
import { createGraph } from '../../graph.ts';
import { SYNC_PAUSE_MINUTES } from './dep-sync.ts';
import { TOKENS_LIMIT } from './dep-tokens.ts';

const TOKENS = '/beta/deviceManagement/depOnboardingSettings';
const TOKEN = '5c0f3f0e-0000-4000-8000-00000000000a';
const ACCOUNT = '0f7d3c55-6b0a-4a4e-9a3e-5f0b5f7c1d21';
const IOS = '#microsoft.graph.depIOSEnrollmentProfile';
const MACOS = '#microsoft.graph.depMacOSEnrollmentProfile';

function withToken(expires = '2027-01-01T00:00:00Z'): Client {
  const client = graphClient();
  client.tenant
    .collection('deviceManagement/depOnboardingSettings')
    .insert({ id: TOKEN, tokenName: 'Contoso', tokenExpirationDateTime: expires }, SERVICES.seed);
  return client;
}

const createProfile = (client: Client, displayName: string, more: object = {}, token = TOKEN) =>
  client.post(`${TOKENS}/${token}/enrollmentProfiles`, { '@odata.type': IOS, displayName, ...more });

function bought(client: Client, ...serialNumbers: string[]): void {
  for (const id of serialNumbers) {
    client.tenant.collection('apple/businessManager').insert({ id, $parent: TOKEN }, SERVICES.apple);
  }
}

const serialNumbers = (client: Client) =>
  client
    .get(`${TOKENS}/${TOKEN}/importedAppleDeviceIdentities`)
    .body.value.map((each: { serialNumber: string }) => each.serialNumber);

describe('profiles of automated device enrollment', () => {
  it('carry the token in their id and keep what they hide', () => {
    const client = withToken();
    const created = createProfile(client, 'Corporate iPhones', {
      requiresUserAuthentication: true,
      configurationWebUrl: true,
      enrollmentTimeAzureAdGroupIds: ['5c0f3f0e-0000-4000-8000-00000000000b'],
    });
    expect(created.status).toBe(201);
    expect(created.body['@odata.context']).toBe(
      `https://graph.microsoft.com/beta/$metadata#deviceManagement/depOnboardingSettings('${TOKEN}')/enrollmentProfiles/$entity`,
    );
    expect(created.body.id).toMatch(new RegExp(`^${TOKEN}_[0-9a-f-]{36}$`));
    expect(created.body.enrollmentTimeAzureAdGroupIds).toEqual([]);
    expect(client.get(TOKENS).body['@odata.count']).toBe(1);
  });

  it('belong to their token', () => {
    const missing = '5c0f3f0e-0000-4000-8000-0000000000ff';
    expect(withToken().get(`${TOKENS}/${missing}/enrollmentProfiles`).status).toBe(404);
  });

  it('have one default for each platform, which the token leads to', () => {
    const client = withToken();
    const [first, second] = ['a', 'b'].map((name) => createProfile(client, name).body.id) as [string, string];
    const mac = createProfile(client, 'Macs', { '@odata.type': MACOS, isDefault: true }).body.id;
    expect(client.get(`${TOKENS}/${TOKEN}/defaultIosEnrollmentProfile`).status).toBe(404);
    for (const id of [first, second]) {
      expect(client.post(`${TOKENS}/${TOKEN}/enrollmentProfiles/${id}/setDefaultProfile`).status).toBe(204);
    }
    const token = client.get(`${TOKENS}/${TOKEN}?$expand=defaultIosEnrollmentProfile`).body;
    expect(token.defaultIosEnrollmentProfile).toMatchObject({ id: second, isDefault: true });
    expect(client.get(`${TOKENS}/${TOKEN}/enrollmentProfiles/${first}`).body.isDefault).toBe(false);
    expect(client.get(`${TOKENS}/${TOKEN}/defaultMacOsEnrollmentProfile`).body.id).toBe(mac);
    client.delete(`${TOKENS}/${TOKEN}/enrollmentProfiles/${second}`);
    expect(client.get(`${TOKENS}/${TOKEN}/defaultIosEnrollmentProfile`).status).toBe(404);
  });

  it('are assigned to devices by their serial numbers; others are passed over', () => {
    const client = withToken();
    bought(client, 'SERIAL1');
    client.post(`${TOKENS}/${TOKEN}/syncWithAppleDeviceEnrollmentProgram`);
    const { id } = createProfile(client, 'Corporate iPhones').body;
    const url = `${TOKENS}/${TOKEN}/enrollmentProfiles/${id}`;
    const assigned = client.post(`${url}/updateDeviceProfileAssignment`, {
      deviceIds: ['SERIAL1', 'UNKNOWN'],
    });
    expect([assigned.status, assigned.text]).toEqual([204, undefined]);
    const own = id.slice(TOKEN.length + 1);
    const query = `$filter=discoverySource eq 'deviceEnrollmentProgram' and requestedEnrollmentProfileId eq '${own}'`;
    expect(client.get(`${TOKENS}/${TOKEN}/importedAppleDeviceIdentities?${query}`).body.value).toMatchObject([
      { serialNumber: 'SERIAL1', requestedEnrollmentProfileAssignmentDateTime: '2026-09-01T08:00:00Z' },
    ]);
    client.delete(url);
    const [identity] = client.get(`${TOKENS}/${TOKEN}/importedAppleDeviceIdentities`).body.value;
    expect(identity.requestedEnrollmentProfileId).toBeNull();
  });

  it('can be taken to Apple Configurator', () => {
    const client = graphClient();
    const profile = { '@odata.type': '#microsoft.graph.enrollmentProfile' };
    const created = createProfile(client, 'A & B', profile, ACCOUNT);
    expect(created.body).toMatchObject({
      id: expect.stringMatching(new RegExp(`^${ACCOUNT}_`)),
      configurationEndpointUrl: `https://appleconfigurator2.manage.microsoft.com/EnrollmentServer/MDMServiceConfig?id=${ACCOUNT}&AADTenantId=${TENANT_ID}`,
    });
    expect(client.get(TOKENS).body.value).toEqual([]);
    const exported = client.get(
      `${TOKENS}/${ACCOUNT}/enrollmentProfiles/${created.body.id}/exportMobileConfig()`,
    );
    expect(exported.body.value).toContain('<string>A &amp; B</string>');
    expect(exported.body.value).toContain('<string>Profile Service</string>');
  });
});

describe('the token', () => {
  it('brings the devices that Apple knows, and says when it last did', () => {
    const client = withToken();
    bought(client, 'SERIAL1', 'SERIAL2');
    client.tenant.clock.advance(MINUTE);
    expect(client.post(`${TOKENS}/${TOKEN}/syncWithAppleDeviceEnrollmentProgram`).status).toBe(204);
    expect(serialNumbers(client)).toEqual(['SERIAL1', 'SERIAL2']);
    expect(client.get(`${TOKENS}/${TOKEN}`).body).toMatchObject({
      lastSyncTriggeredDateTime: '2026-09-01T08:01:00Z',
      lastSuccessfulSyncDateTime: '2026-09-01T08:01:00Z',
      lastSyncErrorCode: 0,
      syncedDeviceCount: 2,
    });
  });

  it('is synchronized once in a quarter of an hour', () => {
    const client = withToken();
    const sync = () => client.post(`${TOKENS}/${TOKEN}/syncWithAppleDeviceEnrollmentProgram`);
    expect(sync().status).toBe(204);
    client.tenant.clock.advance(SYNC_PAUSE_MINUTES * MINUTE - 1);
    const refused = sync();
    expect([refused.status, refused.body.error.code]).toEqual([429, 'TooManyRequests']);
    client.tenant.clock.advance(1);
    expect(sync().status).toBe(204);
  });

  it('is synchronized every twelve hours without anybody asking, once for each', () => {
    const client = withToken();
    const { clock } = client.tenant;
    bought(client, 'SERIAL1');
    client.tenant.restore(client.tenant.snapshot());
    clock.advance(12 * HOUR - 1);
    expect(serialNumbers(client)).toEqual([]);
    clock.advance(1);
    expect(serialNumbers(client)).toEqual(['SERIAL1']);
    expect(client.get(`${TOKENS}/${TOKEN}`).body).toMatchObject({
      lastSyncTriggeredDateTime: '2026-09-01T20:00:00Z',
      lastSuccessfulSyncDateTime: '2026-09-01T20:00:00Z',
      syncedDeviceCount: 1,
    });
    expect(client.post(`${TOKENS}/${TOKEN}/syncWithAppleDeviceEnrollmentProgram`).status).toBe(429);
    clock.advance(24 * HOUR);
    expect(client.get(`${TOKENS}/${TOKEN}`).body.lastSuccessfulSyncDateTime).toBe('2026-09-02T20:00:00Z');
    expect([...clock.subjectsOf('depSync')]).toEqual([TOKEN]);
    client.delete(`${TOKENS}/${TOKEN}`);
    clock.advance(24 * HOUR);
    expect([...clock.subjectsOf('depSync')]).toEqual([]);
  });

  it('is synchronized twelve hours after the last time, as it says, in a tenant to start from', () => {
    const tenant = new Tenant();
    loadFixture(tenant, 'contoso');
    createGraph(tenant);
    const [token] = tenant.collection('deviceManagement/depOnboardingSettings');
    expect(token?.['lastSuccessfulSyncDateTime']).toBe('2026-09-01T02:00:00Z');
    const read = () => tenant.collection('deviceManagement/depOnboardingSettings').get(token?.id ?? '');
    tenant.clock.advance(6 * HOUR);
    expect(read()?.['lastSuccessfulSyncDateTime']).toBe('2026-09-01T14:00:00Z');
  });

  it('brings nothing once it has expired, until it is renewed', () => {
    const client = withToken('2026-08-01T00:00:00Z');
    bought(client, 'SERIAL1');
    expect(client.post(`${TOKENS}/${TOKEN}/syncWithAppleDeviceEnrollmentProgram`).status).toBe(204);
    const expired = client.get(`${TOKENS}/${TOKEN}`).body;
    expect(expired.lastSyncErrorCode).not.toBe(0);
    expect(expired.lastSuccessfulSyncDateTime).toBe('0001-01-01T00:00:00Z');
    expect(serialNumbers(client)).toEqual([]);
    const upload = { appleId: 'it@contoso.com', depToken: 'token' };
    expect(client.post(`${TOKENS}/${TOKEN}/uploadDepToken`, upload).status).toBe(204);
    expect(client.get(`${TOKENS}/${TOKEN}`).body).toMatchObject({
      appleIdentifier: 'it@contoso.com',
      tokenExpirationDateTime: '2027-09-01T08:00:00Z',
    });
  });

  it('releases devices, which are then shown as removed and stay so', () => {
    const client = withToken();
    bought(client, 'SERIAL1', 'SERIAL2');
    client.post(`${TOKENS}/${TOKEN}/syncWithAppleDeviceEnrollmentProgram`);
    expect(
      client.post(`${TOKENS}/${TOKEN}/releaseAppleDevices`, { deviceSerialNumbers: ['SERIAL2'] }).status,
    ).toBe(204);
    client.tenant.clock.advance(SYNC_PAUSE_MINUTES * MINUTE);
    client.post(`${TOKENS}/${TOKEN}/syncWithAppleDeviceEnrollmentProgram`);
    const identities = client.get(`${TOKENS}/${TOKEN}/importedAppleDeviceIdentities`).body.value;
    expect(identities.map((each: { isDeleted: boolean }) => each.isDeleted)).toEqual([false, true]);
    expect(client.get(`${TOKENS}/${TOKEN}`).body.syncedDeviceCount).toBe(1);
  });

  it('hears what Apple has released, and writes nothing where nothing is new', () => {
    const client = withToken();
    const { clock, journal } = client.tenant;
    const sync = () => {
      clock.advance(SYNC_PAUSE_MINUTES * MINUTE);
      const { lastSequence } = journal;
      client.post(`${TOKENS}/${TOKEN}/syncWithAppleDeviceEnrollmentProgram`);
      return [...journal.since(lastSequence)]
        .filter(({ set }) => set.endsWith('/importedAppleDeviceIdentities'))
        .map(({ change, id, after }) => [change, id.split('_')[1], after?.['isDeleted']]);
    };
    bought(client, 'SERIAL1', 'SERIAL2');
    expect(sync()).toEqual([
      ['create', 'SERIAL1', false],
      ['create', 'SERIAL2', false],
    ]);
    expect(sync()).toEqual([]);
    client.tenant.collection('apple/businessManager').update('SERIAL2', { isReleased: true }, SERVICES.apple);
    expect(sync()).toEqual([['update', 'SERIAL2', true]]);
    expect(sync()).toEqual([]);
  });

  it('has a public key, the same until another one is made', () => {
    const client = withToken();
    const key = () => client.get(`${TOKENS}/${TOKEN}/getEncryptionPublicKey()`).body.value;
    const first = key();
    expect(first).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
    expect(key()).toBe(first);
    const second = client.post(`${TOKENS}/${TOKEN}/generateEncryptionPublicKey`).body.value;
    expect(second).not.toBe(first);
    expect(key()).toBe(second);
  });

  it('is shared with the school data service, and no more', () => {
    const client = withToken();
    const shared = () => client.get(`${TOKENS}/${TOKEN}`).body.shareTokenWithSchoolDataSyncService;
    client.post(`${TOKENS}/${TOKEN}/shareForSchoolDataSyncService`);
    expect(shared()).toBe(true);
    client.post(`${TOKENS}/${TOKEN}/unshareForSchoolDataSyncService`);
    expect(shared()).toBe(false);
  });

  it('is one of a hundred at most', () => {
    const client = graphClient();
    const create = () => client.post(TOKENS, { tokenName: 'Contoso', tokenType: 'dep' }).status;
    for (let number = 0; number < TOKENS_LIMIT; number += 1) expect(create()).toBe(201);
    expect(create()).toBe(400);
  });

  it('says how many tokens of app licences expire', () => {
    const client = graphClient();
    for (const [id, expirationDateTime] of [
      ['a', '2026-10-01T00:00:00Z'],
      ['b', '2027-10-01T00:00:00Z'],
    ] as const) {
      client.tenant
        .collection('deviceAppManagement/vppTokens')
        .insert({ id, organizationName: 'Contoso', expirationDateTime }, SERVICES.seed);
    }
    const count = (before: string) =>
      client.get(`${TOKENS}/getExpiringVppTokenCount(expiringBeforeDateTime='${before}')`).body.value;
    expect(count('2027-01-01T00:00:00Z')).toBe(1);
    expect(count('soon')).toBe(0);
  });
});
