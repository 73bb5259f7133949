import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { askFor } from '../src/cli/init/ask.ts';
import { planStarter } from '../src/cli/init/starter.ts';
import { tenantless as inFolder } from './support/cli.ts';

const WORKFLOW = '.github/workflows/tenantless.yml';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantless-init-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (path: string) => join(folder, path);
const read = (path: string) => readFileSync(at(path), 'utf8');
function file(path: string, text: string): void {
  mkdirSync(join(at(path), '..'), { recursive: true });
  writeFileSync(at(path), text);
}
const tenantless = (...args: string[]) => inFolder(args, { GITHUB_STEP_SUMMARY: at('summary.md') }, folder);
const stepsOf = (path: string): { run?: string; uses?: string; with?: Record<string, unknown> }[] =>
  parse(read(path)).jobs.scenarios.steps;

describe('tenantless init', () => {
  it('writes a scenario that comes true, a script and a workflow whose command works, and says what is next', async () => {
    file('package.json', '{\n    "name": "mine",\n    "scripts": { "test": "vitest" }\n}\n');
    const { code, stdout } = await tenantless('init', '--yes');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /\+ scenarios\/first-sign-in.yaml[\s\S]*npm install --save-dev tenantless\n {2}npx tenantless run scenarios/,
    );
    expect((await tenantless('config', 'run')).stdout).toMatch(
      /^tenantless\.config\.yaml[\s\S]*paths +scenarios +tenantless\.config\.yaml:5:3/,
    );
    expect(read('package.json')).toMatch(/^\{\n {4}"name": "mine",\n[\s\S]*\}\n$/);
    expect(JSON.parse(read('package.json')).scripts).toEqual({
      test: 'vitest',
      'test:intune': 'tenantless run scenarios',
    });

    const command = stepsOf(WORKFLOW).find(({ run }) => run?.includes('tenantless'))?.run ?? '';
    const words = command.replace('"$GITHUB_STEP_SUMMARY"', at('summary.md')).split(/\s+/).filter(Boolean);
    expect(words.slice(0, 2)).toEqual(['npx', 'tenantless']);
    const played = await tenantless(...words.slice(2));
    expect(played.stdout).toContain('1 passed');
    expect(played.code).toBe(0);
    expect(read('summary.md')).toContain('1 passed');
    expect(read('tenantless.html')).toContain('The scenario passed');
  });

  it('overwrites nothing', async () => {
    const manifest = '{"scripts":{"test:intune":"mine"},"devDependencies":{"tenantless":"1.0.0"}}';
    file('package.json', manifest);
    file(WORKFLOW, 'mine: true\n');
    file('scenarios/first-sign-in.yaml', 'mine');
    file('tenantless.config.ts', 'export default {};');
    const { code, stdout } = await tenantless('init');
    expect(code).toBe(0);
    expect(stdout).toContain('scenarios/first-sign-in.yaml is there already');
    expect(stdout).toContain('tenantless.config.ts is there already');
    expect(existsSync(at('tenantless.config.yaml'))).toBe(false);
    expect(stdout).not.toContain('install');
    expect([read('package.json'), read(WORKFLOW), read('scenarios/first-sign-in.yaml')]).toEqual([
      manifest,
      'mine: true\n',
      'mine',
    ]);
  });

  it('puts the workflow into the root of the repository', async () => {
    mkdirSync(at('.git'));
    file('package-lock.json', '{}');
    file('apps/phones/package.json', '{}');
    expect((await tenantless('init', 'apps/phones', '--yes')).code).toBe(0);
    expect(existsSync(at(`apps/phones/${WORKFLOW}`))).toBe(false);
    expect(parse(read(WORKFLOW)).jobs.scenarios.defaults.run).toEqual({ 'working-directory': 'apps/phones' });
    const steps = stepsOf(WORKFLOW);
    expect(steps[1]?.with).toEqual({
      'node-version': 22,
      cache: 'npm',
      'cache-dependency-path': 'package-lock.json',
    });
    expect(steps.at(-1)?.with?.['path']).toBe('apps/phones/tenantless.html');
  });

  it.each([
    ['pnpm-lock.yaml', ['corepack enable', 'pnpm install --frozen-lockfile', 'pnpm exec tenantless']],
    ['yarn.lock', ['corepack enable', 'yarn install --immutable', 'yarn run tenantless']],
    ['package-lock.json', ['npm ci', 'npx tenantless']],
    ['README.md', ['npm install', 'npx tenantless']],
  ])('goes by the lock file %s', async (lock, commands) => {
    file('package.json', '{}');
    file(lock, '');
    expect((await tenantless('init', '--yes')).code).toBe(0);
    const runs = stepsOf(WORKFLOW).flatMap(({ run }) => run ?? []);
    expect(runs.map((run, index) => run.startsWith(commands[index] ?? '-'))).toEqual(
      commands.map(() => true),
    );
  });

  it.each([
    ['where there is no terminal', '{}', ['init'], 'tenantless init --yes writes without asking: scenarios/'],
    ['without a package.json', undefined, ['init', '--yes'], 'npm init --yes'],
    ['for a folder that is not there', '{}', ['init', 'nowhere', '--yes'], 'there is no folder'],
    ['for a package.json with a mistake', '{,}', ['init', '--yes'], 'is no JSON'],
    ['for a package.json that is a list', '[]', ['init', '--yes'], 'holds no JSON object'],
  ])('writes nothing and says why %s', async (_, manifest, args, message) => {
    if (manifest !== undefined) file('package.json', manifest);
    const { code, stderr } = await tenantless(...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(existsSync(at('scenarios'))).toBe(false);
  });

  it('says when it cannot write', async () => {
    file('package.json', '{}');
    file('scenarios', 'a file of that name');
    expect(await tenantless('init', '--yes')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('cannot write'),
    });
  });
});

describe('the questions', () => {
  function answer(text: string, end = false) {
    file('package.json', '{}');
    const input = new PassThrough();
    const output = new PassThrough();
    const lines = text.split('\n');
    output.on('data', (chunk: Buffer) => {
      if (!chunk.toString().includes('?')) return;
      const line = lines.shift();
      if (line !== undefined) input.write(`${line}\n`);
      else if (end) input.end();
    });
    return askFor(planStarter(folder).parts, input, output);
  }

  it('are answered one by one; nothing said is yes', async () => {
    const wanted = await answer('\n\nno\nY');
    expect(wanted.map(({ path }) => path)).toEqual([
      'scenarios/first-sign-in.yaml',
      'tenantless.config.yaml',
      WORKFLOW,
    ]);
  });

  it('leave everything as it is when nobody answers', async () => {
    await expect(answer('y', true)).rejects.toThrow('nothing was written');
  });
});
