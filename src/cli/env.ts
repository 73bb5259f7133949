import { type Command, Option } from 'commander';
import { askServer, DEFAULT_URL, serverUrl } from './ask-server.ts';
import { resolveVariables, WAYS, type Way } from './environment.ts';
import { CliError, EXIT } from './exit.ts';
import { print } from './output.ts';
import { defaultShell, SHELLS, type Shell, shellLines } from './shell-syntax.ts';
import { trustedFiles } from './trusted-files.ts';

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
        'env: the client reads the address from its environment; proxy: it asks for graph.microsoft.com through HTTPS_PROXY; ' +
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
  const variables = resolveVariables({ attachment, ways, environment }, trustedFiles(found, environment));
  if (json) print(JSON.stringify(variables));
  else for (const line of shellLines(variables, shell)) print(line);
  if (ways.includes('proxy') && !attachment.proxyPassthrough && process.stderr.isTTY)
    process.stderr.write(
      'The proxy refuses hosts that Tenantless does not stand in for, unless it is started with --proxy-passthrough.\n',
    );
}
