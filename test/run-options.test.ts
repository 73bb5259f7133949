// biome-ignore-all lint/suspicious/noTemplateCurlyInString: parameters look like that
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { MAIN, ROOT, run, tenantless } from './support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), "tenantless it's "));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const story = `name: Priya's \${app}
given: { tenant: contoso-jit }
golden: traces/\${app}.txt
parameters: { enrolled: true }
matrix: { app: [Microsoft Teams, Microsoft Outlook] }
devices: { phone: { user: priya.raman@contoso.com } }
steps: [{ device: phone, do: enroll }, { device: phone, do: signIn, app: '\${app}' }]
then: { devices: { phone: { enrolled: '\${enrolled}' } } }
`;
const trace = (app: string) => join(folder, 'traces', `${app}.txt`);

describe('tenantless run', () => {
  it('keeps golden traces, compares with them whatever the seed, and shows the lines that differ', async () => {
    const path = file('golden.yaml', story);
    const missing = await tenantless(['run', path]);
    expect(missing.code).toBe(1);
    expect(missing.stdout).toMatch(
      /there is no .*Microsoft Teams\.txt yet; tenantless run --update writes it/,
    );

    expect((await tenantless(['run', path, '--update', '--seed', '3'])).code).toBe(0);
    const kept = readFileSync(trace('Microsoft Teams'), 'utf8');
    expect(kept).toMatch(/^# Priya's Microsoft Teams\n# seed 3\n\n== phone ==\n\+00:00:00 /);
    expect((await tenantless(['run', path, '--repeat', '2'])).stdout).toContain('2 passed');

    writeFileSync(trace('Microsoft Teams'), kept.replace('TokenIssued: Microsoft Teams', 'TokenIssued: Tea'));
    const { code, stdout } = await tenantless(['run', path]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/- .*TokenIssued: Tea gets a token.*\n\s+\+ .*TokenIssued: Microsoft Teams gets/);
    expect(stdout).toContain('1 passed, 1 failed');
  }, 60_000);

  it('takes values for parameters, and ends with a command that shows a failure again when it is pasted', async () => {
    const path = file('parameters.yaml', story.replace(/golden.*\n/, ''));
    const given = [
      '--param',
      'enrolled=false',
      '--param',
      'app=Microsoft Outlook',
      '--seed',
      '5',
      '--strict',
    ];
    const { code, stdout } = await tenantless(['run', path, ...given]);
    expect(code).toBe(1);
    expect(stdout).toContain('expected  false');
    const [, again = ''] = /Again: (.*)/.exec(stdout) ?? [];
    const pasted = again.replace(/^tenantless /, '"$@" ');
    const words = [process.execPath, '--import', 'tsx', MAIN];
    const replayed = await run('sh', ['-c', pasted, 'sh', ...words]);
    expect(replayed.stdout.replaceAll(/in [\d.]+ s/g, '')).toBe(stdout.replaceAll(/in [\d.]+ s/g, ''));
    expect(replayed.code).toBe(1);

    const unknown = await tenantless(['run', path, '--param', 'enroled=false']);
    expect(unknown).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("no scenario has a parameter 'enroled'; there is 'enrolled'"),
    });
    expect((await tenantless(['run', path, '--param', 'enrolled'])).code).toBe(2);
  }, 60_000);

  it('plays scenarios with functions twice, and calls one that differs from itself an error', async () => {
    const library = JSON.stringify(pathToFileURL(join(ROOT, 'src/scenario/index.ts')).href);
    const path = file(
      'chance.ts',
      `import { defineScenario } from ${library};
export const chance = defineScenario({
  name: 'By chance',
  devices: { phone: { user: 'priya.raman@contoso.com' } },
  steps: [{ name: 'Wait', run: ({ advance }) => advance(\`PT\${1 + Math.floor(Math.random() * 1e9)}S\`) }],
  then: {},
});
`,
    );
    const { code, stdout } = await tenantless(['run', path]);
    expect(code).toBe(2);
    expect(stdout).toMatch(/the run differs from itself, in run 2 at steps\.0\.to: \d+, then \d+\./);
  }, 60_000);

  it('has no retries, and says why', async () => {
    const path = file('plain.yaml', story.replace(/golden.*\n/, ''));
    expect((await tenantless(['run', path, '--retries', '0'])).code).toBe(0);
    const { code, stderr } = await tenantless(['run', path, '--retries', '2']);
    expect(code).toBe(2);
    expect(stderr).toContain('the same scenario and seed give the same run');
  }, 60_000);
});
