import { describe, expect, it } from 'vitest';
import { createUser, enrollDevices, graphClient, ORIGIN } from '../../test/support/graph-client.ts';

const DEVICES = '/v1.0/deviceManagement/managedDevices';

function follow(link: string): string {
  expect(link.startsWith(ORIGIN)).toBe(true);
  return link.slice(ORIGIN.length);
}

describe('answers', () => {
  it('carry the headers of the service and follow the virtual clock', () => {
    const client = graphClient();
    const { headers } = client.get('/v1.0/users');
    expect(headers).toMatchObject({
      'OData-Version': '4.0',
      'Content-Type':
        'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
      'Cache-Control': 'no-cache',
      Date: 'Tue, 01 Sep 2026 08:00:00 GMT',
      'x-ms-resource-unit': '2',
    });
    expect(headers['client-request-id']).toBe(headers['request-id']);
    client.tenant.clock.advance(1000);
    expect(client.get('/v1.0/users').headers['Date']).toBe('Tue, 01 Sep 2026 08:00:01 GMT');
  });

  it('have the same ids for the same seed and the same requests', () => {
    const ids = () => {
      const client = graphClient();
      client.tenant.markOrigin();
      const before = client.get('/v1.0/users').headers['request-id'];
      client.tenant.reset();
      return [before, client.get('/v1.0/users').headers['request-id']];
    };
    const [before, after] = ids();
    expect(after).toBe(before);
    expect(ids()).toEqual([before, after]);
  });
});

describe('an entity', () => {
  it('of which nothing is left to show is an object with a context', () => {
    const { body } = graphClient().get('/v1.0/deviceManagement?$select=managedDevices');
    expect(body).toEqual({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#deviceManagement(managedDevices)/$entity',
    });
  });
});

describe('lists', () => {
  it('go on where they stopped, though devices come and go meanwhile', () => {
    const client = graphClient();
    const ids = enrollDevices(client.tenant, 7);
    const first = client.get(`${DEVICES}?$top=3&$select=id,deviceName`).body;
    expect(first['@odata.count']).toBe(3);
    expect(first['@odata.nextLink']).toMatch(
      /managedDevices\?\$top=3&\$select=id,deviceName&\$skiptoken=LastDeviceName%3d%27iPhone%200002%27%2cLastDeviceId%3d%27/,
    );
    client.delete(`${DEVICES}/${ids[2]}`);
    client.delete(`${DEVICES}/${ids[4]}`);
    const second = client.get(follow(first['@odata.nextLink'])).body;
    expect(second.value.map((each: { id: string }) => each.id)).toEqual([ids[3], ids[5], ids[6]]);
    expect(second).not.toHaveProperty('@odata.nextLink');
  });

  it('end without a link to an empty page', () => {
    const client = graphClient();
    enrollDevices(client.tenant, 4);
    const { body } = client.get(`${DEVICES}?$top=4`);
    expect(body.value).toHaveLength(4);
    expect(body).not.toHaveProperty('@odata.nextLink');
    expect(client.get(`${DEVICES}?$top=0`).body).toMatchObject({ value: [] });
  });

  it('show a change at once', () => {
    const client = graphClient();
    const [id] = enrollDevices(client.tenant, 1);
    const url = `${DEVICES}?$filter=complianceState eq 'noncompliant'`;
    expect(client.get(url).body.value).toHaveLength(1);
    const by = { kind: 'service', id: 'intune', name: 'Microsoft Intune' } as const;
    client.tenant
      .collection('deviceManagement/managedDevices')
      .update(id as string, { complianceState: 'compliant' }, by);
    expect(client.get(url).body.value).toEqual([]);
  });

  it('find by the default what an entity leaves out', () => {
    const client = graphClient();
    const policies = '/v1.0/deviceManagement/deviceCompliancePolicies';
    const block = { scheduledActionConfigurations: [{ actionType: 'block' }] };
    const type = 'microsoft.graph.iosCompliancePolicy';
    const create = (displayName: string, extra: object) =>
      client.post(policies, {
        '@odata.type': `#${type}`,
        displayName,
        scheduledActionsForRule: [block],
        ...extra,
      });
    create('strict', { passcodeRequired: true });
    create('lax', {});
    const names = (filter: string) =>
      client
        .get(`${policies}?$filter=${filter}`)
        .body.value.map((each: { displayName: string }) => each.displayName);
    expect(names(`${type}/passcodeRequired eq false`)).toEqual(['lax']);
    expect(names(`isof('${type}')`)).toEqual(['strict', 'lax']);
    expect(client.get(`${policies}?$filter=startswith(displayName,'s')`).body.error.message).toBe(
      'Invalid filter clause',
    );
  });

  it('of the directory have pages of 100, at most 999, with an opaque link', () => {
    const client = graphClient();
    for (let index = 0; index < 101; index += 1) createUser(client, `U${index}`);
    const first = client.get('/v1.0/users').body;
    expect(first.value).toHaveLength(100);
    expect(first['@odata.nextLink']).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\/users\?\$skiptoken=/);
    expect(client.get(follow(first['@odata.nextLink'])).body.value).toHaveLength(1);
    expect(client.get('/v1.0/users?$top=1000').body.error.message).toBe(
      "Invalid page size specified: '1000'. Must be between 1 and 999 inclusive.",
    );
    expect(client.get('/v1.0/users?$skip=1').body.error).toMatchObject({
      code: 'Request_BadRequest',
      message: "'$skip' is not supported by the service.",
    });
    expect(client.get('/v1.0/users?$skiptoken=made-up').body.error.code).toBe('Directory_ExpiredPageToken');
  });

  it('are sorted and paged in that order', () => {
    const client = graphClient();
    for (const name of ['Cleo', 'Ann', 'Bob']) createUser(client, name);
    const first = client.get('/v1.0/users?$orderby=displayName desc&$top=2').body;
    expect(first.value.map((each: { displayName: string }) => each.displayName)).toEqual(['Cleo', 'Bob']);
    const second = client.get(follow(first['@odata.nextLink'])).body;
    expect(second.value.map((each: { displayName: string }) => each.displayName)).toEqual(['Ann']);
  });
});

describe('selecting and expanding', () => {
  it('shows what was selected, by its own name in the context', () => {
    const client = graphClient();
    const [id] = enrollDevices(client.tenant, 1, { udid: '00008110-000A' });
    expect(client.get(`${DEVICES}/${id}?$select=deviceName,udid`).body).toEqual({
      '@odata.context': `${ORIGIN}/v1.0/$metadata#deviceManagement/managedDevices(deviceName,udid)/$entity`,
      deviceName: 'iPhone 0000',
      udid: '00008110-000A',
    });
    expect(client.get(`${DEVICES}/${id}`).body.udid).toBeNull();
    expect(client.get(`${DEVICES}?$select=udid`).body.value).toEqual([{ udid: null }]);
  });

  it('knows the properties of a type, and those of derived types by a cast', () => {
    const client = graphClient();
    client.post('/v1.0/deviceAppManagement/mobileApps', {
      '@odata.type': '#microsoft.graph.iosStoreApp',
      displayName: 'App',
      bundleId: 'com.contoso.app',
    });
    const apps = '/v1.0/deviceAppManagement/mobileApps';
    expect(client.get(`${apps}?$select=bundleId`).body.error.message).toBe(
      "Parsing OData Select and Expand failed: Could not find a property named 'bundleId' on type 'microsoft.graph.mobileApp'.",
    );
    const cast = client.get(`${apps}?$select=microsoft.graph.iosStoreApp/bundleId`);
    expect(cast.body.value).toEqual([
      { '@odata.type': '#microsoft.graph.iosStoreApp', bundleId: 'com.contoso.app' },
    ]);
    expect(client.get(`${apps}/microsoft.graph.iosStoreApp`).body.value).toHaveLength(1);
    expect(client.get(`${apps}/microsoft.graph.iosLobApp`).body.value).toEqual([]);
  });

  it('expands by a cast what only a derived type has', () => {
    const client = graphClient();
    for (const type of ['iosStoreApp', 'iosLobApp']) {
      client.post('/beta/deviceAppManagement/mobileApps', {
        '@odata.type': `#microsoft.graph.${type}`,
        displayName: type,
        fileName: type === 'iosLobApp' ? 'app.ipa' : undefined,
      });
    }
    const { body } = client.get(
      '/beta/deviceAppManagement/mobileApps?$select=displayName&$expand=microsoft.graph.iosLobApp/contentVersions',
    );
    expect(body['@odata.context']).toMatch(
      /mobileApps\(displayName,microsoft\.graph\.iosLobApp\/contentVersions\(\)\)$/,
    );
    const shown = body.value.map((app: Record<string, unknown>) => [
      app['displayName'],
      app['contentVersions'],
    ]);
    expect(Object.fromEntries(shown)).toEqual({ iosStoreApp: undefined, iosLobApp: [] });
  });

  // Recorded: live captures of applications with their owners, and with their federated credentials.
  it('names the context of what the directory expands where that lives below', () => {
    const client = graphClient();
    const { id } = client.post('/v1.0/applications', { displayName: 'App' }).body;
    const expanded = (name: string) => client.get(`/v1.0/applications/${id}?$select=id&$expand=${name}`).body;
    expect(expanded('federatedIdentityCredentials')).toMatchObject({
      'federatedIdentityCredentials@odata.context': `${ORIGIN}/v1.0/$metadata#applications('${id}')/federatedIdentityCredentials`,
      federatedIdentityCredentials: [],
    });
    expect(Object.keys(expanded('owners'))).toEqual(['@odata.context', 'id', 'owners']);
  });

  it('shows on v1.0 a policy that only beta knows by its base properties, without a type', () => {
    const client = graphClient();
    const created = client.post('/beta/deviceManagement/deviceConfigurations', {
      '@odata.type': '#microsoft.graph.iosWiFiConfiguration',
      displayName: 'Wi-Fi',
      networkName: 'Contoso',
      ssid: 'Contoso',
    });
    expect(created.status).toBe(201);
    const url = `/v1.0/deviceManagement/deviceConfigurations/${created.body.id}`;
    expect(Object.keys(client.get(url).body)).toEqual([
      '@odata.context',
      'id',
      'createdDateTime',
      'description',
      'displayName',
      'lastModifiedDateTime',
      'version',
    ]);
  });

  it('reads one property, whole or raw', () => {
    const client = graphClient();
    expect(client.get('/v1.0/deviceManagement/settings').body).toEqual({
      '@odata.context': `${ORIGIN}/v1.0/$metadata#deviceManagement/settings`,
      deviceComplianceCheckinThresholdDays: 30,
      isScheduledActionEnabled: false,
      secureByDefault: false,
    });
    const ann = createUser(client, 'Ann');
    expect(client.get(`/v1.0/users/${ann}/displayName`).body.value).toBe('Ann');
    expect(client.get(`/v1.0/users/${ann}/displayName/$value`).text).toBe('Ann');
  });

  it('changes a complex property by its parts', () => {
    const client = graphClient();
    client.patch('/v1.0/deviceManagement', { settings: { secureByDefault: true } });
    expect(client.get('/v1.0/deviceManagement/settings').body).toMatchObject({
      deviceComplianceCheckinThresholdDays: 30,
      secureByDefault: true,
    });
  });
});
