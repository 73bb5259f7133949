import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tenantless as program } from '../../test/support/cli.ts';
import { authenticatorApp, compliancePolicy, pair, ssoPolicy } from '../../test/support/example-documents.ts';
import { CliError } from './exit.ts';
import { configure } from './verify.ts';

let folder = '';

const tenantless = (args: readonly string[], input?: string) =>
  program(['verify', ...args], {}, folder, input);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'verify-'));
  const write = (name: string, content: unknown) =>
    writeFileSync(
      join(folder, name),
      typeof content === 'string' ? content : JSON.stringify(content, null, 2),
    );
  mkdirSync(join(folder, 'backup', 'apps'), { recursive: true });
  mkdirSync(join(folder, 'empty'));
  mkdirSync(join(folder, 'yaml'));
  write('yaml/policy.yaml', 'displayName: x');
  write('good.json', ssoPolicy());
  write(
    'bad.json',
    ssoPolicy({}, { configurations: [pair('device_registration ', '{{DEVICEREGISTRATION}}')] }),
  );
  write('backup/policies.json', [ssoPolicy(), compliancePolicy()]);
  write('backup/apps/authenticator.json', authenticatorApp());
  write('backup/readme.txt', 'not JSON');
  write('broken.json', '{\n  "value": [1,]\n}');
  write('number.json', '42');
  writeFileSync(join(folder, 'binary.json'), Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe));
  writeFileSync(join(folder, 'utf16.json'), Buffer.from(`\ufeff${JSON.stringify(ssoPolicy())}`, 'utf16le'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('tenantless verify', () => {
  it('passes with 0 and fails with 1', async () => {
    const good = await tenantless(['good.json']);
    expect(good).toMatchObject({ code: 0, stderr: '' });
    expect(good.stdout).toContain('pass  ');
    const bad = await tenantless(['bad.json']);
    expect(bad).toMatchObject({ code: 1, stderr: '' });
    expect(bad.stdout).toContain('device-registration-key-spaces');
  });

  it('prints JSON on standard output, with the place of each finding', async () => {
    const { code, stdout } = await tenantless([
      '--format',
      'json',
      'bad.json',
      '--enrollment',
      'webDeviceEnrollment',
    ]);
    expect(code).toBe(1);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      verdict: 'fail',
      enrollments: [{ type: 'webDeviceEnrollment', registers: false, remediates: false }],
    });
    expect(report.findings[0]).toMatchObject({
      rule: 'device-registration-key-spaces',
      severity: 'blocker',
      path: 'bad.json',
      pointer: '/iosSingleSignOnExtension/configurations/0/key',
      line: 11,
    });
  });

  it('writes the report to a file, in the format that is asked for', async () => {
    const { code, stdout } = await tenantless(['bad.json', '--format', 'sarif', '--output', 'report.sarif']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    const log = JSON.parse(readFileSync(join(folder, 'report.sarif'), 'utf8'));
    expect(log.runs[0].results[0].ruleId).toBe('device-registration-key-spaces');
  });

  it('fails only on what is new since the baseline, which may lie beside the policies', async () => {
    const policies = join(folder, 'accepted');
    mkdirSync(policies);
    writeFileSync(join(policies, 'policy.json'), readFileSync(join(folder, 'bad.json')));
    const args = ['accepted', '--baseline', 'accepted/baseline.json'];
    expect(await tenantless(args)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--update-baseline'),
    });
    const written = await tenantless([...args, '--update-baseline']);
    expect(written).toMatchObject({ code: 0, stderr: expect.stringMatching(/^wrote .* with \d findings/) });
    expect(await tenantless(args)).toMatchObject({ code: 0, stderr: '' });
    writeFileSync(join(policies, 'policy.json'), JSON.stringify(ssoPolicy({ assignments: [] })));
    const worse = await tenantless(args);
    expect(worse.code).toBe(1);
    expect(worse.stdout).toContain('Gone, but still in the baseline');
  });

  describe('--fix', () => {
    const policy = ssoPolicy(
      {},
      {
        configurations: [
          pair('device_registration ', '{{DeviceRegistration}}'),
          pair('browser_sso_interaction_enabled', 1, 'Integer'),
        ],
      },
    );
    const broken = `${JSON.stringify(policy, null, 3)}\n`.replaceAll('\n', '\r\n');
    const mended = broken
      .replace('device_registration ', 'device_registration')
      .replace('{{DeviceRegistration}}', '{{DEVICEREGISTRATION}}');

    it.each([
      ['UTF-8', Buffer.from(broken), Buffer.from(mended)],
      ['a byte order mark', Buffer.from(`\ufeff${broken}`), Buffer.from(`\ufeff${mended}`)],
      ['UTF-16', Buffer.from(`\ufeff${broken}`, 'utf16le'), Buffer.from(`\ufeff${mended}`, 'utf16le')],
    ])('mends the file and nothing else of it: %s', async (name, before, after) => {
      const file = `${name}.json`;
      writeFileSync(join(folder, file), before);
      const { code, stdout, stderr } = await tenantless([file, '--fix']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: 'mended 2 findings in 1 file\n' });
      expect(stdout).toMatch(/^--- a\/.*\n\+\+\+ b\/.*\n@@/);
      expect(stdout).toContain('-            "key": "device_registration ",');
      expect(stdout).toContain('+            "key": "device_registration",');
      expect(readFileSync(join(folder, file)).equals(after)).toBe(true);
    });

    it('only shows with --dry-run, and judges the files as they are', async () => {
      writeFileSync(join(folder, 'dry.json'), broken);
      const { code, stdout, stderr } = await tenantless([
        'dry.json',
        '--fix',
        '--dry-run',
        '--format',
        'json',
      ]);
      expect(code).toBe(1);
      expect(JSON.parse(stdout).findings[0].repair).toEqual([
        { pointer: '/iosSingleSignOnExtension/configurations/0/key', value: 'device_registration' },
      ]);
      expect(stderr).toContain('+            "key": "device_registration",');
      expect(stderr).toContain('would mend 2 findings in 1 file');
      expect(readFileSync(join(folder, 'dry.json'), 'utf8')).toBe(broken);
    });

    it('mends a file once that is named twice', async () => {
      mkdirSync(join(folder, 'twice'));
      writeFileSync(join(folder, 'twice', 'a.json'), broken);
      expect((await tenantless(['twice', 'twice/a.json', '--fix', '--format', 'json'])).code).toBe(0);
      expect(readFileSync(join(folder, 'twice', 'a.json'), 'utf8')).toBe(mended);
    });

    it('cannot write to standard input', async () => {
      expect(await tenantless(['-', '--fix'], broken)).toMatchObject({ code: 2, stdout: '' });
      expect((await tenantless(['-', '--fix', '--dry-run'], broken)).stdout).toContain('+++ b/<stdin>');
    });
  });

  it('reads folders, standard input and UTF-16', async () => {
    expect((await tenantless(['backup', '--complete'])).code).toBe(0);
    expect((await tenantless(['-'], JSON.stringify(ssoPolicy()))).code).toBe(0);
    expect((await tenantless(['utf16.json'])).code).toBe(0);
  });

  it.each([
    [
      ['broken.json'],
      'broken.json:2:15: this is no JSON: unexpected "]"; is there a comma too many before it?',
    ],
    [['good.json', '--enrollment', 'nonsense'], 'webDeviceEnrollment'],
    [['good.json', '--dry-run'], '--dry-run belongs to --fix'],
    [['good.json', '--update-baseline'], '--update-baseline needs --baseline'],
  ])('refuses %j with 2, on standard error only, without a stack', async (args, message) => {
    const { code, stdout, stderr } = await tenantless(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it.each([
    ['missing.json', [], 'there is no such file or folder'],
    ['empty', [], 'the folder holds no *.json file'],
    ['yaml', [], 'the folder holds no *.json file'],
    ['number.json', [], 'number.json:1:1: this is a number: expected a Graph object'],
    ['binary.json', [], 'this is no text file'],
    ['good.json', ['--first-app', 'Nonsense'], "'Nonsense' is no known app"],
  ])('refuses %s %j and says why', async (name, options, message) => {
    const command = new Command().exitOverride();
    configure(command);
    const run = command.parseAsync([join(folder, name), ...options], { from: 'user' });
    const error = await run.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CliError);
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringContaining(message) });
  });
});
