import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { startServer } from '../src/testing/index.ts';

// What docs/ci.md, action.yml and the Dockerfile say, run as far as it can be without the services.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Each test starts the program many times. */
const PATIENCE = 120_000;
const page = readFileSync(join(ROOT, 'docs/ci.md'), 'utf8');
const [github = '', step = '', gitlab = '', azure = ''] = Array.from(
  page.matchAll(/```yaml\n([\s\S]*?)```/g),
  ([, text]) => text,
);

interface Step {
  readonly run?: string;
  readonly script?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The steps' commands, but those that install. */
const commandsOf = (steps: readonly Step[]) =>
  steps.flatMap(({ run, script }) => run ?? script ?? []).filter((command) => command !== 'npm ci');

let folder: string;
let bin: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantless-ci-'));
  bin = join(folder, 'bin');
  mkdirSync(bin);
  const program = `exec '${process.execPath}' --import '${import.meta.resolve('tsx')}' '${join(ROOT, 'src/cli/main.ts')}' "$@"`;
  // npx, as far as it runs the project's own tenantless.
  writeFileSync(join(bin, 'npx'), `#!/bin/sh\n[ "$1" = tenantless ] || exit 9\nshift\n${program}\n`);
  chmodSync(join(bin, 'npx'), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A project with what the page's commands speak of. */
function project(name: string): string {
  const path = join(folder, name);
  cpSync(join(ROOT, 'fixtures/policies/exported'), join(path, 'policies'), { recursive: true });
  cpSync(join(ROOT, 'scenarios/golden'), join(path, 'scenarios'), { recursive: true });
  copyFileSync(join(ROOT, 'docs/examples/set-up-jit.mjs'), join(path, 'deploy.mjs'));
  // What deploy.mjs imports.
  symlinkSync(join(ROOT, 'node_modules'), join(path, 'node_modules'));
  return path;
}

function shell(command: string, cwd: string, variables: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', command], {
    cwd,
    encoding: 'utf8',
    env: {
      PATH: `${bin}:${process.env['PATH']}`,
      HOME: folder,
      TENANTLESS_CACHE: join(folder, 'cache'),
      GITHUB_STEP_SUMMARY: join(cwd, 'summary.md'),
      ...variables,
    },
  });
  return { status, stdout, stderr };
}

function succeed(commands: readonly string[], cwd: string, variables: Readonly<Record<string, string>> = {}) {
  expect(commands.length).toBeGreaterThan(0);
  for (const command of commands) {
    const { status, stdout, stderr } = shell(command, cwd, variables);
    expect(status, `${command}\n${stdout}${stderr}`).toBe(0);
  }
}

describe('docs/ci.md', { timeout: PATIENCE }, () => {
  it('has a workflow for GitHub whose commands work, over two machines', () => {
    const { jobs } = parse(github);
    const cwd = project('github');
    succeed(commandsOf(jobs.policies.steps), cwd);
    expect(JSON.parse(readFileSync(join(cwd, 'verify.sarif'), 'utf8')).version).toBe('2.1.0');
    for (const shard of jobs.scenarios.strategy.matrix.shard)
      succeed(
        // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's
        commandsOf(jobs.scenarios.steps).map((command) => command.replaceAll('${{ matrix.shard }}', shard)),
        cwd,
      );
    succeed(commandsOf(jobs.report.steps), cwd);
    expect(readFileSync(join(cwd, 'summary.md'), 'utf8')).toMatch(/\d+ passed/);
    expect(readFileSync(join(cwd, 'tenantless.html'), 'utf8')).toMatch(/All \d+ scenarios passed/);
  });

  it('has the same for GitLab', () => {
    const { policies, scenarios, report, ...rest } = parse(gitlab);
    expect(rest.default.before_script).toEqual(['npm ci']);
    const cwd = project('gitlab');
    succeed(policies.script, cwd);
    for (let part = 1; part <= scenarios.parallel; part += 1)
      succeed(scenarios.script, cwd, {
        CI_NODE_INDEX: String(part),
        CI_NODE_TOTAL: String(scenarios.parallel),
      });
    succeed(report.script, cwd);
    for (const path of [policies.artifacts.reports.junit, scenarios.artifacts.reports.junit])
      expect(readFileSync(join(cwd, path), 'utf8')).toContain('<testsuites');
    expect(existsSync(join(cwd, report.artifacts.paths[0]))).toBe(true);
  });

  it('has the same for Azure Pipelines', () => {
    const [policies, scenarios] = parse(azure).jobs;
    const cwd = project('azure');
    succeed(commandsOf(policies.steps), cwd);
    for (let part = 1; part <= scenarios.strategy.parallel; part += 1)
      succeed(
        commandsOf(scenarios.steps).map((command) =>
          command
            .replace('$(System.JobPositionInPhase)', String(part))
            .replace('$(System.TotalJobsInPhase)', String(scenarios.strategy.parallel)),
        ),
        cwd,
      );
    for (const file of ['verify.xml', 'report.xml', 'tenantless.html'])
      expect(existsSync(join(cwd, file)), file).toBe(true);
  });
});

describe('action.yml', { timeout: PATIENCE }, () => {
  const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));
  const [only] = action.runs.steps;

  /** The action's step, with inputs as GitHub would put them into its environment. */
  function act(inputs: Readonly<Record<string, string>>, cwd: string) {
    return shell(only.run, cwd, {
      TENANTLESS_ACTION: ROOT.replace(/\/$/, ''),
      TENANTLESS_COMMAND: inputs['command'] ?? action.inputs.command.default,
      TENANTLESS_ARGUMENTS: inputs['arguments'] ?? action.inputs.arguments.default,
    });
  }

  it('takes the inputs that the page gives it', () => {
    const { with: inputs } = parse(step).steps.at(-1);
    expect(Object.keys(inputs).filter((name) => !(name in action.inputs))).toEqual([]);
    const cwd = project('action');
    const { status, stdout, stderr } = act(inputs, cwd);
    expect(status, stderr).toBe(0);
    expect(stdout).toContain('::notice');
    expect(readFileSync(join(cwd, 'summary.md'), 'utf8')).not.toBe('');
  });

  it('plays scenarios, with a summary and a page', () => {
    const cwd = project('action-run');
    const { status, stdout } = act({}, cwd);
    expect(status).toBe(0);
    expect(stdout).toMatch(/\d+ passed/);
    expect(readFileSync(join(cwd, 'summary.md'), 'utf8')).toMatch(/\d+ passed/);
    expect(existsSync(join(cwd, 'tenantless.html'))).toBe(true);
  });

  it('runs a command, each line an argument whatever it holds', () => {
    const said = "$(touch bad) `touch bad` ; touch bad 'x'";
    const args = ['--', 'node', '-e', 'console.log(process.argv[1])', said].join('\n');
    const cwd = project('action-exec');
    const { status, stdout } = act({ command: 'exec', arguments: args }, cwd);
    expect([status, stdout]).toEqual([0, `${said}\n`]);
    expect(existsSync(join(cwd, 'bad'))).toBe(false);
    expect(only.run).not.toContain('${{');
  });

  it('fails when something does not hold, or makes no sense', () => {
    const cwd = project('action-bad');
    cpSync(join(ROOT, 'fixtures/policies/broken'), join(cwd, 'broken'), { recursive: true });
    expect(act({ command: 'verify', arguments: 'broken' }, cwd).status).toBe(1);
    expect(act({ command: 'start' }, cwd)).toMatchObject({
      status: 2,
      stdout: expect.stringContaining('::error'),
    });
  });
});

describe('the Dockerfile', () => {
  const text = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');

  it('does not run as root, and starts what listens outside of the container', () => {
    const last = text.slice(text.lastIndexOf('\nFROM '));
    expect(last).toMatch(/\nUSER node\n/);
    expect(JSON.parse(/^CMD (\[.*\])$/m.exec(last)?.[1] ?? '')).toEqual(['start', '--host', '0.0.0.0']);
  });

  it('has a health check that tells whether something answers', async () => {
    const words: string[] = JSON.parse(/HEALTHCHECK[\s\S]*?CMD (\[.*\])/.exec(text)?.[1] ?? '');
    const check = (address: string) => {
      const [program = '', ...args] = words.map((word) => word.replace('127.0.0.1:8080', address));
      return new Promise((resolve) => spawn(program, args).on('exit', resolve));
    };
    const server = await startServer();
    expect(await check(new URL(server.httpUrl ?? '').host)).toBe(0);
    await server[Symbol.asyncDispose]();
    // Nothing listens at port 1.
    expect(await check('127.0.0.1:1')).toBe(1);
  });
});
