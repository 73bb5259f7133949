#!/usr/bin/env node
import * as module from 'node:module';
import { Command } from 'commander';
import { COMMANDS } from './commands.ts';
import { addConfigFlag } from './config/settings.ts';
import { CliError, EXIT } from './exit.ts';
import { HELP } from './help.ts';
import { reportError } from './report-error.ts';
import { version } from './version.ts';

/** Runs the program and returns its exit code; undefined while a command keeps the process busy by itself. */
async function main(args: readonly string[]): Promise<number> {
  const program = new Command('tenantless')
    .description('A Microsoft Intune you can run in a test.')
    .version(version())
    .exitOverride()
    .configureHelp(HELP)
    .showHelpAfterError('(tenantless --help lists the commands, tenantless COMMAND --help its options)');
  try {
    const asked = args.find((arg) => !arg.startsWith('-'));
    // `tenantless help start` needs the options of `start` too.
    const wanted = asked === 'help' ? args[args.indexOf(asked) + 1] : asked;
    for (const { name, describe, load } of COMMANDS) {
      const command = program.command(name).description(describe).copyInheritedSettings(program);
      if (name === wanted) {
        (await load()).configure(command);
        addConfigFlag(command);
      }
    }
    program.hook('preAction', async (_, command) => (await import('./config/settle.ts')).settle(command));
    if (args.length === 0) program.help();
    await program.parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return reportError(error);
  }
}

// Node 22.8 and later keep compiled code between runs.
(module as { enableCompileCache?: () => unknown }).enableCompileCache?.();

// A reader that has seen enough (`tenantless … | head`) is no error, and takes nothing from the verdict.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') {
      // A full disk behind `> report.json`, say: half a report must not pass.
      process.removeAllListeners('exit'); // it is no function of a scenario that ends us
      const where = stream === process.stdout ? 'output' : 'error';
      process.exit(
        reportError(new CliError(EXIT.environment, `cannot write to standard ${where} (${error.code})`)),
      );
    }
    const { endless = false } = COMMANDS.find(({ name }) => name === process.argv[2]) ?? {};
    if (endless && stream === process.stdout) process.exit(0);
  });

process.exitCode = await main(process.argv.slice(2));
