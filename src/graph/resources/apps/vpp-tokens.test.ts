import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../../test/support/graph-client.ts';
import { DAY } from '../../../clock/index.ts';
import { SERVICES } from '../../../tenant/index.ts';
import { SYNC_DELAY } from './vpp-tokens.ts';

const TOKENS = '/beta/deviceAppManagement/vppTokens';
const APPS = '/beta/deviceAppManagement/mobileApps';
const EXCEL = 'com.microsoft.Office.Excel';

/** A token as Apple makes one: base64 of JSON. */
const token = (orgName: string, expDate = '2027-01-31T10:00:00+0000') =>
  btoa(JSON.stringify({ expDate, token: 'c2VjcmV0', orgName }));

function setup() {
  const client = graphClient();
  const { tenant } = client;
  const buy = (displayName: string, bundleId: string, licences: number) =>
    tenant.collection('apple/purchases').insert(
      {
        id: `Berlin/${displayName}`,
        location: 'Berlin',
        displayName,
        publisher: 'Microsoft Corporation',
        bundleId,
        appStoreUrl: `https://apps.apple.com/us/app/${displayName}`,
        licences,
      },
      SERVICES.seed,
    );
  buy('Excel', EXCEL, 20);
  const upload = (of = token('Berlin')) =>
    client.post(TOKENS, {
      token: of,
      appleId: 'vpp@contoso.com',
      displayName: 'Ours',
      countryOrRegion: 'de',
    });
  const sync = (id: string) => client.post(`${TOKENS}/${id}/syncLicenses`);
  const apps = () => client.get(`${APPS}?$filter=isof('microsoft.graph.iosVppApp')`).body.value;
  /** Devices that have Excel, each of another user unless one is given. */
  const install = (count: number, userId?: string) => {
    const app = { id: 'e'.repeat(64), $bundleId: EXCEL, displayName: 'Excel' };
    const reported = tenant.collection('tenantless/apps');
    if (!reported.get(app.id)) reported.insert(app, SERVICES.intune);
    for (let index = 0; index < count; index += 1) {
      const id = tenant.random.guid();
      const device = { id, userId: userId ?? id, $apps: [app.id] };
      tenant.collection('deviceManagement/managedDevices').insert(device as never, SERVICES.intune);
    }
  };
  return { client, tenant, buy, upload, sync, apps, install };
}

describe('a token of app licences', () => {
  it('says itself whose it is and until when, and is never shown', () => {
    const { upload } = setup();
    const { status, body } = upload();
    expect(status).toBe(201);
    expect(body).toMatchObject({
      displayName: 'Ours',
      organizationName: 'Berlin',
      locationName: 'Berlin',
      expirationDateTime: '2027-01-31T10:00:00Z',
      state: 'valid',
      lastSyncStatus: 'none',
      token: null,
    });
  });

  it('is synchronized after it is uploaded, and brings the apps that were bought for its location', () => {
    const { client, tenant, upload, apps } = setup();
    const { id } = upload().body;
    expect(apps()).toEqual([]);
    tenant.clock.advance(SYNC_DELAY);
    expect(client.get(`${TOKENS}/${id}`).body).toMatchObject({
      lastSyncStatus: 'completed',
      lastSyncDateTime: '2026-09-01T08:00:05Z',
      lastModifiedDateTime: '2026-09-01T08:00:05Z',
    });
    expect(apps()).toMatchObject([
      {
        displayName: 'Excel',
        bundleId: EXCEL,
        appStoreUrl: null,
        informationUrl: 'https://apps.apple.com/us/app/Excel',
        publishingState: 'published',
        totalLicenseCount: 20,
        usedLicenseCount: 0,
        vppTokenId: id,
        vppTokenAppleId: 'vpp@contoso.com',
        vppTokenOrganizationName: 'Berlin',
        vppTokenDisplayName: 'Ours',
      },
    ]);
  });

  it('brings what was bought since, and keeps the apps that are there', () => {
    const { upload, sync, apps, buy, tenant } = setup();
    const { id } = upload().body;
    expect(sync(id).body).toMatchObject({ id, lastSyncStatus: 'completed' });
    const [excel] = apps();
    buy('Word', 'com.microsoft.Office.Word', 5);
    tenant.collection('apple/purchases').update('Berlin/Excel', { licences: 30 }, SERVICES.apple);
    sync(id);
    expect(apps()).toMatchObject([{ id: excel.id, totalLicenseCount: 30 }, { displayName: 'Word' }]);
  });

  it('brings nothing when it has expired', () => {
    const { client, tenant, upload, sync, apps } = setup();
    const { id } = upload(token('Berlin', '2026-09-02T08:00:00+0000')).body;
    tenant.clock.advance(DAY);
    tenant.collection('apple/purchases').remove('Berlin/Excel', SERVICES.apple);
    expect(client.get(`${TOKENS}/${id}`).body.state).toBe('expired');
    expect(client.get(`${TOKENS}?$filter=state eq 'expired'`).body.value).toHaveLength(1);
    expect(sync(id).body).toMatchObject({ state: 'expired', lastSyncStatus: 'failed' });
    expect(apps()).toHaveLength(1);
  });

  it('is of no use beside another one for the same location', () => {
    const { client, upload, sync, apps } = setup();
    sync(upload().body.id);
    const second = upload().body;
    expect(second.state).toBe('duplicateLocationId');
    expect(sync(second.id).body.lastSyncStatus).toBe('failed');
    expect(apps()).toHaveLength(1);
    client.delete(`${TOKENS}/${client.get(TOKENS).body.value[0].id}`);
    expect(client.get(`${TOKENS}/${second.id}`).body.state).toBe('valid');
  });

  it('may be anything: then it is valid for a year and nothing belongs to it', () => {
    const { client, tenant, apps } = setup();
    const { body } = client.post(TOKENS, { token: 'Token value', organizationName: 'Elsewhere' });
    expect(body).toMatchObject({
      organizationName: 'Elsewhere',
      expirationDateTime: '2027-09-01T08:00:00Z',
      state: 'valid',
    });
    tenant.clock.advance(SYNC_DELAY);
    expect(apps()).toEqual([]);
  });

  it('takes its apps and their assignments with it', () => {
    const { client, tenant, upload, sync, apps } = setup();
    const { id } = upload().body;
    sync(id);
    const target = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
    client.post(`${APPS}/${apps()[0].id}/assign`, { mobileAppAssignments: [{ intent: 'required', target }] });
    expect(client.delete(`${TOKENS}/${id}`).status).toBe(204);
    expect(apps()).toEqual([]);
    expect(tenant.collection('deviceAppManagement/mobileApps/assignments').size).toBe(0);
  });
});

describe('licences', () => {
  it('are in use as long as devices have the app: one for each user', () => {
    const { upload, sync, install, apps } = setup();
    const { id } = upload().body;
    install(3);
    install(2, 'adele');
    sync(id);
    expect(apps()[0].usedLicenseCount).toBe(4);
  });

  it('are one for each device when an assignment says so', () => {
    const { client, upload, sync, install, apps } = setup();
    const { id } = upload().body;
    sync(id);
    client.post(`${APPS}/${apps()[0].id}/assign`, {
      mobileAppAssignments: [
        {
          intent: 'required',
          target: { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' },
          settings: {
            '@odata.type': '#microsoft.graph.iosVppAppAssignmentSettings',
            useDeviceLicensing: true,
          },
        },
      ],
    });
    install(2, 'adele');
    expect(apps()[0].usedLicenseCount).toBe(0);
    expect(client.post(`${TOKENS}/syncLicenseCounts`).status).toBe(204);
    expect(apps()[0].usedLicenseCount).toBe(2);
  });

  it('that were in use before stay so', () => {
    const { tenant, upload, sync, install, apps } = setup();
    const { id } = upload().body;
    sync(id);
    tenant
      .collection('deviceAppManagement/mobileApps')
      .update(apps()[0].id, { usedLicenseCount: 7, $otherLicenses: undefined }, SERVICES.seed);
    sync(id);
    install(1);
    sync(id);
    expect(apps()[0].usedLicenseCount).toBe(8);
  });

  it('of an app are told for each token', () => {
    const { client, upload, sync, install } = setup();
    const { id } = upload().body;
    install(3);
    sync(id);
    expect(client.get(`${TOKENS}/getLicensesForApp(bundleId='${EXCEL}')`).body.value).toMatchObject([
      {
        vppTokenId: id,
        appleId: 'vpp@contoso.com',
        organizationName: 'Berlin',
        availableLicenseCount: 17,
        usedLicenseCount: 3,
      },
    ]);
    expect(client.get(`${TOKENS}/getLicensesForApp(bundleId='com.other')`).body.value).toEqual([]);
  });

  it('can all be taken back', () => {
    const { client, upload, sync, install, apps } = setup();
    const { id } = upload().body;
    install(3);
    sync(id);
    expect(client.post(`${TOKENS}/${id}/revokeLicenses`, { notifyManagedDevices: true }).status).toBe(204);
    expect(apps()[0].usedLicenseCount).toBe(0);
    expect(client.get(`${TOKENS}/${id}`).body.tokenActionResults).toMatchObject([
      { actionName: 'revokeLicenses', actionState: 'done', totalLicensesCount: 3, failedLicensesCount: 0 },
    ]);
  });
});
