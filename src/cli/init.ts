import { resolve } from 'node:path';
import type { Command } from 'commander';
import { CliError, EXIT } from './exit.ts';
import { askFor } from './init/ask.ts';
import { planStarter } from './init/starter.ts';
import { print, style } from './output.ts';

export function configure(command: Command): void {
  command
    .argument('[folder]', 'the project', '.')
    .option('--yes', 'write all of it without asking')
    .addHelpText('after', '\nWhat is there already is never overwritten.')
    .action((folder: string, { yes = false }: { yes?: boolean }) => init(resolve(folder), yes));
}

async function init(folder: string, yes: boolean): Promise<void> {
  const { parts, add, run } = planStarter(folder);
  const missing = parts.filter(({ kept }) => kept === undefined);
  if (missing.length > 0 && !yes && !(process.stdin.isTTY && process.stdout.isTTY))
    throw new CliError(
      EXIT.usage,
      'there is no terminal to ask on',
      `tenantless init --yes writes without asking: ${missing.map(({ path }) => path).join(', ')}`,
    );
  // Nothing is written before the last answer.
  const wanted = yes ? missing : await askFor(missing, process.stdin, process.stdout);
  const paint = style(process.stdout);
  for (const part of parts) {
    if (part.kept !== undefined) print(`  ${paint.dim('·')} ${part.path} ${paint.dim(part.kept)}`);
    if (!wanted.includes(part)) continue;
    part.write();
    print(`  ${paint.green('+')} ${part.path}  ${paint.dim(part.what)}`);
  }
  print();
  print(`${paint.bold('Next')}`);
  if (add !== undefined) print(`  ${add}`);
  print(`  ${run}`);
  print('  Then say in scenarios/ what must come true of your own policies.');
}
