import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer } from 'node:tls';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { DAY } from '../../src/clock/index.ts';
import { EnvironmentError } from '../errors.ts';
import { cacheDirectory } from './cache-directory.ts';
import { type Certificates, LEAF_RENEWAL, loadCertificates } from './certificates.ts';
import { type Issued, issueAuthority, issueLeaf } from './issue.ts';
import { keepCurrent } from './keep-current.ts';
import { loadSigningJwk } from './signing-jwk.ts';

const made: string[] = [];
function emptyDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'tenantless-cache-'));
  made.push(directory);
  return directory;
}
afterEach(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** How a client that trusts `authority` likes a server that shows `leaf` when it asks for `name`. */
async function handshake(authority: string, leaf: Issued, name: string): Promise<string> {
  const server = createServer({ key: leaf.key, cert: leaf.certificate }, (socket) => socket.end());
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const result = await new Promise<string>((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', servername: name, ca: authority }, () => {
      resolve('trusted');
      socket.destroy();
    });
    socket.on('error', (error) => resolve(error.message));
  });
  server.close();
  return result;
}

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('certificates', () => {
  it('are trusted for localhost and the hosts that we stand in for', async () => {
    const { leaf, authority } = await loadCertificates(emptyDirectory(), Date.now());
    for (const name of ['localhost', 'graph.microsoft.com', 'login.microsoftonline.com'])
      expect(await handshake(authority.certificate, leaf, name)).toBe('trusted');
    const parsed = new X509Certificate(leaf.certificate);
    expect(parsed.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(parsed.checkIP('::1')).toBeDefined();
    expect(parsed.checkHost('www.microsoft.com')).toBeUndefined();
  });

  it('are kept where only their owner reads the keys', async () => {
    const directory = join(emptyDirectory(), 'cache');
    const { authority } = await loadCertificates(directory, Date.now());
    await loadSigningJwk(directory);
    expect(modeOf(directory)).toBe('700');
    const secret = readdirSync(directory).filter((name) =>
      /PRIVATE KEY|"d":/.test(readFileSync(join(directory, name), 'utf8')),
    );
    expect(secret.sort()).toEqual(['authority.pem', 'leaf.pem', 'token-signing-key.json']);
    for (const name of secret) expect(modeOf(join(directory, name))).toBe('600');
    expect(readFileSync(authority.file, 'utf8')).toBe(authority.certificate);
    expect(authority.certificate).not.toContain('PRIVATE');
  });

  it('are made once', async () => {
    const directory = emptyDirectory();
    const first = await loadCertificates(directory, Date.now());
    const second = await loadCertificates(directory, Date.now());
    expect(second.leaf).toEqual(first.leaf);
    expect(second.authority).toEqual(first.authority);
    expect(second.notes).toEqual([]);
  });

  it('last some days, and are renewed under the same authority near their end', async () => {
    const directory = emptyDirectory();
    const now = Date.now();
    const first = await loadCertificates(directory, now);
    expect(first.leafExpires - now).toBeLessThanOrEqual(7 * DAY);
    const before = await loadCertificates(directory, first.leafExpires - LEAF_RENEWAL - 1000);
    expect(before.leaf).toEqual(first.leaf);
    const after = await loadCertificates(directory, first.leafExpires - LEAF_RENEWAL + 1000);
    expect(after.leafExpires).toBeGreaterThan(first.leafExpires);
    expect(after.authority).toEqual(first.authority);
  });

  it('are renewed in a server that runs for days', async () => {
    const directory = emptyDirectory();
    const first = await loadCertificates(directory, Date.now());
    const shown: unknown[] = [];
    const server = { setSecureContext: (context: { cert: unknown }) => shown.push(context.cert) };
    // A computer whose clock stands just before the moment of renewal.
    const ahead = first.leafExpires - LEAF_RENEWAL - 30 - Date.now();
    const stop = keepCurrent(
      [server as never],
      directory,
      first,
      () => {},
      () => Date.now() + ahead,
    );
    await expect.poll(() => shown).toHaveLength(1);
    stop();
    expect(shown[0]).toMatch(/^-----BEGIN CERTIFICATE-----/);
    expect(shown[0]).not.toBe(first.leaf.certificate);
  });

  it('are renewed once, though a timer ends a moment before its time', async () => {
    const directory = emptyDirectory();
    const first = await loadCertificates(directory, Date.now());
    const shown: unknown[] = [];
    const server = { setSecureContext: (context: { cert: unknown }) => shown.push(context.cert) };
    const renewal = first.leafExpires - LEAF_RENEWAL;
    const readings = [renewal - 1, renewal - 1, renewal];
    const stop = keepCurrent(
      [server as never],
      directory,
      first,
      () => {},
      () => readings.shift() ?? renewal + 1,
    );
    await expect.poll(() => shown).toHaveLength(1);
    stop();
    expect(shown[0]).not.toBe(first.leaf.certificate);
  });

  it.each([
    ['authority.pem', 'nothing of use'],
    [
      'authority.pem',
      '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n',
    ],
    ['leaf.pem', ''],
  ])('are made anew when %s is damaged, and say so', async (name, content) => {
    const directory = emptyDirectory();
    await loadCertificates(directory, Date.now());
    writeFileSync(join(directory, name), content);
    const { leaf, authority, notes } = await loadCertificates(directory, Date.now());
    expect(notes[0]).toMatch(
      new RegExp(`${name} is replaced: it (holds no certificate with its key|is damaged)`),
    );
    expect(await handshake(authority.certificate, leaf, 'localhost')).toBe('trusted');
    expect(readFileSync(authority.file, 'utf8')).toBe(authority.certificate);
  });

  it('are made anew when a key belongs to another certificate', async () => {
    const [directory, other] = [emptyDirectory(), emptyDirectory()];
    const first = await loadCertificates(directory, Date.now());
    const second = await loadCertificates(other, Date.now());
    writeFileSync(join(directory, 'leaf.pem'), first.leaf.certificate + second.leaf.key);
    const { notes } = await loadCertificates(directory, Date.now());
    expect(notes[0]).toContain('its key belongs to another certificate');
  });

  it('agree between processes that start at once', async () => {
    const directory = emptyDirectory();
    const script = `
      import { loadCertificates } from ${JSON.stringify(new URL('./certificates.ts', import.meta.url).href)};
      loadCertificates(${JSON.stringify(directory)}, Date.now()).then(({ leaf, authority }) =>
        console.log(JSON.stringify({ leaf, authority })));
    `;
    const run = () =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script]);
    const results = (await Promise.all([run(), run(), run()])).map(
      ({ stdout }) => JSON.parse(stdout) as Certificates,
    );
    const onDisk = readFileSync(join(directory, 'ca.pem'), 'utf8');
    for (const { leaf } of results) expect(await handshake(onDisk, leaf, 'localhost')).toBe('trusted');
    expect(readdirSync(directory).sort()).toEqual(['authority.pem', 'ca.pem', 'leaf.pem']);
  });

  it('need a directory that can be used', async () => {
    const directory = emptyDirectory();
    const file = join(directory, 'file');
    writeFileSync(file, '');
    const refused = loadCertificates(join(file, 'cache'), Date.now());
    await expect(refused).rejects.toThrow(EnvironmentError);
    await expect(refused).rejects.toMatchObject({ fix: expect.stringContaining('TENANTLESS_CACHE') });
  });

  it('need files that can be read', async () => {
    const directory = emptyDirectory();
    mkdirSync(join(directory, 'authority.pem'));
    await expect(loadCertificates(directory, Date.now())).rejects.toThrow(/cannot use .*authority\.pem/);
  });
});

describe('name constraints', () => {
  it.each([['www.example.com'], ['microsoft.com'], ['outlook.office.com'], ['10.0.0.1']])(
    'make a certificate of our authority for %s worthless',
    async (name) => {
      const authority = await issueAuthority(['localhost', 'graph.microsoft.com'], Date.now());
      const forged = await issueLeaf(authority, ['localhost', name], Date.now());
      expect(await handshake(authority.certificate, forged, 'localhost')).toBe('permitted subtree violation');
    },
  );

  it('are what refuses it: the same certificate without the foreign name is taken', async () => {
    const authority = await issueAuthority(['localhost', 'graph.microsoft.com'], Date.now());
    const leaf = await issueLeaf(
      authority,
      ['localhost', 'graph.microsoft.com', '127.0.0.1', '::1'],
      Date.now(),
    );
    expect(await handshake(authority.certificate, leaf, 'localhost')).toBe('trusted');
  });
});

describe('cache directory', () => {
  it('follows each platform’s habit, and TENANTLESS_CACHE before all', () => {
    expect(cacheDirectory({ TENANTLESS_CACHE: '/own', XDG_CACHE_HOME: '/xdg' }, 'linux')).toBe('/own');
    expect(cacheDirectory({ XDG_CACHE_HOME: '/xdg' }, 'linux')).toBe(join('/xdg', 'tenantless'));
    expect(cacheDirectory({}, 'linux')).toMatch(/[\\/]\.cache[\\/]tenantless$/);
    expect(cacheDirectory({}, 'darwin')).toMatch(/Library[\\/]Caches[\\/]tenantless$/);
    expect(cacheDirectory({ LOCALAPPDATA: '/local' }, 'win32')).toBe(join('/local', 'tenantless'));
  });
});
