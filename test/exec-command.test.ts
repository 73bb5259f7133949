import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAIN, ROOT, run, SOURCE, tenantless } from './support/cli.ts';

// `tenantless exec` as people run it, with programs that know nothing of the emulator.

const PATIENCE = 60_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantless-exec-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const environment = () => ({
  PATH: process.env['PATH'] ?? '',
  HOME: folder,
  TENANTLESS_CACHE: join(folder, 'cache'),
});

const exec = (...args: readonly string[]) => tenantless(['exec', ...args], environment());

let reports = 0;

/** The report of a run, as `--report` writes it. */
async function reportOf(...args: string[]) {
  reports += 1;
  const file = join(folder, `report-${reports}.json`);
  const ended = await exec('--report', file, ...args);
  if (!existsSync(file)) throw new Error(`no report:\n${ended.stderr}`);
  return { ...ended, report: JSON.parse(readFileSync(file, 'utf8')) };
}

/** A program in Node that signs in and then does what `body` says, with `call(method, path, body)`. */
function program(name: string, body: string): string {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(
    file,
    `const { AZURE_TENANT_ID, AZURE_CLIENT_ID: client_id, AZURE_CLIENT_SECRET: client_secret } = process.env;
const form = { grant_type: 'client_credentials', client_id, client_secret, scope: 'https://graph.microsoft.com/.default' };
const at = 'https://login.microsoftonline.com/' + AZURE_TENANT_ID + '/oauth2/v2.0/token';
const { access_token } = await (await fetch(at, { method: 'POST', body: new URLSearchParams(form) })).json();
const headers = { Authorization: 'Bearer ' + access_token, 'content-type': 'application/json' };
async function call(method, path, body) {
  const url = 'https://graph.microsoft.com' + path;
  return (await fetch(url, { method, headers, body: body && JSON.stringify(body) })).json();
}
${body}
`,
  );
  return file;
}

it(
  'lists sign-ins that no log has, and what is wrong with a request in as few lines as it takes',
  async () => {
    const file = program(
      'slips',
      `await fetch(at.replace(AZURE_TENANT_ID, 'woodgrove.example'), { method: 'POST', body: new URLSearchParams(form) });
await fetch(at, { method: 'POST', body: new URLSearchParams({ ...form, client_secret: 'wrong' }) });
await call('GET', "/v1.0/deviceManagement/managedDevices?$filter=userId eq 'x'&$orderby=deviceName");
await call('POST', '/beta/deviceManagement/deviceConfigurations', { displayName: 'x' });
await call('POST', '/beta/deviceManagement/deviceConfigurations', { '@odata.type': '#microsoft.graph.iosDeviceFeatureConfiguration' });
headers.Authorization = 'Bearer rubbish';
await call('GET', '/v1.0/users');`,
    );
    const { stderr } = await exec('--', 'node', file);
    const lines = stderr.split('\n');
    const after = (start: string) => lines[lines.findIndex((line) => line.startsWith(start)) + 1];
    expect(after('    ✖ POST /woodgrove.example/oauth2/v2.0/token 400')).toMatch(
      /^ {6}AADSTS90002: Tenant 'woodgrove/,
    );
    // Once, though the tenant's log has it too.
    expect(stderr.match(/Invalid client secret provided/g)).toHaveLength(1);
    const at = lines.findIndex((line) =>
      line.startsWith("    ⚠ GET /v1.0/deviceManagement/managedDevices?$filter=userId eq 'x'"),
    );
    expect(lines.slice(at + 1, at + 3)).toEqual([
      "      $filter: userId eq 'x' is silently ignored by managedDevices",
      '      $orderby has no effect on managedDevices',
    ]);
    // Two that are refused for different reasons are two.
    expect(stderr.match(/✖ POST \/beta\/deviceManagement\/deviceConfigurations 400/g)).toHaveLength(2);
    // The service's own message has a line break.
    expect(after('    ✖ GET /v1.0/users 401')).toMatch(/^ {6}IDX14100/);
    for (const line of lines.slice(1)) expect(line).toMatch(/^( {2}|Tenantless |$)/);
  },
  PATIENCE,
);

const POLICY = `const policy = await call('POST', '/beta/deviceManagement/deviceConfigurations',
  { '@odata.type': '#microsoft.graph.iosDeviceFeaturesConfiguration', displayName: 'JIT' });
await call('POST', '/beta/deviceManagement/deviceConfigurations/' + policy.id + '/assign',
  { assignments: [{ target: { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' } }] });`;

/** The same requests by programs that ship with systems; where one is not installed, nobody there would run it. */
const TOOLS: readonly (readonly [name: string, ...command: string[]])[] = [
  [
    'curl',
    'sh',
    '-c',
    `token=$(curl -sS "https://login.microsoftonline.com/$AZURE_TENANT_ID/oauth2/v2.0/token" -d grant_type=client_credentials \
-d "client_id=$AZURE_CLIENT_ID" -d "client_secret=$AZURE_CLIENT_SECRET" -d scope=https://graph.microsoft.com/.default |
sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
curl -sS -H "Authorization: Bearer $token" 'https://graph.microsoft.com/v1.0/organization?$select=displayName'`,
  ],
  [
    'python3',
    'python3',
    '-c',
    `import json, os, urllib.parse, urllib.request
form = dict(grant_type='client_credentials', client_id=os.environ['AZURE_CLIENT_ID'],
            client_secret=os.environ['AZURE_CLIENT_SECRET'], scope='https://graph.microsoft.com/.default')
at = 'https://login.microsoftonline.com/' + os.environ['AZURE_TENANT_ID'] + '/oauth2/v2.0/token'
token = json.load(urllib.request.urlopen(at, urllib.parse.urlencode(form).encode()))['access_token']
url = 'https://graph.microsoft.com/v1.0/organization?$select=displayName'
print(urllib.request.urlopen(urllib.request.Request(url, headers={'Authorization': 'Bearer ' + token})).read().decode())`,
  ],
  [
    'node',
    process.execPath,
    '--input-type=module',
    '-e',
    `const { AZURE_TENANT_ID, AZURE_CLIENT_ID: client_id, AZURE_CLIENT_SECRET: client_secret } = process.env;
const form = { grant_type: 'client_credentials', client_id, client_secret, scope: 'https://graph.microsoft.com/.default' };
const at = 'https://login.microsoftonline.com/' + AZURE_TENANT_ID + '/oauth2/v2.0/token';
const { access_token } = await (await fetch(at, { method: 'POST', body: new URLSearchParams(form) })).json();
const url = 'https://graph.microsoft.com/v1.0/organization?$select=displayName';
console.log(await (await fetch(url, { headers: { Authorization: 'Bearer ' + access_token } })).text());`,
  ],
];

const isInstalled = ([name]: readonly string[]) => spawnSync(name as string, ['--version']).status === 0;

/** Runs a command at a terminal and presses Ctrl-C once it says that it is ready. */
const AT_TERMINAL = `import os, pty, sys
pid, terminal = pty.fork()
if pid == 0: os.execv(sys.argv[1], sys.argv[1:])
said, pressed = b'', False
while True:
    try: part = os.read(terminal, 4096)
    except OSError: break
    if not part: break
    said += part
    if b'ready' in said and not pressed:
        pressed = True
        os.write(terminal, b'\\x03')
print(said.decode(), 'ended', os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))`;

describe('tenantless exec', () => {
  it.each(TOOLS.filter(isInstalled))(
    'brings %s to the tenant, though it asks for graph.microsoft.com',
    async (_, ...command) => {
      const { code, stdout, stderr } = await exec('--', ...command);
      expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('ended well') });
      expect(JSON.parse(stdout)).toMatchObject({ value: [{ displayName: 'Contoso' }] });
    },
    PATIENCE,
  );

  it(
    "brings Microsoft's Graph client to the tenant, from a script in TypeScript",
    async () => {
      const script = join(ROOT, 'test/support/graph-script.ts');
      const { code, stdout, report } = await reportOf('--', process.execPath, '--import', 'tsx', script);
      expect({ code, stdout }).toEqual({ code: 0, stdout: 'created iPhones\n' });
      expect(report.changes.changes).toMatchObject([{ what: 'created', set: 'groups', name: 'iPhones' }]);
    },
    PATIENCE,
  );

  it(
    'tells what changed, what went wrong or meant nothing, and which permissions that took',
    async () => {
      const script = program(
        'admin',
        `${POLICY}
await call('GET', "/v1.0/deviceManagement/managedDevices?$filter=foo eq 'x'");
await call('GET', '/v1.0/deviceManagement/managedDevice');
console.log('done');`,
      );
      const { code, stdout, stderr, report } = await reportOf('--', process.execPath, script);
      expect({ code, stdout }).toEqual({ code: 0, stdout: 'done\n' });
      expect(report).toMatchObject({
        exitCode: 0,
        changes: { complete: true, changes: [{ what: 'created', name: 'JIT', assigned: ['all devices'] }] },
        requests: {
          total: 4,
          refused: [
            {
              method: 'GET',
              status: 400,
              why: expect.stringContaining('Did you mean /deviceManagement/managedDevices?'),
            },
          ],
          meaningless: [{ why: expect.stringContaining('$filter') }],
        },
        permissions: [{ sufficient: [{ permission: 'DeviceManagementConfiguration.ReadWrite.All' }] }],
      });
      for (const part of [
        '+ JIT',
        'assigned to all devices',
        'Did you mean',
        'DeviceManagementConfiguration.ReadWrite.All',
      ])
        expect(stderr).toContain(part);
    },
    PATIENCE,
  );

  it(
    'judges what was left behind, and says so with its exit code',
    async () => {
      const half = program('half', POLICY);
      const failed = await reportOf('--then', 'verify', '--', process.execPath, half);
      expect(failed).toMatchObject({ code: 1, report: { exitCode: 0, verify: { verdict: 'fail' } } });
      const whole = await reportOf(
        '--tenant',
        'contoso-jit',
        '--then',
        'verify',
        '--',
        process.execPath,
        '-e',
        '0',
      );
      expect(whole).toMatchObject({ code: 0, report: { verify: { verdict: 'pass' } } });
    },
    PATIENCE,
  );

  it(
    'plays a scenario in what was left behind',
    async () => {
      const scenario = join(folder, 'left.yaml');
      writeFileSync(
        scenario,
        `name: the policy is there
then:
  graph:
    - path: /beta/deviceManagement/deviceConfigurations?$select=displayName
      answer: { value: [{ displayName: JIT }] }
  requests: [{ method: POST, path: /deviceManagement/deviceConfigurations, status: 201, times: 1 }]
  permissions: [DeviceManagementConfiguration.ReadWrite.All]
`,
      );
      const held = await reportOf('--then', scenario, '--', process.execPath, program('maker', POLICY));
      expect(held).toMatchObject({ code: 0, report: { scenarios: [{ status: 'passed' }] } });
      const missed = await reportOf('--then', scenario, '--', process.execPath, '-e', '0');
      expect(missed).toMatchObject({ code: 1, report: { scenarios: [{ status: 'failed' }] } });
      expect(missed.stderr).toContain('the policy is there');
      // What shows it again is the whole command, not the scenario alone.
      expect(missed.stderr).toMatch(/Again: tenantless exec .*--then \S*left\.yaml -- \S+ -e 0$/m);
    },
    PATIENCE,
  );

  it(
    "leaves the command's own exit code, input and output alone",
    async () => {
      const noisy = "process.stdout.write('a'); process.stderr.write('b'); process.exit(7)";
      const ended = await exec('--then', 'verify', '--', process.execPath, '-e', noisy);
      expect(ended).toMatchObject({ code: 7, stdout: 'a', stderr: expect.stringMatching(/^b/) });
      expect(ended.stderr).toContain('ended with 7');
      expect(ended.stderr).toContain('None came here');
    },
    PATIENCE,
  );

  it(
    'passes a signal on and ends as a shell would',
    async () => {
      const waiting = "console.log('ready'); setInterval(() => {}, 1000)";
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', MAIN, 'exec', '--', process.execPath, '-e', waiting],
        { env: environment(), cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] },
      );
      child.stdout.once('data', () => child.kill('SIGTERM'));
      expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(128 + 15);
    },
    PATIENCE,
  );

  it.skipIf(!isInstalled(['python3']))(
    'leaves Ctrl-C to the terminal, which tells the command itself',
    async () => {
      const counting = `let times = 0;
process.on('SIGINT', () => { times += 1; setTimeout(() => { console.log('asked ' + times); process.exit(5); }, 500); });
console.log('ready');
setInterval(() => {}, 1000);`;
      const command = [process.execPath, ...SOURCE, 'exec', '--', process.execPath, '-e', counting];
      const { stdout } = await run('python3', ['-c', AT_TERMINAL, ...command], environment());
      expect(stdout).toContain('asked 1');
      expect(stdout).toMatch(/ended 5\s*$/);
    },
    PATIENCE,
  );

  it.each<[string, string[], number, string[]]>([
    [
      'a command that is not there',
      ['--', 'no-such-program'],
      2,
      ["no command 'no-such-program'", "sh -c '…'"],
    ],
    [
      'a flag of the command, before the --',
      ['node', 'script.mjs', '--its-own'],
      2,
      ["unknown option '--its-own'", 'what belongs to the command comes after --'],
    ],
    ['no command', [], 2, ["missing required argument 'command'"]],
    ['a scenario that is not there', ['--then', 'none.yaml', '--', 'true'], 2, ["'none.yaml'"]],
    ['a tenant that is not there', ['--tenant', 'fabrikam', '--', 'true'], 2, ["'fabrikam'", 'contoso']],
    ['a file that may not be executed', ['--', './README.md'], 2, ['may not be executed', 'chmod +x']],
    ['a folder', ['--', './docs'], 2, ["cannot start './docs': this is a folder"]],
    ['a slip', ['--then', 'verfy', '--', 'true'], 2, ["'verfy'", 'Did you mean --then verify?']],
    [
      'a report that could not be written',
      ['--report', 'no/such/report.json', '--', process.execPath, '-e', 'console.log(1)'],
      3,
      ["there is no folder 'no/such'"],
    ],
    ['an unknown way', ['--attach', 'magic', '--', 'true'], 2, ['auto, env, proxy, hook']],
  ])(
    'says what is wrong with %s',
    async (_, args, code, parts) => {
      const ended = await exec(...args);
      expect(ended).toMatchObject({ code, stdout: '' });
      for (const part of parts) expect(ended.stderr).toContain(part);
      expect(ended.stderr).not.toMatch(/^\s+at /m);
    },
    PATIENCE,
  );
});
