import { strFromU8, unzipSync } from 'fflate';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadFixture } from '../../fixtures/index.ts';
import { createEmulator } from '../emulator.ts';
import { Tenant } from '../tenant/index.ts';
import { tenantHandlers } from './handlers.ts';
import { createTenant } from './index.ts';

const tenant = new Tenant();
const { tenantId, clientId, clientSecret } = loadFixture(tenant, 'contoso-jit');
const server = setupServer(...tenantHandlers(createEmulator(tenant)));
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

async function token(secret = clientSecret): Promise<Response> {
  return fetch(`https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: secret,
      scope: 'https://graph.microsoft.com/.default',
    }),
  });
}

async function graph(path: string, init: RequestInit = {}, type = 'application/json'): Promise<Response> {
  const { access_token } = (await (await token()).json()) as { access_token: string };
  return fetch(`https://graph.microsoft.com${path}`, {
    ...init,
    headers: { authorization: `Bearer ${access_token}`, 'content-type': type },
  });
}

describe('tenantHandlers', () => {
  it('let a script sign in and read, at Microsoft’s own addresses', async () => {
    const response = await graph("/v1.0/users?$filter=startswith(displayName,'Priya')&$select=displayName");
    expect(await response.json()).toMatchObject({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users(displayName)',
      value: [{ displayName: 'Priya Raman' }],
    });
  });

  it('let it upload a picture', async () => {
    const groups = (await (await graph('/v1.0/groups?$top=1')).json()) as { value: { id: string }[] };
    const url = `/v1.0/groups/${groups.value[0]?.id}/photo/$value`;
    const picture = Uint8Array.from([0xff, 0xd8, 0x00, 0x80, 0xe9]);
    expect((await graph(url, { method: 'PUT', body: picture }, 'image/png')).status).toBe(200);
    const answer = await graph(url);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(picture);
  });

  it('let it write', async () => {
    const created = await graph('/v1.0/groups', {
      method: 'POST',
      body: JSON.stringify({
        displayName: 'Made in a test',
        mailEnabled: false,
        mailNickname: 'made',
        securityEnabled: true,
      }),
    });
    expect(created.status).toBe(201);
    expect(tenant.collection('groups').where('displayName', 'Made in a test')).toHaveLength(1);
    const { id } = (await created.json()) as { id: string };
    expect((await graph(`/v1.0/groups/${id}`, { method: 'DELETE' })).status).toBe(204);
  });

  it('give the reports that it exports', async () => {
    const jobs = '/v1.0/deviceManagement/reports/exportJobs';
    const body = JSON.stringify({ reportName: 'Users', format: 'json' });
    const { id } = (await (await graph(jobs, { method: 'POST', body })).json()) as { id: string };
    tenant.clock.advance(20_000);
    const { url } = (await (await graph(`${jobs}/${id}`)).json()) as { url: string };
    const [file] = Object.values(unzipSync(new Uint8Array(await (await fetch(url)).arrayBuffer())));
    expect(JSON.parse(strFromU8(file as Uint8Array)).values).not.toEqual([]);
  });

  it('take the content of an app', async () => {
    const app = { '@odata.type': '#microsoft.graph.iosLobApp', displayName: 'Work', publisher: 'Contoso' };
    const post = async (path: string, body: object) => {
      const answer = await graph(path, { method: 'POST', body: JSON.stringify(body) });
      return (await answer.json()) as { id: string };
    };
    const apps = '/v1.0/deviceAppManagement/mobileApps';
    const { id } = await post(apps, { ...app, fileName: 'Work.ipa', bundleId: 'com.contoso.work' });
    const versions = `${apps}/${id}/microsoft.graph.iosLobApp/contentVersions`;
    const files = `${versions}/${(await post(versions, {})).id}/files`;
    const { id: file } = await post(files, { name: 'Work.ipa', size: 4, sizeEncrypted: 4 });
    tenant.clock.advance(20_000);
    const { azureStorageUri } = (await (await graph(`${files}/${file}`)).json()) as {
      azureStorageUri: string;
    };
    const block = await fetch(`${azureStorageUri}&comp=block&blockid=MQ==`, { method: 'PUT', body: 'work' });
    expect(block.status).toBe(201);
    const list = '<?xml version="1.0"?><BlockList><Latest>MQ==</Latest></BlockList>';
    const done = await fetch(`${azureStorageUri}&comp=blocklist`, { method: 'PUT', body: list });
    expect(done.status).toBe(201);
  });

  it('leave what goes elsewhere to the policy of msw', async () => {
    await expect(fetch('https://example.com/')).rejects.toThrow();
  });

  it('let nothing out to the services themselves', async () => {
    const answer = await fetch('https://login.microsoftonline.com/nothing/of/the/kind');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('/nothing/of/the/kind');
  });

  it('refuse as the services do', async () => {
    expect((await token('wrong')).status).toBe(401);
    expect((await fetch('https://graph.microsoft.com/v1.0/users')).status).toBe(401);
  });
});

it('takes a tenant made for a test as well', async () => {
  const made = await createTenant({ tenant: 'empty' });
  const request = new Request('https://graph.microsoft.com/v1.0/users');
  const answers = await Promise.all(
    tenantHandlers(made).map((handler) => handler.run({ request, requestId: 'one' })),
  );
  expect(answers.find((answer) => answer?.response)?.response?.status).toBe(401);
  expect(made.requests).toHaveLength(1);
});
