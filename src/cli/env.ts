import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { cacheDirectory, prepareCacheDirectory, writeCached } from '../../server/tls/cache-directory.ts';
import { holdsOnly, writeTrustBundle } from '../../server/tls/trust-bundle.ts';
import { askServer, DEFAULT_URL, type Found, serverUrl } from './ask-server.ts';
import { resolveVariables, type Trusted, WAYS, type Way } from './environment.ts';
import { CliError, EXIT } from './exit.ts';
import { print } from './output.ts';
import { defaultShell, SHELLS, type Shell, shellLines } from './shell-syntax.ts';

/** The authority of a server whose cache directory is not here. */
const OTHER_CA_FILE = 'ca-of-other-server.pem';

interface EnvFlags {
  readonly url?: string;
  readonly attach?: readonly Way[];
  readonly shell: Shell;
  readonly json?: boolean;
}

export function configure(command: Command): void {
  command
    .option('--url <address>', `the server's address (default: TENANTLESS_URL, or ${DEFAULT_URL})`)
    .addOption(
      new Option(
        '--attach <way...>',
        'base: the client is told the address; proxy: it asks for graph.microsoft.com through HTTPS_PROXY; ' +
          'hook: the same for Node programs, by NODE_OPTIONS (default: proxy and hook)',
      ).choices(WAYS),
    )
    .addOption(new Option('--shell <name>', 'whose syntax to print').choices(SHELLS).default(defaultShell()))
    .option('--json', 'print the variables as one JSON object; null for those to unset')
    .action((flags: EnvFlags) => env(flags));
}

/** Prints what to set for clients to attach to a server that runs: `eval "$(tenantless env)"`. */
async function env({ url, attach, shell, json }: EnvFlags): Promise<void> {
  const environment = process.env;
  const found = await askServer(serverUrl(url));
  const { attachment } = found;
  const ways = attach ?? (attachment.proxy === undefined ? ['hook'] : ['proxy', 'hook']);
  if (ways.includes('proxy') && attachment.proxy === undefined)
    throw new CliError(EXIT.environment, `the server at ${attachment.https} has no proxy`);
  const variables = resolveVariables({ attachment, ways, environment }, trust(found, environment));
  if (json) print(JSON.stringify(variables));
  else for (const line of shellLines(variables, shell)) print(line);
  if (ways.includes('proxy') && !attachment.proxyPassthrough && process.stderr.isTTY)
    process.stderr.write(
      'The proxy refuses hosts that Tenantless does not stand in for, unless it is started with --proxy-passthrough.\n',
    );
}

/** The files for clients to trust. */
function trust({ attachment, authority }: Found, environment: NodeJS.ProcessEnv): Trusted {
  const directory = cacheDirectory();
  let extra = attachment.ca;
  if (!holdsOnly(extra, authority)) {
    // The server keeps its files where we don't see them.
    prepareCacheDirectory(directory);
    writeCached(directory, OTHER_CA_FILE, authority, 'public');
    extra = join(directory, OTHER_CA_FILE);
  }
  const bundle = writeTrustBundle(directory, authority, environment);
  const set = environment['NODE_EXTRA_CA_CERTS'];
  // Somebody's own authorities are in the bundle too.
  return { extra: set && !holdsOnly(set, authority) ? bundle : extra, bundle };
}
