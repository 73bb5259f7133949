import { type AuthenticationProvider, ResponseType } from '@microsoft/microsoft-graph-client';
import { describe, expect, it } from 'vitest';
import { refusal, serveContract } from '../support/contract.ts';

// What somebody must set so that Microsoft's Graph client talks to the emulator, and what they see when they don't.

const contract = serveContract();
const scopes = 'https://graph.microsoft.com/.default';
const provider = (): AuthenticationProvider => ({
  getAccessToken: async () => (await contract.credential().getToken(scopes)).token,
});

describe('the Graph client', () => {
  it('needs a base URL and its host name among the custom hosts, and signs in by a credential', async () => {
    const { value } = await contract.client().api('/organization').get();
    expect(value).toMatchObject([{ id: contract.emulator.info.tenantId, displayName: 'Contoso' }]);
  });

  it('takes an authentication provider of its own as well', async () => {
    const client = contract.clientWith({ authProvider: provider() });
    expect(await client.api('/users').top(1).get()).toMatchObject({ value: [{ id: expect.any(String) }] });
  });

  it.each([
    ['no custom hosts', undefined],
    ['a custom host with its port', 'host:port'],
  ])('keeps the token to itself with %s', async (_, hosts) => {
    const { host } = new URL(contract.emulator.url);
    const client = contract.clientWith({
      authProvider: provider(),
      customHosts: new Set(hosts === undefined ? [] : [host]),
    });
    const error = await refusal(client.api('/users').get());
    expect(error).toMatchObject({ statusCode: 401, message: 'Access token is empty.' });
  });

  it('keeps the token to itself over plain HTTP', async () => {
    const baseUrl = `${contract.emulator.httpUrl}/`;
    const error = await refusal(
      contract.clientWith({ authProvider: provider(), baseUrl }).api('/users').get(),
    );
    expect(error).toMatchObject({ statusCode: 401, message: 'Access token is empty.' });
  });

  it('takes a version for all requests, and another one for one of them', async () => {
    const beta = contract.client('beta');
    const context = async (request: Promise<Record<string, string>>) => (await request)['@odata.context'];
    const { url } = contract.emulator;
    expect(await context(beta.api('/users').get())).toBe(`${url}/beta/$metadata#users`);
    expect(await context(beta.api('/users').version('v1.0').get())).toBe(`${url}/v1.0/$metadata#users`);
  });

  it('names the version that there is not', async () => {
    const error = await refusal(contract.client().api('/users').version('v2.0').get());
    expect(error).toMatchObject({
      statusCode: 404,
      code: 'ResourceNotFound',
      message: 'Invalid version: v2.0',
    });
  });

  it('sends a request id of its own, which comes back beside that of the service', async () => {
    const { headers } = (await contract
      .client()
      .api('/users')
      .responseType(ResponseType.RAW)
      .get()) as Response;
    expect(headers.get('client-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('client-request-id')).not.toBe(headers.get('request-id'));
  });
});
