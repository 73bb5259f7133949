import { describe, expect, it } from 'vitest';
import { application, createUser, graphClient, smallTenant } from '../../../test/support/graph-client.ts';
import { createGraph } from '../graph.ts';
import { dimensionsOf } from './dimensions.ts';

const PNG = `\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\xf8\0\0\x01\xf0`;
const JPEG = '\xff\xd8\xff\xe0\0\x04ab\xff\xc4\0\x03x\xff\xc0\0\x11\x08\0\x30\0\x40';
const GIF = 'GIF89a\x10\x00\x20\x00';

it.each([
  ['PNG', PNG, { width: 504, height: 496 }],
  ['JPEG', JPEG, { width: 64, height: 48 }],
  ['GIF', GIF, { width: 16, height: 32 }],
  ['something else', '<Image>', undefined],
  ['a JPEG without a frame', '\xff\xd8\xff\xd9', undefined],
])('tells the size of %s', (_name, content, expected) => {
  expect(dimensionsOf(content)).toEqual(expected);
});

function setUp() {
  const tenant = smallTenant();
  const graph = createGraph(tenant);
  const client = graphClient(tenant, undefined, graph);
  const send = (method: string, url: string, body?: string, permission = 'User.ReadWrite.All') => {
    const header = (name: string) => (name === 'content-type' ? 'image/jpeg' : undefined);
    const request = { method, url, origin: 'https://graph.microsoft.com', header, body };
    return graph.handle(request, application(permission));
  };
  return { tenant, client, send, user: createUser(client, 'Ann') };
}

describe('the photo of a user', () => {
  it('is taken, shown with its size, and deleted', () => {
    const { client, send, user } = setUp();
    const url = `/v1.0/users/${user}/photo`;
    const none = client.get(url).body;
    expect(none).toMatchObject({ id: '1x1', width: 1, height: 1 });
    expect([none['@odata.mediaContentType'], none['@odata.mediaEtag']]).toEqual(['image/gif', '']);
    expect(send('GET', `${url}/$value`)).toMatchObject({ status: 404 });
    expect(JSON.parse(send('DELETE', `${url}/$value`).body ?? '').error.code).toBe('ImageNotFound');
    expect(send('PUT', `${url}/$value`, JPEG)).toMatchObject({ status: 200, body: undefined });
    expect(send('GET', `${url}/$value`)).toMatchObject({
      status: 200,
      body: JPEG,
      headers: { 'Content-Type': 'image/jpeg' },
    });
    const photo = client.get(url).body;
    expect(photo).toMatchObject({
      '@odata.mediaContentType': 'image/jpeg',
      id: '64x48',
      width: 64,
      height: 48,
    });
    expect(photo['@odata.mediaEtag']).toMatch(/^"[0-9A-F]{8}"$/);
    expect(client.get(`${url}?$select=width`).body).toMatchObject({
      '@odata.mediaContentType': 'image/jpeg',
    });
    expect(send('DELETE', `${url}/$value`).status).toBe(200);
    expect(send('GET', `${url}/$value`).status).toBe(404);
  });

  it('goes with the user, is refused empty, and takes a permission', () => {
    const { tenant, client, send, user } = setUp();
    const url = `/v1.0/users/${user}/photo/$value`;
    expect(send('PUT', url).status).toBe(400);
    expect(send('PATCH', url, PNG, 'User.Read.All').status).toBe(403);
    const json = client.patch(url, { '@odata.type': '#microsoft.graph.profilePhoto' });
    expect([json.status, json.body.error.message]).toEqual([400, expect.stringContaining("isn't an image")]);
    send('PATCH', url, PNG);
    expect(tenant.collection('users/$media').size).toBe(1);
    client.delete(`/v1.0/users/${user}`);
    expect(tenant.collection('users/$media').size).toBe(0);
  });
});

describe('the logo of an application', () => {
  it('is nothing until it is put there', () => {
    const { client, send } = setUp();
    const { id } = client.post('/v1.0/applications', { displayName: 'App' }).body;
    const url = `/v1.0/applications/${id}/logo`;
    const put = (body?: string) => send(body ? 'PUT' : 'GET', url, body, 'Application.ReadWrite.All');
    expect(put()).toMatchObject({ status: 200, body: undefined });
    expect(put(GIF).status).toBe(204);
    expect(put()).toMatchObject({ status: 200, body: GIF });
  });
});

describe('the branding of an organization', () => {
  it('is missing at first, and made by an update or by a localization', () => {
    const { tenant, client } = setUp();
    const url = `/v1.0/organization/${tenant.id}/branding`;
    expect(client.get(url).status).toBe(404);
    const french = client.post(`${url}/localizations`, { id: 'fr-FR', signInPageText: ' ' });
    expect(french).toMatchObject({ status: 201, body: { id: 'fr-FR', signInPageText: ' ', cdnList: [] } });
    expect(client.get(url).body).toMatchObject({ id: '0', signInPageText: null });
    expect(client.patch(url, { signInPageText: 'Default' }).status).toBe(204);
    expect(client.get(`${url}/localizations`).body.value).toMatchObject([
      { id: 'fr-FR' },
      { id: '0', signInPageText: 'Default' },
    ]);
    expect(client.get(`${url}/localizations/default`).body.signInPageText).toBe('Default');
    expect(client.get(`${url}/localizations/fr-FR/signInPageText`).body.value).toBe(' ');
    expect(client.post(`${url}/localizations`, { signInPageText: 'x' }).status).toBe(400);
    expect(client.post(`${url}/localizations`, { id: 'default' }).status).toBe(400);
    expect(client.delete(`${url}/localizations/fr-FR`).status).toBe(204);
    expect(client.delete(url).status).toBe(204);
    expect(client.get(url).status).toBe(404);
    expect(client.patch(url, { signInPageText: 'Again' }).status).toBe(204);
    expect(client.get(url).body).toMatchObject({ id: '0', signInPageText: 'Again' });
  });

  it('has pictures', () => {
    const { tenant, send } = setUp();
    const url = `/v1.0/organization/${tenant.id}/branding`;
    const ask = (method: string, path: string, body?: string) =>
      send(method, url + path, body, 'OrganizationalBranding.ReadWrite.All');
    expect(ask('PATCH', '/bannerLogo', PNG).status).toBe(204);
    expect(ask('GET', '/localizations/default/bannerLogo')).toMatchObject({ status: 200, body: PNG });
    expect(ask('GET', '/localizations/0/squareLogo')).toMatchObject({ status: 200, body: undefined });
    expect(ask('DELETE', '/bannerLogo').status).toBe(204);
    expect(ask('GET', '/bannerLogo').body).toBeUndefined();
  });
});

it('people decide about insights, and organizations for all of them', () => {
  const { tenant, client, user } = setUp();
  const own = `/v1.0/users/${user}/settings`;
  expect(client.get(own).body).toMatchObject({ contributionToContentDiscoveryDisabled: false });
  expect(client.patch(own, { contributionToContentDiscoveryDisabled: true })).toMatchObject({
    status: 200,
    body: { contributionToContentDiscoveryDisabled: true },
  });
  expect(client.get(own).body).toMatchObject({ contributionToContentDiscoveryDisabled: true });
  const all = graphClient(tenant, {
    ...application('Organization.ReadWrite.All', 'User.Read.All'),
    kind: 'delegated',
    userId: user,
  });
  const url = `/beta/organization/${tenant.id}/settings/itemInsights`;
  expect(all.get(url).body).toMatchObject({ isEnabledInOrganization: true, disabledForGroup: null });
  expect(all.patch(url, { isEnabledInOrganization: false }).status).toBe(200);
  expect(all.get(url).body.isEnabledInOrganization).toBe(false);
});

it('settings of insights come with their user', () => {
  const { client, user } = setUp();
  const { body } = client.get(`/v1.0/users/${user}?$expand=settings`);
  expect(body.settings).toMatchObject({ contributionToContentDiscoveryDisabled: false });
});
