import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { attachmentOf } from '../../../server/attach/attachment.ts';
import type { Launched } from '../../../server/index.ts';
import { closest } from '../../input/spelling.ts';
import { changesSince, groupRequests, summarizeRequests } from '../../report/index.ts';
import { type LoadedScenario, runScenario, type ScenarioResult } from '../../scenario/index.ts';
import { SIGN_INS } from '../../tenant/index.ts';
import { verifyTenant } from '../../verify/index.ts';
import { conditionsOf } from '../condition-flags.ts';
import { resolveVariables, type Way } from '../environment.ts';
import type { ExecFlags } from '../exec.ts';
import { CliError, EXIT } from '../exit.ts';
import { launchOrExplain } from '../launch-or-explain.ts';
import { style } from '../output.ts';
import { readScenarios } from '../read-scenarios.ts';
import { trustedFiles } from '../trusted-files.ts';
import { version } from '../version.ts';
import { expectFolderOf, writeFile } from '../write-file.ts';
import { type Aftermath, aftermathLines } from './exec-report.ts';

const WAYS: Readonly<Record<ExecFlags['attach'], readonly Way[]>> = {
  auto: ['proxy', 'hook'],
  env: ['env'],
  proxy: ['proxy'],
  hook: ['hook'],
};

/** Wider than this, lines are hard to read. */
const MAX_WIDTH = 100;
const VERIFY = 'verify';

export async function exec(words: readonly string[], flags: ExecFlags): Promise<void> {
  // What can't be played is told before anything runs.
  const paths = flags.then.filter((each) => each !== VERIFY);
  const slip = paths.find((each) => !existsSync(each) && closest(each, [VERIFY]) !== undefined);
  if (slip !== undefined)
    throw new CliError(EXIT.usage, `there is no file or folder '${slip}'`, `Did you mean --then ${VERIFY}?`);
  if (flags.report !== undefined) expectFolderOf(flags.report);
  const scenarios = paths.length > 0 ? await readScenarios(paths) : undefined;
  const launched = await launchOrExplain({
    tenant: flags.tenant,
    clockMode: 'realtime',
    port: 0,
    httpPort: 0,
    proxyPort: 0,
    proxyPassthrough: flags.proxyPassthrough,
    conditions: conditionsOf(flags),
    assumptions: flags.assume,
    version: version(),
    ...(flags.seed !== undefined && { seed: flags.seed }),
  });
  let aftermath: Aftermath;
  try {
    const { tenant } = launched;
    const before = tenant.journal.lastSequence;
    const { exitCode, milliseconds } = await runCommand(words, environmentFor(launched, WAYS[flags.attach]));
    aftermath = {
      command: words,
      exitCode,
      milliseconds,
      changes: changesSince(tenant, before),
      requests: summarizeRequests(launched.graph.requests.since()),
      refusedSignIns: groupRequests(launched.entra.refused),
      failedSignIns: failedSignIns(launched),
      permissions: launched.graph.permissions.report(),
      ...(flags.then.includes(VERIFY) && { verify: verifyTenant(tenant) }),
      ...(scenarios && { scenarios: await play(scenarios, launched, flags.seed) }),
    };
  } finally {
    await launched.close();
  }
  const width = Math.min(process.stderr.columns ?? 80, MAX_WIDTH);
  for (const line of aftermathLines(aftermath, style(process.stderr), width))
    process.stderr.write(`${line}\n`);
  if (flags.report !== undefined) writeFile(flags.report, `${JSON.stringify(aftermath, null, 2)}\n`);
  process.exitCode = exitCodeOf(aftermath);
}

/** Each scenario gets a copy of what the command left behind, so that none sees what another one did. */
async function play(
  scenarios: readonly LoadedScenario[],
  { tenant, graph }: Launched,
  seed = tenant.seed,
): Promise<ScenarioResult[]> {
  const left = tenant.snapshot();
  const asked = [...graph.requests.since()];
  const results: ScenarioResult[] = [];
  for (const scenario of scenarios) results.push(await runScenario(scenario, seed, { tenant: left, asked }));
  return results;
}

function failedSignIns({ tenant, entra }: Launched): string[] {
  const told = entra.refused.map(({ why }) => why);
  return [...tenant.collection(SIGN_INS)].flatMap((entity) => {
    const { status, appDisplayName } = entity as unknown as {
      status?: { errorCode: number; failureReason: string };
      appDisplayName?: string;
    };
    if (!status || status.errorCode === 0) return [];
    if (told.includes(`AADSTS${status.errorCode}: ${status.failureReason}`)) return [];
    return [`${appDisplayName}: ${status.failureReason}`];
  });
}

function exitCodeOf({ exitCode, verify, scenarios = [] }: Aftermath): number {
  if (exitCode !== 0) return exitCode;
  if (scenarios.some(({ status }) => status === 'error')) return EXIT.usage;
  const holds = verify?.verdict !== 'fail' && scenarios.every(({ status }) => status === 'passed');
  return holds ? EXIT.ok : EXIT.expectationFailed;
}

/** The command's environment: ours, with what makes its requests come to the tenant. */
function environmentFor(launched: Launched, ways: readonly Way[]): NodeJS.ProcessEnv {
  const environment = { ...process.env };
  const attachment = attachmentOf(launched, launched.info);
  const trusted = trustedFiles({ attachment, authority: launched.authority.certificate }, environment);
  const variables = resolveVariables({ attachment, ways, environment }, trusted);
  for (const [name, value] of Object.entries(variables)) {
    if (value === null) delete environment[name];
    else environment[name] = value;
  }
  return environment;
}

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs a command with this process's own input and output. Throws CliError when it can't be started. */
async function runCommand(
  [command = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ exitCode: number; milliseconds: number }> {
  const started = performance.now();
  // On Windows npm, npx and the like are batch files, which only a shell starts.
  const child = spawn(command, args, { stdio: 'inherit', env, shell: process.platform === 'win32' });
  const forward = (signal: NodeJS.Signals) => {
    // A terminal has told the command too, and many take a second Ctrl-C for an order to drop everything.
    if (signal !== 'SIGINT' || !atTerminal()) child.kill(signal);
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  try {
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.on('error', (error: NodeJS.ErrnoException) => reject(cannotStart(command, error)));
      // As a shell says it: 128 and the signal's number.
      child.on('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
    });
    return { exitCode, milliseconds: performance.now() - started };
  } finally {
    for (const signal of FORWARDED) process.off(signal, forward);
  }
}

const atTerminal = () => [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);

function cannotStart(command: string, { code, message }: NodeJS.ErrnoException): CliError {
  if (code === 'ENOENT')
    return new CliError(
      EXIT.usage,
      `there is no command '${command}'`,
      "Give the program and its arguments as words of their own: tenantless exec -- node script.mjs. A shell's syntax needs a shell: -- sh -c '…'.",
    );
  if (code === 'EACCES' && statSync(command, { throwIfNoEntry: false })?.isDirectory())
    return new CliError(EXIT.usage, `cannot start '${command}': this is a folder`);
  if (code === 'EACCES')
    return new CliError(
      EXIT.usage,
      `cannot start '${command}': it may not be executed`,
      `Say what runs it: tenantless exec -- node ${command}; or let it be executed: chmod +x ${command}`,
    );
  return new CliError(EXIT.usage, `cannot start '${command}' (${code ?? message})`);
}
