import type { Command } from 'commander';
import { EnvironmentError, type Launched, type LaunchOptions, launch } from '../../server/index.ts';
import { pageStyle } from './conversation/layout.ts';
import { whereToGoOn } from './demo/farewell.ts';
import { createGraphClient, type Exchange } from './demo/graph-client.ts';
import { play } from './demo/play.ts';
import { EXIT } from './exit.ts';
import { print } from './output.ts';
import { untilStopped } from './stop-signals.ts';
import { createTrustingFetch } from './trusting-fetch.ts';
import { version } from './version.ts';

const PORTS = { port: 8443, httpPort: 8080, proxyPort: 8444 } as const;

interface DemoFlags {
  readonly once?: boolean;
  readonly full?: boolean;
}

export function configure(command: Command): void {
  command
    .option(
      '--once',
      'exit after the verdict: with 0 when everything came out as it should, otherwise with 1',
    )
    .option('--full', 'tell every message of every device')
    .action((flags: DemoFlags) => demo(flags));
}

/** Serves Contoso, lets its administrator and six of its people live through a morning, and says how it came out. */
async function demo({ once = false, full = false }: DemoFlags): Promise<void> {
  const paint = pageStyle(process.stdout);
  const say = (lines: readonly string[]) => {
    for (const line of lines) print(line);
  };
  const emulator = await launchOnSomePort(once);
  let allMet: boolean;
  try {
    const exchanges: Exchange[] = [];
    using fetch = createTrustingFetch(emulator.authority.certificate);
    const graph = createGraphClient({
      url: emulator.url,
      fixture: emulator.info,
      fetch,
      observe: (exchange) => exchanges.push(exchange),
    });
    allMet = await play({ emulator, graph, exchanges, full, paint, say });
  } catch (error) {
    await emulator.close();
    throw error;
  }
  if (once) {
    print();
    await emulator.close();
    process.exitCode = allMet ? EXIT.ok : EXIT.expectationFailed;
    return;
  }
  say(whereToGoOn(paint, emulator));
  // From here on it is somebody else's morning, and time passes by itself.
  emulator.tenant.clock.mode = 'realtime';
  await untilStopped(emulator.close);
  process.exit(EXIT.ok);
}

/** On the usual ports; on free ones when those are taken, or when nobody is going to look for them. */
async function launchOnSomePort(once: boolean): Promise<Launched> {
  // Time that stands still makes every run of the demonstration tell the same story.
  const options: LaunchOptions = { tenant: 'contoso', clockMode: 'manual', version: version() };
  if (once) return launch(options);
  try {
    return await launch({ ...options, ...PORTS });
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    process.stderr.write(`${error.message}: using free ports instead.\n`);
    return launch(options);
  }
}
