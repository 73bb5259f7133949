import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { start } from '../../test/support/served.ts';
import { STOOD_IN_HOSTS } from '../hosts.ts';

// In processes of their own, as the hook changes the whole process that it is loaded into.

const HOOK = fileURLToPath(new URL('./hook.cjs', import.meta.url));
const GRAPH = 'https://graph.microsoft.com';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantless hook-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Setting {
  readonly type?: 'module' | 'commonjs';
  readonly options?: string;
  readonly url?: string;
}

/** Runs a program under the hook, with the emulator at `url`; it prints one JSON value. */
async function run(source: string, setting: Setting = {}): Promise<unknown> {
  const server = await start();
  const { type = 'module', options = `--require ${HOOK}`, url = server.url } = setting;
  const { stdout } = await promisify(execFile)(process.execPath, [`--input-type=${type}`, '--eval', source], {
    env: {
      PATH: process.env['PATH'] ?? '',
      NODE_OPTIONS: options,
      NODE_EXTRA_CA_CERTS: server.authority.file,
      TENANTLESS_URL: url,
      SERVER: server.url,
    },
  });
  return JSON.parse(stdout);
}

/** What comes back from Graph names the host that it was asked as. */
const ASK = `
  const ask = (https, options = {}) => new Promise((resolve, reject) =>
    https.get('${GRAPH}/v1.0/users', options, async (answer) => {
      let text = '';
      for await (const chunk of answer) text += chunk;
      resolve(JSON.parse(text).origin);
    }).on('error', reject));
  const secured = (socket) => new Promise((resolve, reject) => socket
    .once('secureConnect', () => { resolve([socket.servername, socket.authorized]); socket.destroy(); })
    .once('error', reject));
`;

/** Where a connection would go if its name were looked up; 'emulator' when it isn't. */
const DESTINATION = `
  const destination = (host, port) => new Promise((resolve) => {
    const socket = net.connect({ host, port, lookup: (name, _options, done) => done(new Error(name)) });
    socket.once('connect', () => { resolve('emulator'); socket.destroy(); });
    socket.once('error', (error) => resolve(error.message));
  });
`;

describe('the hook', () => {
  it('leads fetch, https and TLS in an ES module to the emulator, by the real names', async () => {
    const seen = await run(`
      import https from 'node:https';
      import { connect } from 'node:tls';
      import * as net from 'node:net';
      ${ASK}
      const servername = 'graph.microsoft.com';
      console.log(JSON.stringify({
        fetch: await fetch('${GRAPH}/v1.0/users').then((answer) => answer.json()).then(({ origin }) => origin),
        https: await ask(https),
        agent: await ask(https, { agent: new https.Agent({ keepAlive: false }) }),
        tls: await secured(connect({ host: 'GRAPH.microsoft.com', port: '443', servername })),
        positions: await secured(connect(443, servername, { servername })),
        socket: await secured(connect({ socket: net.connect(443, servername), servername })),
        older: await secured(connect({ socket: new net.Socket().connect({ port: 443, host: servername }), servername })),
      }));
      process.exit();
    `);
    const trusted = ['graph.microsoft.com', true];
    expect(seen).toEqual({
      fetch: GRAPH,
      https: GRAPH,
      agent: GRAPH,
      tls: trusted,
      positions: trusted,
      socket: trusted,
      older: trusted,
    });
  });

  it('does so in CommonJS, worker threads and child processes', async () => {
    const seen = await run(
      `
      const https = require('node:https');
      const { execFileSync } = require('node:child_process');
      const { Worker } = require('node:worker_threads');
      ${ASK}
      const inside = "fetch('${GRAPH}/v1.0/users').then((answer) => answer.json()).then(({ origin }) => report(origin))";
      const worker = (source, options) => new Promise((resolve, reject) =>
        new Worker(source, options).once('message', resolve).once('error', reject));
      const report = "const report = (origin) => require('node:worker_threads').parentPort.postMessage(origin);";
      const asModule = "import { parentPort } from 'node:worker_threads'; const report = (origin) => parentPort.postMessage(origin);";
      (async () => console.log(JSON.stringify({
        here: await ask(https),
        worker: await worker(report + inside, { eval: true }),
        workerModule: await worker(new URL('data:text/javascript,' + encodeURIComponent(asModule + inside))),
        child: String(execFileSync(process.execPath, ['-e', 'const report = console.log;' + inside])).trim(),
      })))();
    `,
      { type: 'commonjs' },
    );
    expect(seen).toEqual({ here: GRAPH, worker: GRAPH, workerModule: GRAPH, child: GRAPH });
  });

  it('leads every host that we stand in for there, and no other', async () => {
    const others = ['registry.npmjs.org', 'graph.microsoft.com.evil.example', 'www.microsoft.com'];
    const [listed, stoodIn, elsewhere, otherPort, itself] = (await run(`
      import net from 'node:net';
      import { createRequire } from 'node:module';
      ${DESTINATION}
      const { HOSTS } = createRequire(${JSON.stringify(HOOK)})(${JSON.stringify(HOOK)});
      const all = (hosts) => Promise.all(hosts.map((host) => destination(host, 443)));
      console.log(JSON.stringify([
        [...HOSTS],
        await all(${JSON.stringify(STOOD_IN_HOSTS)}),
        await all(${JSON.stringify(others)}),
        await destination('graph.microsoft.com', 8443),
        (await fetch(process.env.SERVER + '/health')).status,
      ]));
    `)) as [string[], string[], string[], string, number];
    expect(listed.toSorted()).toEqual(STOOD_IN_HOSTS.toSorted());
    expect(new Set(stoodIn)).toEqual(new Set(['emulator']));
    expect(elsewhere).toEqual(others);
    expect(otherPort).toBe('graph.microsoft.com');
    expect(itself).toBe(200);
  });

  it('may be loaded again, by another flag, and from a path with spaces', async () => {
    const again = join(folder, 'hook.cjs');
    symlinkSync(HOOK, again);
    const options = `--require ${HOOK} --import file://${HOOK} --preserve-symlinks --require "${again}"`;
    const source = `console.log(JSON.stringify((await (await fetch('${GRAPH}/v1.0/users')).json()).origin))`;
    expect(await run(source, { options })).toBe(GRAPH);
    expect(await run(source, { options: `--require "${again}"` })).toBe(GRAPH);
  });

  it.each(['localhost:8443', 'http://localhost:8080', 'nonsense'])(
    'ends a program that it cannot lead anywhere, and says why: %s',
    async (url) => {
      const failure = await run('console.log(1)', { url }).catch((error: unknown) => error);
      const { stderr, stdout, code } = failure as { stderr: string; stdout: string; code: number };
      expect(stderr).toContain(`TENANTLESS_URL is '${url}'`);
      expect(stderr).not.toMatch(/^\s+at /m);
      expect(stdout).toBe('');
      expect(code).not.toBe(0);
    },
  );
});
