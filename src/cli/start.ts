import { isIP } from 'node:net';
import { type Command, InvalidArgumentError } from 'commander';
import { attachmentOf } from '../../server/attach/attachment.ts';
import type { Launched, LaunchOptions, LogLevel } from '../../server/index.ts';
import { addressBlock } from './address-block.ts';
import { DEFAULT_URL } from './ask-server.ts';
import { type AssumptionFlags, addAssumptionFlag } from './assumption-flags.ts';
import { addConditionFlags, type ConditionFlags, conditionsOf } from './condition-flags.ts';
import { CliError, EXIT } from './exit.ts';
import { launchOrExplain } from './launch-or-explain.ts';
import { print, style } from './output.ts';
import { integer } from './seed-flag.ts';
import { untilStopped } from './stop-signals.ts';
import { version } from './version.ts';

const DEFAULT_PORT = 8443;
const DEFAULT_HTTP_PORT = 8080;
const DEFAULT_PROXY_PORT = 8444;
const LOG_LEVELS = ['error', 'info', 'debug'] as const;

interface StartFlags extends ConditionFlags, AssumptionFlags {
  readonly port: number;
  readonly httpPort: number;
  readonly proxyPort?: number;
  readonly proxyPassthrough?: boolean;
  readonly host: readonly string[];
  readonly tenant: string;
  readonly seed?: number;
  readonly signIns?: number;
  readonly clock: 'realtime' | 'manual';
  readonly json?: boolean;
  readonly verbose?: boolean;
}

export function configure(command: Command): void {
  command
    .option('--port <number>', 'port for HTTPS; 0 picks a free one', port, DEFAULT_PORT)
    .option('--http-port <number>', 'port for plain HTTP; 0 picks a free one', port, DEFAULT_HTTP_PORT)
    .option(
      '--proxy-port <number>',
      `port for the HTTP proxy (HTTPS_PROXY); 0 picks a free one (default: ${DEFAULT_PROXY_PORT}, or free if --port is)`,
      port,
    )
    .option('--proxy-passthrough', 'let the proxy lead to every other host too, instead of refusing it')
    .option(
      '--host <address-or-name>',
      'listen on this IP address, or answer for this name too; may be repeated (default: loopback only)',
      (value: string, previous: readonly string[]) => [...previous, value],
      [],
    )
    .option(
      '--tenant <name-or-file>',
      'contoso, contoso-jit, empty, generated:N, or a tenant file',
      'contoso',
    )
    .option('--seed <number>', 'same seed, same ids', integer)
    .option(
      '--sign-ins <number>',
      'how many sign-ins the tenant keeps; 0 keeps none (default: 10,000)',
      count,
    )
    .option(
      '--clock <mode>',
      'realtime, or manual: time stands still until it is advanced',
      clockMode,
      'realtime',
    )
    .option('--json', 'print one line of JSON when ready, and nothing else')
    .option('--verbose', 'log requests on standard error (TENANTLESS_LOG=info; debug says more)')
    .action((flags: StartFlags) => start(flags));
  addConditionFlags(command);
  addAssumptionFlag(command);
}

async function start(flags: StartFlags): Promise<void> {
  const launched = await launchOrExplain(toLaunchOptions(flags));
  if (flags.json) print(readyLine(launched));
  else greet(launched, performance.now());
  await untilStopped(launched.close);
  process.exit(EXIT.ok);
}

function toLaunchOptions(flags: StartFlags): LaunchOptions {
  const addresses = flags.host.filter((host) => isIP(host) !== 0);
  const hostNames = flags.host.filter((host) => isIP(host) === 0);
  if (addresses.length > 1)
    throw new CliError(
      EXIT.usage,
      `--host names ${addresses.length} addresses (${addresses.join(', ')}); the server listens on one`,
      'Use --host 0.0.0.0 to listen on all of them.',
    );
  return {
    tenant: flags.tenant,
    port: flags.port,
    httpPort: flags.httpPort,
    // Who leaves one port to us doesn't mean to be stopped by another that is taken.
    proxyPort: flags.proxyPort ?? (flags.port === 0 ? 0 : DEFAULT_PROXY_PORT),
    proxyPassthrough: flags.proxyPassthrough ?? false,
    hostNames,
    clockMode: flags.clock,
    conditions: conditionsOf(flags),
    assumptions: flags.assume,
    log: logLevel(flags.verbose),
    version: version(),
    ...(addresses[0] !== undefined && { address: addresses[0] }),
    ...(flags.seed !== undefined && { seed: flags.seed }),
    ...(flags.signIns !== undefined && { signInLimit: flags.signIns }),
  };
}

/** For programs: everything they need to attach. */
function readyLine(launched: Launched): string {
  return JSON.stringify({ ready: true, ...attachmentOf(launched, launched.info), pid: process.pid });
}

/** For people. `milliseconds` since the process began. */
function greet(launched: Launched, milliseconds: number): void {
  const { url, httpUrl, proxyUrl, authority, info } = launched;
  const { bold, dim, cyan } = style(process.stdout);
  print(
    `${bold('Tenantless')} ${version()} serves ${bold(info.displayName)} ${dim(`(ready in ${Math.round(milliseconds)} ms)`)}`,
  );
  print();
  print(`  Graph      ${cyan(`${url}/v1.0`)}  ${cyan(`${url}/beta`)}`);
  print(`  plain HTTP ${cyan(`${httpUrl}/v1.0`)}`);
  print(`  proxy      ${cyan(`${proxyUrl}`)} ${dim('(for clients that ask for graph.microsoft.com)')}`);
  print(`  control    ${cyan(`${url}/_tenantless`)}`);
  print(`  authority  ${authority.file} ${dim('(trust it in the client that you test, not in the system)')}`);
  print();
  print(dim('  Copy into the shell that your script runs in:'));
  print();
  for (const line of addressBlock(launched)) print(`    ${line}`);
  print();
  print(dim('  @azure/identity: new ClientSecretCredential(…, { disableInstanceDiscovery: true }).'));
  print(dim('  Or change nothing in the script, which then asks for graph.microsoft.com:'));
  print();
  print(`    eval "$(tenantless env${url === DEFAULT_URL ? '' : ` --url ${url}`})"`);
  print();
  print(dim('  Ctrl-C stops.'));
}

function logLevel(verbose: boolean | undefined): LogLevel {
  const asked = process.env['TENANTLESS_LOG'];
  if (asked === undefined || asked === '') return verbose ? 'info' : 'error';
  const level = LOG_LEVELS.find((name) => name === asked);
  if (!level)
    throw new CliError(EXIT.usage, `TENANTLESS_LOG is '${asked}'`, `It can be ${LOG_LEVELS.join(', ')}.`);
  return level;
}

function port(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return Number(text);
}

function count(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It is a whole number, 0 or more.');
  return Number(text);
}

function clockMode(text: string): string {
  if (text !== 'realtime' && text !== 'manual')
    throw new InvalidArgumentError("It is 'realtime' or 'manual'.");
  return text;
}
