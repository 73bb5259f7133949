import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

// `tenantless start` as people and scripts run it: a process with arguments, output, signals and an exit code.

const MAIN = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));

let cache: string;
beforeAll(() => {
  cache = mkdtempSync(join(tmpdir(), 'tenantless-start-'));
});
afterAll(() => rmSync(cache, { recursive: true, force: true }));

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});

interface Run {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly exit: Promise<number | null>;
}

function tenantless(args: readonly string[], environment: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, ...args], {
    env: { PATH: process.env['PATH'] ?? '', TENANTLESS_CACHE: cache, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const exit = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  return { child, stdout: () => stdout, stderr: () => stderr, exit };
}

interface Ready {
  readonly ready: boolean;
  readonly https: string;
  readonly http: string;
  readonly proxy: string;
  readonly ca: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly pid: number;
}

async function ready(run: Run): Promise<Ready> {
  await expect.poll(run.stdout, { interval: 20 }).toContain('\n');
  return JSON.parse(run.stdout()) as Ready;
}

const FREE_PORTS = ['--port', '0', '--http-port', '0'];
const start = (...args: string[]) => tenantless(['start', ...FREE_PORTS, '--json', ...args]);

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve));
  return socket;
}

describe('tenantless start --json', () => {
  it('prints exactly one line when it is ready, with all that a script needs', async () => {
    const run = start();
    const line = await ready(run);
    expect(line).toEqual({
      ready: true,
      https: expect.stringMatching(/^https:\/\/localhost:\d+$/),
      http: expect.stringMatching(/^http:\/\/localhost:\d+$/),
      proxy: expect.stringMatching(/^http:\/\/localhost:\d+$/),
      proxyPassthrough: false,
      ca: join(cache, 'ca.pem'),
      tenantId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      clientId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      clientSecret: expect.any(String),
      pid: run.child.pid,
    });
    expect(readFileSync(line.ca, 'utf8')).toMatch(/^-----BEGIN CERTIFICATE-----/);

    const token = await fetch(`${line.http}/${line.tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: line.clientId,
        client_secret: line.clientSecret,
        scope: 'https://graph.microsoft.com/.default',
      }),
    });
    const { access_token } = (await token.json()) as { access_token: string };
    const organization = await fetch(`${line.http}/v1.0/organization`, {
      headers: { Authorization: `Bearer ${access_token}` },
    });
    expect(await organization.json()).toMatchObject({ value: [{ id: line.tenantId }] });
    const refused = await fetch(`${line.http}/v1.0/organization`);
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toContain('authorization_uri=');

    expect(run.stdout().trimEnd().split('\n')).toHaveLength(1);
    expect(run.stderr()).toBe('');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('stops at %s, with a connection open', async (signal) => {
    const run = start();
    const line = await ready(run);
    const socket = await open(Number(new URL(line.http).port));
    socket.write('GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await new Promise((resolve) => socket.once('data', resolve));
    run.child.kill(signal);
    expect(await run.exit).toBe(0);
  });

  it('ends at once at a second signal', async () => {
    const run = start();
    const line = await ready(run);
    const socket = await open(Number(new URL(line.http).port));
    // A request that never ends would be waited for. The server says when it has come to its body.
    const headers = 'Host: localhost\r\nContent-Length: 100\r\nExpect: 100-continue\r\n';
    socket.write(`POST /v1.0/users HTTP/1.1\r\n${headers}\r\n`);
    await new Promise((resolve) => socket.once('data', resolve));
    // Two of one kind could arrive as one.
    run.child.kill('SIGTERM');
    run.child.kill('SIGINT');
    expect([128 + 15, 128 + 2]).toContain(await run.exit);
  });

  it('takes a tenant by its name, and from a file', async () => {
    const empty = await ready(start('--tenant', 'empty', '--proxy-passthrough'));
    expect(empty).toMatchObject({ clientSecret: 'example-automation-secret', proxyPassthrough: true });
    const file = join(cache, 'tenant.json');
    const id = '10000000-0000-4000-8000-000000000001';
    const appId = '20000000-0000-4000-8000-000000000002';
    writeFileSync(
      file,
      JSON.stringify({
        collections: {
          organization: [{ id, displayName: 'Fabrikam' }],
          applications: [
            {
              id: appId,
              appId,
              displayName: 'A',
              $secrets: [{ value: 's', endDateTime: '2030-01-01T00:00:00Z' }],
            },
          ],
        },
      }),
    );
    expect(await ready(start('--tenant', file))).toMatchObject({ tenantId: id, clientId: appId });
  });
});

describe('tenantless start for people', () => {
  it('prints the addresses and an environment block, without colour where there is no terminal', async () => {
    const run = tenantless(['start', ...FREE_PORTS]);
    await expect.poll(run.stdout).toContain('Ctrl-C stops');
    const text = run.stdout();
    const port = /https:\/\/localhost:(\d+)\/v1\.0/.exec(text)?.[1];
    expect(text).toContain(`export AZURE_AUTHORITY_HOST=https://localhost:${port}\n`);
    expect(text).toContain(`export NODE_EXTRA_CA_CERTS=${join(cache, 'ca.pem')}\n`);
    // `tenantless env` alone would look at the usual port.
    expect(text).toContain(`eval "$(tenantless env --url https://localhost:${port})"\n`);
    for (const name of ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET', 'TENANTLESS_URL'])
      expect(text).toMatch(new RegExp(`export ${name}=\\S+\\n`));
    expect(text).not.toContain('\u001b[');
  });

  it('writes a line for each request on standard error when it is asked to, and never a token', async () => {
    const run = start('--verbose');
    const line = await ready(run);
    await fetch(`${line.http}/v1.0/users?$top=1`, { headers: { Authorization: 'Bearer very-secret' } });
    await expect.poll(run.stderr).toContain('"url":"/v1.0/users?$top=1"');
    expect(run.stderr()).toContain('"status":401');
    expect(run.stderr()).not.toContain('very-secret');
    expect(run.stdout().trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('what cannot work', () => {
  it.each([
    [['start', '--tenant', 'contosso'], 2, ["'contosso'", 'contoso', 'empty']],
    [['start', '--port', '65536'], 2, ['--port', '0 to 65535']],
    [['start', '--clock', 'fast'], 2, ["'realtime' or 'manual'"]],
    [['start', '--host', '0.0.0.0', '--host', '127.0.0.1'], 2, ['listens on one']],
    [['start', '--host', '203.0.113.1', ...FREE_PORTS], 3, ['203.0.113.1', 'no address of this machine']],
    [['start', '--prot', '1'], 2, ["unknown option '--prot'", '--port']],
    [['strat'], 2, ["unknown command 'strat'", 'start']],
  ])('%j ends with %d and says why', async (args, code, texts) => {
    const run = tenantless(args as string[]);
    expect(await run.exit).toBe(code);
    for (const text of texts as string[]) expect(run.stderr()).toContain(text);
    expect(run.stderr()).not.toMatch(/^\s+at /m);
    expect(run.stdout()).toBe('');
  });

  it('a taken port ends with 3, names it and says what to do', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const { port } = blocker.address() as AddressInfo;
    const run = tenantless(['start', ...FREE_PORTS, '--proxy-port', '0', '--port', String(port)]);
    expect(await run.exit).toBe(3);
    expect(run.stderr()).toContain(`port ${port} on 127.0.0.1 is taken`);
    expect(run.stderr()).toContain('--port 0');
    blocker.close();
  });

  it('a cache that cannot be used ends with 3', async () => {
    const file = join(cache, 'a-file');
    writeFileSync(file, '');
    const run = tenantless(['start', ...FREE_PORTS], { TENANTLESS_CACHE: join(file, 'below') });
    expect(await run.exit).toBe(3);
    expect(run.stderr()).toContain('TENANTLESS_CACHE');
  });

  it('switches conditions on by flags and by the environment', async () => {
    const run = tenantless(['start', ...FREE_PORTS, '--json', '--strict', '--throttle', '--lag', 'PT2S'], {
      TENANTLESS_MULTI_ADMIN_APPROVAL: '1',
      TENANTLESS_THROTTLE: 'tight',
    });
    const { http } = await ready(run);
    expect(await (await fetch(`${http}/_tenantless/conditions`)).json()).toEqual({
      strict: true,
      throttling: 'documented',
      lag: { directory: 'PT2S', intune: 'PT2S', eventual: 'PT4S' },
      multiAdminApproval: true,
    });
    for (const args of [
      ['--lag', 'soon'],
      ['--throttle', 'hard'],
    ]) {
      const wrong = tenantless(['start', ...args]);
      expect(await wrong.exit).toBe(2);
      expect(wrong.stderr()).toContain(args[1]);
    }
  });

  it('a setting in the environment is checked as a flag is', async () => {
    const port = tenantless(['start'], { TENANTLESS_PORT: 'x' });
    expect(await port.exit).toBe(2);
    expect(port.stderr()).toContain("TENANTLESS_PORT is 'x'");
    const log = tenantless(['start'], { TENANTLESS_LOG: 'loud' });
    expect(await log.exit).toBe(2);
    expect(log.stderr()).toContain('error, info, debug');
  });
});

describe('tenantless', () => {
  it('prints its version, and help that lists the commands', async () => {
    const version = tenantless(['--version']);
    expect(await version.exit).toBe(0);
    expect(version.stdout()).toMatch(/^\d+\.\d+\.\d+\n$/);
    const help = tenantless(['--help']);
    expect(await help.exit).toBe(0);
    expect(help.stdout()).toMatch(/^\s+start\s/m);
    const start = tenantless(['start', '--help']);
    expect(await start.exit).toBe(0);
    expect(start.stdout()).toContain('--http-port');
    expect(existsSync(join(cache, 'ca.pem'))).toBe(true);
  });
});
