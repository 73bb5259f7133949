import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../src/cli/commands.ts';
import { SHARED, settingsOf } from '../src/cli/config/settings.ts';
import { configurationJsonSchema, configurationSchema } from '../src/configuration/index.ts';
import { tenantless } from './support/cli.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantless-config-'));
  file('package.json', '{}');
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const here = (args: readonly string[], environment: Record<string, string> = {}, below = '.') =>
  tenantless(args, environment, join(folder, below));

/** What holds for a setting, and who says so. */
async function held(path: string, environment: Record<string, string> = {}, below = '.') {
  const [section = '', key = ''] = path.split('.');
  const ended = await here(['config', section, '--json'], environment, below);
  if (ended.code !== 0) throw new Error(ended.stderr);
  return JSON.parse(ended.stdout).settings[section][key];
}

const POLICY = '{ "@odata.type": "#microsoft.graph.iosCompliancePolicy", "displayName": "c" }';

describe('the schema', () => {
  const program = new Command('tenantless');
  it('has each flag of each command that can be settled, and nothing else', async () => {
    const known: Record<string, string[]> = {};
    for (const { name, load } of COMMANDS) {
      const command = program.command(name);
      (await load()).configure(command);
      for (const each of [command, ...command.commands].flatMap(settingsOf))
        known[each.section] = [...(known[each.section] ?? []), each.key].sort();
    }
    const { properties } = configurationJsonSchema() as {
      properties: Record<string, { properties?: Record<string, unknown> }>;
    };
    const sections = Object.entries(properties).filter(([, { properties }]) => properties);
    const said = sections.map(([name, { properties }]) => [name, Object.keys(properties ?? {}).sort()]);
    // Who adds a flag adds it to src/configuration/schema.ts too, or to what only flags say, in src/cli/config/settings.ts.
    expect(Object.fromEntries(said)).toEqual(known);
    const top = Object.keys(properties).filter((name) => !sections.some(([section]) => section === name));
    expect(top.sort()).toEqual(['$schema', ...SHARED].sort());
  });

  it('takes the same words as the flags do', () => {
    const choices = program.commands.flatMap((command) =>
      settingsOf(command).flatMap(({ section, key, option }) =>
        (option?.argChoices ?? []).map((choice) => ({ [section]: { [key]: choice } })),
      ),
    );
    expect(choices.length).toBeGreaterThan(10);
    for (const each of choices) expect(configurationSchema.safeParse(each).error).toBeUndefined();
    expect(configurationSchema.safeParse({ verify: { format: 'xml' } }).success).toBe(false);
  });
});

describe('a configuration', () => {
  it('gives way to variables, and these to flags', async () => {
    file('tenantless.config.yaml', 'verify:\n  paths: [policy.json]\n  format: json\n');
    file('policy.json', POLICY);
    const [config, variable, flag] = await Promise.all([
      here(['verify']),
      here(['verify'], { TENANTLESS_VERIFY_FORMAT: 'markdown' }),
      here(['verify', '--format', 'github'], { TENANTLESS_VERIFY_FORMAT: 'markdown' }),
    ]);
    expect(JSON.parse(config.stdout)).toMatchObject({ verdict: 'fail' });
    expect(variable.stdout).toMatch(/^<!-- tenantless-verify -->/);
    expect(flag.stdout).toMatch(/^::error /);
    expect([config.code, variable.code, flag.code]).toEqual([1, 1, 1]);
  });

  it('is found from the working folder up to the root of the package, and speaks of files from its own folder', async () => {
    file('tenantless.config.json', '{ "verify": { "paths": "policies", "baseline": "known.json" } }');
    file('policies/policy.json', POLICY);
    file('deep/er/x', '');
    file('package/package.json', '{}');
    expect(await held('verify.paths', {}, 'deep/er')).toEqual({
      value: '../../policies',
      from: '../../tenantless.config.json:1:15',
    });
    expect(await held('verify.paths', {}, 'package')).toEqual({ value: null, from: 'default' });
    const ended = await here(['verify', '--update-baseline'], {}, 'deep');
    expect(ended.stderr).toContain('wrote ../known.json');
    const judged = await here(['verify']);
    expect(judged).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing new') });
  });

  it('is not looked for above a folder that belongs to no package', async () => {
    file('tenantless.config.mjs', 'throw new Error("somebody else’s")');
    rmSync(join(folder, 'package.json'));
    file('below/x', '');
    expect(await held('start.tenant', {}, 'below')).toEqual({ value: 'contoso', from: 'default' });
  });

  it('may be named, by a flag or a variable', async () => {
    file('other.yaml', 'run: { workers: 2 }');
    const ended = await here(['config', 'run', '--config', 'other.yaml']);
    expect(ended.stdout).toBe('other.yaml\n\nrun\n  workers  2  other.yaml:1:8\n');
    expect(await held('run.workers', { TENANTLESS_CONFIG: 'other.yaml' })).toMatchObject({ value: 2 });
  });

  it('shares at its top what several commands take, unless they have their own', async () => {
    file('tenantless.config.yaml', 'tenant: empty\nfleet: { tenant: contoso, count: 2 }\n');
    expect(await held('start.tenant')).toEqual({ value: 'empty', from: 'tenantless.config.yaml:1:1' });
    expect(await held('fleet.tenant')).toEqual({ value: 'contoso', from: 'tenantless.config.yaml:2:10' });
    expect(await held('fleet.tenant', { TENANTLESS_TENANT: 'x' })).toMatchObject({ value: 'x' });
    const ended = await here(['fleet', 'enroll', '--json']);
    expect(JSON.parse(ended.stdout)).toMatchObject({ devices: 2 });
  });

  it('settles lists and yes or no as well', async () => {
    file(
      'tenantless.config.yaml',
      'strict: true\nrun: { reporter: [dot, junit=out.xml], paths: [here.yaml] }\n',
    );
    const skips = "steps: [{ graph: { path: '/v1.0/deviceManagement/managedDevices?$skip=1' } }]";
    file('here.yaml', `name: Skips\ngiven: { tenant: contoso-jit }\ndevices: {}\n${skips}\nthen: {}\n`);
    const strict = await here(['run']);
    expect(strict).toMatchObject({ code: 1, stdout: expect.stringMatching(/^✗\n/) });
    expect(await here(['run'], { TENANTLESS_STRICT: 'no', TENANTLESS_RUN_REPORTER: 'dot' })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^·\n/),
    });
    expect(await held('run.reporter', { TENANTLESS_REPORTER: 'list,html=a.html' })).toEqual({
      value: ['list', 'html=a.html'],
      from: 'TENANTLESS_REPORTER',
    });
  });

  it('says where --url of a fleet leads, and not that it leads there', async () => {
    file('tenantless.config.yaml', 'url: http://localhost:1\nfleet: { count: 1, tenant: contoso }\n');
    expect(await here(['fleet', 'enroll'])).toMatchObject({ code: 0 });
    expect(await here(['fleet', 'enroll', '--url'])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('no server answers at http://localhost:1'),
    });
    expect(await here(['fleet', 'enroll', '--url', 'http://localhost:2'])).toMatchObject({
      stderr: expect.stringContaining('localhost:2'),
    });
  });

  it('is told of variables that mean nothing', async () => {
    const { stderr } = await here(['config'], { TENANTLESS_TENENT: 'empty' });
    expect(stderr).toBe('TENANTLESS_TENENT means nothing here. Did you mean TENANTLESS_TENANT?\n');
  });

  it.each<[string, string[], string[]]>([
    [
      'verify:\n  formt: json\nport: 99999\n',
      ['verify', 'x'],
      [
        "tenantless.config.yaml:2:3: verify.formt: nothing of this name is known here (Did you mean 'format'?)",
        'tenantless.config.yaml:3:1: port: expected at most 65535, got 99999',
      ],
    ],
    ['lag: soon', ['start'], ["tenantless.config.yaml:1:1: lag is 'soon'. It is 'usual', 'off'"]],
    ['', ['verify'], ['nobody says what to judge', 'tenantless verify policies']],
    ['', ['fleet', 'enroll'], ['nobody says how many devices', '--count']],
    ['', ['config', 'demo'], ["nothing to configure of 'demo'", '--all']],
  ])('that is wrong is told where and why: %j, %j', async (text, args, parts) => {
    file('tenantless.config.yaml', text);
    const ended = await here(args);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    for (const part of parts) expect(ended.stderr).toContain(part);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });
});
