import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../../test/support/graph-client.ts';
import { SERVICES } from '../../../tenant/index.ts';
import { PUBLISHING_DELAY } from './mobile-apps.ts';

const APPS = '/beta/deviceAppManagement/mobileApps';

const STORE_APP = {
  '@odata.type': '#microsoft.graph.iosStoreApp',
  displayName: 'Microsoft 365 Copilot',
  publisher: 'Microsoft Corporation',
  bundleId: 'com.microsoft.officemobile',
  appStoreUrl: 'https://apps.apple.com/us/app/microsoft-365-copilot/id541164041',
  applicableDeviceType: { iPad: true, iPhoneAndIPod: true },
  minimumSupportedOperatingSystem: { v15_0: true },
};

describe('an app from the store', () => {
  const client = graphClient();
  const created = client.post(APPS, STORE_APP);
  const { id } = created.body;

  it('is being got ready when it is created, with nothing assigned and no scope tags', () => {
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      '@odata.context': `https://graph.microsoft.com/beta/$metadata#deviceAppManagement/mobileApps/$entity`,
      ...STORE_APP,
      minimumSupportedOperatingSystem: { v8_0: false, v15_0: true },
      publishingState: 'processing',
      uploadState: 2,
      isAssigned: false,
      roleScopeTagIds: [],
      dependentAppCount: 0,
      supersedingAppCount: 0,
      supersededAppCount: 0,
      largeIcon: null,
    });
  });

  it('is published after a moment', () => {
    client.tenant.clock.advance(PUBLISHING_DELAY - 1);
    expect(client.get(`${APPS}/${id}`).body.publishingState).toBe('processing');
    client.tenant.clock.advance(1);
    expect(client.get(`${APPS}/${id}`).body).toMatchObject({ publishingState: 'published', uploadState: 1 });
  });

  it('may be gone by then', () => {
    const other = client.post(APPS, STORE_APP).body.id;
    client.delete(`${APPS}/${other}`);
    client.tenant.clock.advance(PUBLISHING_DELAY);
    expect(client.get(`${APPS}/${other}`).status).toBe(404);
  });
});

describe('apps', () => {
  const client = graphClient();
  const create = (type: string, displayName: string, more = {}) =>
    client.post(APPS, { '@odata.type': `#microsoft.graph.${type}`, displayName, publisher: 'P', ...more })
      .body.id as string;
  create('iosStoreApp', 'Store');
  client.tenant.collection('deviceAppManagement/mobileApps').insert(
    {
      id: 'a',
      '@odata.type': '#microsoft.graph.managedIOSStoreApp',
      displayName: 'Everybody’s',
      appAvailability: 'global',
    },
    SERVICES.intune,
  );
  create('managedIOSLobApp', 'Ours');
  create('webApp', 'Web', { appUrl: 'https://contoso.com' });
  create('iosLobApp', 'Uploaded', { fileName: 'a.ipa' });
  const names = (filter: string) =>
    client
      .get(`${APPS}?$filter=${encodeURIComponent(filter)}&$orderby=displayName`)
      .body.value.map(({ displayName }: { displayName: string }) => displayName);

  it('that are files to upload are not published before they are uploaded', () => {
    const [app] = client.get(`${APPS}?$filter=isof('microsoft.graph.iosLobApp')`).body.value;
    expect(app).toMatchObject({
      publishingState: 'notPublished',
      uploadState: 0,
      committedContentVersion: null,
    });
  });

  it('are told apart by what they are and to whom they are available, as the admin center does', () => {
    const managed = 'microsoft.graph.managedApp/appAvailability';
    expect(names(`${managed} eq null or ${managed} eq 'lineOfBusiness' or isAssigned eq true`)).toEqual([
      'Ours',
      'Store',
      'Uploaded',
      'Web',
    ]);
    expect(
      names(
        `(isof('microsoft.graph.managedIOSStoreApp') and ${managed} eq microsoft.graph.managedAppAvailability'global') or isof('microsoft.graph.webApp')`,
      ),
    ).toEqual(['Everybody’s', 'Web']);
  });

  it('are counted unasked, though not behind a filter', () => {
    expect(client.get(APPS).body['@odata.count']).toBe(5);
    expect(client.get(`${APPS}?$filter=displayName eq 'Web'`).body).toMatchObject({
      '@odata.count': 0,
      value: [{ displayName: 'Web' }],
    });
  });

  it('that Apple sells in volume cannot be posted', () => {
    const { status, body } = client.post(APPS, {
      '@odata.type': '#microsoft.graph.iosVppApp',
      displayName: 'V',
    });
    expect(status).toBe(400);
    expect(JSON.parse(body.error.message).Message).toContain('POST is not supported for this app type.');
  });
});

describe('categories of apps', () => {
  const client = graphClient();
  const categories = '/beta/deviceAppManagement/mobileAppCategories';
  const app = client.post(APPS, STORE_APP).body.id;
  const category = client.post(categories, { displayName: 'Field service' }).body.id;
  const reference = {
    '@odata.id': `https://graph.microsoft.com${categories}/${category}`,
  };
  const named = () => client.get(`${APPS}/${app}/categories`).body.value.map(({ id }: { id: string }) => id);

  it('are given to an app by reference, and taken away again', () => {
    expect(client.post(`${APPS}/${app}/categories/$ref`, reference).status).toBe(204);
    expect(named()).toEqual([category]);
    const expanded = client.get(`${APPS}/${app}?$expand=categories`).body;
    expect(expanded.categories).toMatchObject([{ displayName: 'Field service' }]);
    expect(expanded['categories@odata.context']).toBe(
      `https://graph.microsoft.com/beta/$metadata#deviceAppManagement/mobileApps('${app}')/microsoft.graph.iosStoreApp/categories`,
    );
    expect(client.delete(`${APPS}/${app}/categories/${category}/$ref`).status).toBe(204);
    expect(named()).toEqual([]);
  });

  it('that are deleted belong to no app any more', () => {
    client.post(`${APPS}/${app}/categories/$ref`, reference);
    client.delete(`${categories}/${category}`);
    expect(client.get(`${APPS}/${app}/categories/$count`).text).toBe('0');
  });
});

describe('a category of apps', () => {
  it('changes without a word, though the page says otherwise', () => {
    const client = graphClient();
    const { id } = client.post('/v1.0/deviceAppManagement/mobileAppCategories', {
      displayName: 'Tools',
    }).body;
    const url = `/v1.0/deviceAppManagement/mobileAppCategories/${id}`;
    expect(client.patch(url, { displayName: 'Field tools' })).toMatchObject({ status: 204, body: undefined });
    expect(client.get(url).body.displayName).toBe('Field tools');
  });
});

describe('the Microsoft Store for Business', () => {
  const client = graphClient();
  const root = '/beta/deviceAppManagement';
  const sync = () => client.post(`${root}/syncMicrosoftStoreForBusinessApps`).status;
  const times = () => client.get(root).body.microsoftStoreForBusinessLastSuccessfulSyncDateTime;

  it('is asked only by a tenant that uses it', () => {
    expect([sync(), times()]).toEqual([204, '0001-01-01T00:00:00Z']);
    const enabled = client.patch(root, { isEnabledForMicrosoftStoreForBusiness: true });
    expect([enabled.status, enabled.body.isEnabledForMicrosoftStoreForBusiness]).toEqual([200, true]);
    expect([sync(), times()]).toEqual([204, '2026-09-01T08:00:00Z']);
  });
});
