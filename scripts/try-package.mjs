// Tries the package as somebody gets it: packs it, installs it into an empty folder, and uses each way in. Needs the registry.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = mkdtempSync(join(tmpdir(), 'tenantless-package-'));
const project = join(folder, 'project');
mkdirSync(project);

let failed = false;
const { FORCE_COLOR: _, ...inherited } = process.env;
const env = { ...inherited, NO_COLOR: '1' };

/** Runs a command in the empty project; it must end with the code and say the text. */
function attempt(what, [command, ...args], { says = '', code = 0, cwd = project } = {}) {
  const begun = performance.now();
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env,
  });
  const good = status === code && `${stdout}${stderr}`.includes(says);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`${good ? '✓' : '✗'} ${what} (${seconds} s)`);
  if (good) return;
  failed = true;
  console.log(error?.message ?? `${stdout}${stderr}`.trim().replace(/^/gm, '    '));
}

const write = (name, text) => writeFileSync(join(project, name), text);

const { devDependencies, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const peers = ['msw', 'vitest', 'typescript', '@types/node'].map(
  (name) => `${name}@${devDependencies[name]}`,
);
const npm = ['--no-fund', '--no-audit', '--loglevel=error'];

attempt('is packed', ['npm', 'pack', '--pack-destination', folder, '--loglevel=error'], { cwd: root });
const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
attempt('begins with nothing', ['npm', 'init', '--yes'], {});
attempt('is a module', ['npm', 'pkg', 'set', 'type=module']);
attempt('is installed', ['npm', 'install', '--save-dev', join(folder, tarball ?? 'nothing.tgz'), ...npm]);
attempt('tells its version', ['npx', 'tenantless', '--version'], { says: version });
attempt('writes a starter', ['npx', 'tenantless', 'init', '--yes'], { says: 'first-sign-in.yaml' });
attempt('plays it', ['npm', 'run', 'test:intune'], { says: '1 passed' });
attempt('shows the demonstration', ['npx', 'tenantless', 'demo', '--once'], { says: 'expectations hold' });
write('policy.json', '{ "@odata.type": "#microsoft.graph.iosCompliancePolicy", "displayName": "c" }');
attempt('judges a policy', ['npx', 'tenantless', 'verify', 'policy.json'], { code: 1, says: 'blocker' });
attempt(
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
attempt('is a library', ['node', 'library.mjs'], { says: 'true function https:' });
attempt('is a hook', ['node', '--require', 'tenantless/hook', '--eval', 'console.log("hooked")'], {
  says: 'hooked',
});

attempt('stands beside msw, vitest and TypeScript', ['npm', 'install', '--save-dev', ...peers, ...npm]);
write(
  'phone.test.ts',
  `import { setupServer } from 'msw/node';
import { expect, test } from 'vitest';
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

test('the hook has types', async () => {
  expect(await import('tenantless/hook')).toBeDefined();
});

await scenarioTests(['scenarios']);
`,
);
attempt('serves vitest and msw', ['npx', 'vitest', 'run'], { says: '4 passed' });
write(
  'tsconfig.json',
  JSON.stringify({
    compilerOptions: {
      target: 'ES2022',
      module: 'NodeNext',
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: ['node'],
    },
    include: ['*.ts'],
  }),
);
attempt('has types', ['npx', 'tsc', '--project', '.']);

rmSync(folder, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;
