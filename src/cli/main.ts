#!/usr/bin/env node
import * as module from 'node:module';
import { Command } from 'commander';
import { COMMANDS } from './commands.ts';
import { addConfigFlag } from './config/settings.ts';
import { reportError } from './report-error.ts';
import { version } from './version.ts';

/** Runs the program and returns its exit code; undefined while a command keeps the process busy by itself. */
async function main(args: readonly string[]): Promise<number> {
  const program = new Command('tenantless')
    .description('A Microsoft Intune you can run in a test.')
    .version(version())
    .exitOverride()
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

// A reader that has seen enough (`tenantless … | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
});

// What nobody reads any more takes nothing from the exit code.
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await main(process.argv.slice(2));
