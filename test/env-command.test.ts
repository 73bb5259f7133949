import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Launched, launch } from '../server/index.ts';
import { MAIN, run, tenantless } from './support/cli.ts';

// `tenantless env` as people run it, against a server that runs.

let cache: string;
let emulator: Launched;
beforeAll(async () => {
  cache = mkdtempSync(join(tmpdir(), 'tenantless-env-'));
  emulator = await launch({ tenant: 'contoso', clockMode: 'manual', cache });
});
afterAll(async () => {
  await emulator?.close();
  rmSync(cache, { recursive: true, force: true });
});

const env = (args: readonly string[], environment: Record<string, string> = {}) =>
  tenantless(['env', ...args], { TENANTLESS_CACHE: cache, ...environment });

async function variables(args: readonly string[], environment: Record<string, string> = {}) {
  const ended = await env([...args, '--json'], environment);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(ended.stdout) as Record<string, string>;
}

describe('tenantless env', () => {
  it('makes a shell in which programs that know nothing of the emulator reach it', async () => {
    const program = `
      const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: process.env.AZURE_CLIENT_ID,
        client_secret: process.env.AZURE_CLIENT_SECRET, scope: 'https://graph.microsoft.com/.default' });
      const at = 'https://login.microsoftonline.com/' + process.env.AZURE_TENANT_ID + '/oauth2/v2.0/token';
      const { access_token } = await (await fetch(at, { method: 'POST', body })).json();
      const headers = { Authorization: 'Bearer ' + access_token };
      console.log(await (await fetch('https://graph.microsoft.com/v1.0/organization', { headers })).text());
    `;
    const script =
      'eval "$("$NODE" --import tsx "$MAIN" env --url "$URL")" && exec "$NODE" --input-type=module -e "$PROGRAM"';
    const ended = await run('sh', ['-c', script], {
      TENANTLESS_CACHE: cache,
      NODE: process.execPath,
      MAIN,
      URL: emulator.url,
      PROGRAM: program,
    });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(ended.stdout)).toMatchObject({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#organization',
      value: [{ id: emulator.info.tenantId }],
    });
  });

  it('finds the server by its address, of either kind, from a flag or the environment', async () => {
    const { tenantId, clientId, clientSecret } = emulator.info;
    const expected = {
      TENANTLESS_URL: emulator.url,
      AZURE_TENANT_ID: tenantId,
      AZURE_CLIENT_ID: clientId,
      AZURE_CLIENT_SECRET: clientSecret,
      HTTPS_PROXY: emulator.proxyUrl,
      NODE_OPTIONS: expect.stringContaining('hook.cjs'),
      NODE_EXTRA_CA_CERTS: join(cache, 'ca.pem'),
      SSL_CERT_FILE: join(cache, 'ca-bundle.pem'),
    };
    const found = await Promise.all([
      variables(['--url', emulator.url]),
      variables(['--url', `${emulator.httpUrl}/`]),
      variables([], { TENANTLESS_URL: emulator.url }),
    ]);
    for (const each of found) expect(each).toMatchObject(expected);
    expect(readFileSync(join(cache, 'ca-bundle.pem'), 'utf8')).toContain(
      emulator.authority.certificate.trim(),
    );
  });

  it('sets what the ways need that were asked for', async () => {
    const base = await variables(['--url', emulator.url, '--attach', 'env']);
    expect(base).toMatchObject({ AZURE_AUTHORITY_HOST: emulator.url });
    expect(base).not.toHaveProperty('HTTPS_PROXY');
    expect(base).not.toHaveProperty('NODE_OPTIONS');
    const { stdout } = await env(['--url', emulator.url, '--attach', 'hook', 'env', '--shell', 'powershell']);
    expect(stdout).toContain(`$env:AZURE_AUTHORITY_HOST = '${emulator.url}'\n`);
    expect(stdout).toMatch(/^\$env:NODE_OPTIONS = '--require .*hook\.cjs'$/m);
    expect(stdout).not.toContain('HTTPS_PROXY');
  });

  it('keeps what the environment trusts, and brings an authority along that is not on this machine', async () => {
    const own = join(cache, 'elsewhere');
    const [fromElsewhere, trusting] = await Promise.all([
      variables(['--url', emulator.httpUrl as string], { TENANTLESS_CACHE: own }),
      variables(['--url', emulator.url], { NODE_EXTRA_CA_CERTS: fileURLToPath(import.meta.url) }),
    ]);
    // The server tells a file of its own machine, which here is the same one.
    expect(fromElsewhere['NODE_EXTRA_CA_CERTS']).toBe(emulator.authority.file);
    expect(fromElsewhere['SSL_CERT_FILE']).toBe(join(own, 'ca-bundle.pem'));
    expect(trusting['NODE_EXTRA_CA_CERTS']).toBe(join(cache, 'ca-bundle.pem'));
  });

  it('tells of the tenant as it is now', async () => {
    const taken = await fetch(`${emulator.httpUrl}/_tenantless/snapshot`);
    const before = (await taken.json()) as object;
    const put = (body: unknown) =>
      fetch(`${emulator.httpUrl}/_tenantless/snapshot`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
    const collections = { organization: [{ id: emulator.info.tenantId, displayName: 'Empty' }] };
    expect((await put({ ...before, collections })).status).toBe(204);
    const nobody = await env(['--url', emulator.url]);
    expect(nobody).toMatchObject({ code: 3, stdout: '' });
    expect(nobody.stderr).toContain('nobody could sign in to the tenant');
    expect((await put(before)).status).toBe(204);
    expect(await variables(['--url', emulator.url])).toMatchObject({
      AZURE_CLIENT_ID: emulator.info.clientId,
    });
  });

  it('says what is wrong when it finds no server', async () => {
    const other = createServer((_request, response) => response.end('<html>'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const stranger = mkdtempSync(join(tmpdir(), 'tenantless-stranger-'));
    const cases: [string[], Record<string, string>, number, string[]][] = [
      [
        ['--url', 'https://localhost:1'],
        {},
        3,
        ['no server answers at https://localhost:1', 'tenantless start'],
      ],
      [[], { TENANTLESS_URL: 'localhost:8443' }, 2, ["'localhost:8443'", 'https://localhost:8443']],
      [['--url', `http://localhost:${port}`], {}, 3, ['no Tenantless of this version', '--url']],
      [['--url', emulator.url], { TENANTLESS_CACHE: stranger }, 3, ['another authority', 'TENANTLESS_CACHE']],
      [['--attach', 'magic'], {}, 2, ['env, proxy, hook']],
    ];
    try {
      await Promise.all(
        cases.map(async ([args, environment, code, texts]) => {
          const ended = await env(args, environment);
          expect(ended).toMatchObject({ code, stdout: '' });
          for (const text of texts) expect(ended.stderr).toContain(text);
          expect(ended.stderr).not.toMatch(/^\s+at /m);
        }),
      );
    } finally {
      other.close();
      rmSync(stranger, { recursive: true });
    }
  });

  it('does without a proxy when the server has none', async () => {
    await using without = await launch({ tenant: 'empty', clockMode: 'manual', cache, proxyPort: false });
    const found = await variables(['--url', without.url]);
    expect(found).toHaveProperty('NODE_OPTIONS');
    expect(found).not.toHaveProperty('HTTPS_PROXY');
    const asked = await env(['--url', without.url, '--attach', 'proxy']);
    expect(asked).toMatchObject({ code: 3, stdout: '' });
    expect(asked.stderr).toContain('has no proxy');
  });
});
