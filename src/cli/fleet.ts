import { type Command, InvalidArgumentError } from 'commander';
import type { FleetRequestInput, FleetSummary } from '../fleet/index.ts';
import { askControl, serverUrl } from './ask-server.ts';
import { CliError, EXIT } from './exit.ts';
import { readMix } from './fleet/read-mix.ts';
import { summaryLines } from './fleet/render.ts';
import { checkRoom } from './fleet/room.ts';
import { fillOrExplain } from './launch-or-explain.ts';
import { print, style } from './output.ts';
import { integer } from './seed-flag.ts';

interface FleetFlags {
  readonly count?: number;
  readonly mix?: string;
  readonly ramp: string;
  readonly seed?: number;
  readonly tenant: string;
  /** `true`: the option without an address. */
  readonly url?: string | true;
  readonly json?: boolean;
}

/** Nobody can read the logs of a tenant that is gone once the summary is told; kept, they would only live long enough to cost. */
const NO_LOGS = { journalLimit: 0, signInLimit: 0, traceLimit: 0 };

/** How long a server may take over a fleet, in milliseconds. */
const PATIENCE = 10 * 60_000;

export function configure(command: Command): void {
  command
    .command('enroll')
    .description(
      'enroll many devices, let their people sign in and do what they are asked, and tell how it went',
    )
    .option('--count <number>', 'how many devices', count)
    .option('--mix <file>', 'what they and their people are like, as YAML (docs/fleet.md)')
    .option('--ramp <duration>', 'over how long they come, in virtual time: 10m, 8h, PT10M', '10m')
    .option('--seed <number>', 'same seed, same devices', integer)
    .option(
      '--tenant <name-or-file>',
      'a fresh tenant in this process: contoso, contoso-jit, empty, generated:N, or a tenant file',
      'contoso-jit',
    )
    .option(
      '--url [address]',
      'instead, into the tenant of a server that runs (default: TENANTLESS_URL, or the usual one)',
    )
    .option('--json', 'print the summary as JSON')
    .action((flags: FleetFlags) => enroll(flags));
}

async function enroll({ count: devices, mix, ramp, seed, tenant, url, json }: FleetFlags): Promise<void> {
  if (devices === undefined)
    throw new CliError(EXIT.usage, 'nobody says how many devices', 'tenantless fleet enroll --count 1000');
  const request: FleetRequestInput = {
    count: devices,
    ramp,
    ...(seed !== undefined && { seed }),
    ...(mix !== undefined && { mix: readMix(mix) }),
  };
  const summary = url === undefined ? await inProcess(request, tenant) : await onServer(request, url);
  if (json) print(JSON.stringify(summary, null, 2));
  else for (const line of summaryLines(summary, style(process.stdout))) print(line);
}

async function inProcess(request: FleetRequestInput, fixture: string): Promise<FleetSummary> {
  checkRoom(request.count);
  const [
    { createEmulator },
    { enrollFleet, InvalidFleetError, NobodyToEnrollError, parseFleetRequest },
    { Tenant },
  ] = await Promise.all([
    import('../emulator.ts'),
    import('../fleet/index.ts'),
    import('../tenant/index.ts'),
  ]);
  try {
    const parsed = parseFleetRequest(request);
    const tenant = new Tenant({ ...NO_LOGS, ...(parsed.seed !== undefined && { seed: parsed.seed }) });
    await fillOrExplain(tenant, fixture);
    const progress = createProgress(process.stderr);
    const summary = enrollFleet(tenant, createEmulator(tenant).simulation, parsed, progress.tell);
    progress.clear();
    return summary;
  } catch (error) {
    if (error instanceof InvalidFleetError) throw new CliError(EXIT.usage, error.message);
    if (error instanceof NobodyToEnrollError)
      throw new CliError(EXIT.usage, error.message, 'Give --tenant one with people, such as contoso-jit.');
    throw error;
  }
}

async function onServer(request: FleetRequestInput, url: string | true): Promise<FleetSummary> {
  const address = serverUrl(url === true ? undefined : url);
  return JSON.parse(await askControl(address, 'POST', '/fleets', { body: request, patience: PATIENCE }));
}

/** Which part of the fleet is through, on one line that is written over; nothing where nobody looks. */
function createProgress(stream: NodeJS.WriteStream) {
  let told = -1;
  return {
    tell({ done, stuck, of }: { readonly done: number; readonly stuck: number; readonly of: number }): void {
      const percent = Math.floor((100 * done) / of);
      if (!stream.isTTY || percent === told) return;
      told = percent;
      stream.write(`\r\x1b[K${percent}%  ${done} of ${of} devices are through, ${stuck} of them stuck`);
    },
    clear(): void {
      if (told >= 0) stream.write('\r\x1b[K');
    },
  };
}

function count(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('It is a number from 1 to 1000000.');
  return Number(text);
}
