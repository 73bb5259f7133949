// Tries the package as somebody gets it: packs it, installs it into an empty folder, and uses each way in. Needs the registry.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = mkdtempSync(join(tmpdir(), 'tenantless-package-'));

/** The versions of Node that the package is for. */
const MAJORS = ['20', '22', '24'];

/** The ways in which TypeScript finds packages that have modules only. */
const RESOLUTIONS = [
  ['NodeNext', 'NodeNext'],
  ['Node16', 'Node16'],
  ['ESNext', 'Bundler'],
];

let failed = false;
const { FORCE_COLOR: _, ...inherited } = process.env;
const env = { ...inherited, NO_COLOR: '1' };
const npm = ['--no-fund', '--no-audit', '--loglevel=error'];
const { devDependencies, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const asPinned = (name) => `${name}@${devDependencies[name]}`;
const peers = ['msw', 'vitest', 'typescript', '@types/node', 'esbuild'].map(asPinned);

/** Runs a command in a folder, with a Node of its own or ours; it must end with the code and say the text. */
function attempt(what, [command, ...args], { says = '', code = 0, cwd = folder, node } = {}) {
  const begun = performance.now();
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: node ? { ...env, PATH: `${node}${delimiter}${env.PATH}` } : env,
  });
  const good = status === code && `${stdout}${stderr}`.includes(says);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`${good ? '✓' : '✗'} ${what} (${seconds} s)`);
  if (good) return;
  failed = true;
  console.log(error?.message ?? `${stdout}${stderr}`.trim().replace(/^/gm, '    '));
}

/** The folder of that Node's program; undefined for the one that runs this. Its build for this machine is a package. */
function nodeOf(major) {
  if (process.versions.node.startsWith(`${major}.`)) return undefined;
  const home = join(folder, `node-${major}`);
  mkdirSync(home);
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `${system === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'}-${system}-${process.arch}`;
  attempt(`Node ${major} is installed`, [
    'npm',
    'install',
    '--prefix',
    home,
    '--ignore-scripts',
    `${name}@${major}`,
    ...npm,
  ]);
  return join(home, 'node_modules', name, 'bin');
}

attempt('is packed', ['npm', 'pack', '--pack-destination', folder, '--loglevel=error'], { cwd: root });
const tarball = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? 'nothing.tgz');
// It has modules only: TypeScript's older ways of finding a package don't know of these.
attempt('has types wherever it is imported', ['npx', 'attw', tarball, '--profile', 'esm-only'], {
  cwd: root,
});
// Random lives from source: the same seed gives the same bytes on each Node.
const replay = ['--import', 'tsx', 'test/support/replay.ts', '1', '20'];
const lives = spawnSync(process.execPath, replay, { cwd: root, encoding: 'utf8', env }).stdout.trim();
for (const major of MAJORS) tryOn(major, nodeOf(major));

rmSync(folder, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;

function tryOn(major, node) {
  console.log(`\nNode ${major}`);
  const project = join(folder, `project-${major}`);
  mkdirSync(project);
  const here = (what, command, options) => attempt(what, command, { cwd: project, node, ...options });
  const write = (name, text) => writeFileSync(join(project, name), text);

  here('is that version', ['node', '--version'], { says: `v${major}.` });
  here('lives as on this Node, to the byte', ['node', ...replay], { cwd: root, says: lives || 'lives' });
  here('begins with nothing', ['npm', 'init', '--yes']);
  here('is a module', ['npm', 'pkg', 'set', 'type=module']);
  here('is installed', ['npm', 'install', '--save-dev', tarball, ...npm]);
  here('tells its version', ['npx', 'tenantless', '--version'], { says: version });
  here('writes a starter', ['npx', 'tenantless', 'init', '--yes'], { says: 'first-sign-in.yaml' });
  here('plays it', ['npm', 'run', 'test:intune'], { says: '1 passed' });
  here('shows the demonstration', ['npx', 'tenantless', 'demo', '--once'], { says: 'expectations hold' });
  write('policy.json', '{ "@odata.type": "#microsoft.graph.iosCompliancePolicy", "displayName": "c" }');
  here('judges a policy', ['npx', 'tenantless', 'verify', 'policy.json'], { code: 1, says: 'blocker' });
  here(
    'runs a command',
    ['npx', 'tenantless', 'exec', '--', 'node', '-e', 'fetch("https://graph.microsoft.com/v1.0/users")'],
    { says: 'Requests  1' },
  );

  write(
    'library.mjs',
    `import { Tenant } from 'tenantless';
import { createTenant, startServer } from 'tenantless/testing';
const tenant = await createTenant({ tenant: 'contoso-jit' });
const phone = tenant.devices.create({ user: 'priya.raman@contoso.com' });
phone.enroll().signIn('Microsoft Teams');
const server = await startServer({});
console.log(phone.registered, typeof Tenant, new URL(server.url).protocol);
await server[Symbol.asyncDispose]();
`,
  );
  here('is a library', ['node', 'library.mjs'], { says: 'true function https:' });
  here('is a hook', ['node', '--require', 'tenantless/hook', '--eval', 'console.log("hooked")'], {
    says: 'hooked',
  });

  write(
    'node-test.mjs',
    `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTenant } from 'tenantless/testing';
test('a tenant', async () => {
  const tenant = await createTenant();
  assert.equal((await tenant.graph.get('/users?$top=1')).value.length, 1);
});
`,
  );
  here('serves node:test', ['node', '--test', '--test-reporter=tap', 'node-test.mjs'], { says: '# pass 1' });

  here('stands beside msw, vitest and TypeScript', ['npm', 'install', '--save-dev', ...peers, ...npm]);
  write(
    'phone.test.ts',
    `import { setupServer } from 'msw/node';
import { expect, inject, test } from 'vitest';
import { tenantHandlers } from 'tenantless/msw';
import { scenarioTests, tenantTest } from 'tenantless/vitest';

tenantTest('a phone registers', async ({ tenant }) => {
  const phone = tenant.devices.create({ user: 'priya.raman@contoso.com' });
  phone.enroll().signIn('Microsoft Teams');
  expect(phone).not.toBeRegistered();
});

tenantTest('msw answers', async ({ tenant }) => {
  const server = setupServer(...tenantHandlers(tenant));
  server.listen({ onUnhandledRequest: 'error' });
  const answer = await fetch('https://graph.microsoft.com/v1.0/users');
  server.close();
  expect(answer.status).toBe(401);
});

test('a server is there for the whole run', async () => {
  const health = await fetch(\`\${inject('tenantless').url}/health\`);
  expect(health.status).toBe(200);
});

test('the hook has types', async () => {
  expect(await import('tenantless/hook')).toBeDefined();
});

await scenarioTests(['scenarios']);
`,
  );
  write(
    'vitest.config.ts',
    `import { defineConfig } from 'vitest/config';
export default defineConfig({ test: { globalSetup: ['tenantless/vitest/setup'] } });
`,
  );
  here('serves vitest and msw', ['npx', 'vitest', 'run'], { says: '5 passed' });
  write(
    'page.ts',
    `import { parseScenarios, Tenant } from 'tenantless';
import { tenantHandlers } from 'tenantless/msw';
import { createTenant } from 'tenantless/testing';
console.log(parseScenarios, Tenant, tenantHandlers, createTenant);
`,
  );
  const bundled = ['--bundle', '--format=esm', '--platform=browser', '--outdir=page'];
  here('is bundled for browsers', ['npx', 'esbuild', 'page.ts', ...bundled], { says: 'page.js' });
  write(
    'typed.ts',
    `import { createTenant } from 'tenantless/testing';
const { value } = await (await createTenant()).graph.get('/beta/deviceManagement/managedDevices');
export const names: (string | null | undefined)[] = value.map(({ deviceName }) => deviceName);
`,
  );
  write(
    'wrong.ts',
    `import { createTenant } from 'tenantless/testing';
const { value } = await (await createTenant()).graph.get('/beta/deviceManagement/managedDevices');
// @ts-expect-error there is no such property
export const wrong = value[0]?.complianceStatus;
`,
  );
  // Types of others that ours name would be missing here.
  const options = { target: 'ES2022', strict: true, noEmit: true, skipLibCheck: false, types: ['node'] };
  for (const [module, moduleResolution] of RESOLUTIONS) {
    const compilerOptions = { ...options, module, moduleResolution };
    write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['*.ts'] }));
    here(`has types, also of what Graph answers, for ${moduleResolution}`, ['npx', 'tsc', '--project', '.']);
  }
}
