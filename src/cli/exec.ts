import { type Command, Option } from 'commander';
import { type AssumptionFlags, addAssumptionFlag } from './assumption-flags.ts';
import { addConditionFlags, type ConditionFlags } from './condition-flags.ts';
import { integer } from './seed-flag.ts';

/** How a command's requests come to the tenant. */
export const ATTACH = ['auto', 'env', 'proxy', 'hook'] as const;

export interface ExecFlags extends ConditionFlags, AssumptionFlags {
  readonly tenant: string;
  readonly attach: (typeof ATTACH)[number];
  readonly then: readonly string[];
  readonly seed?: number;
  readonly proxyPassthrough: boolean;
  readonly report?: string;
}

export function configure(command: Command): void {
  command
    .argument('<command...>', 'the command with its arguments, after --')
    .usage('[options] -- COMMAND…')
    .showHelpAfterError(
      '(what belongs to the command comes after --: tenantless exec -- node script.mjs --its-own; tenantless exec --help lists the options)',
    )
    .option(
      '--tenant <name-or-file>',
      'contoso, contoso-jit, empty, generated:N, or a tenant file',
      'contoso',
    )
    .addOption(
      new Option(
        '--attach <way>',
        'auto: by proxy and hook; env: the command reads the address from its environment; proxy: it asks for ' +
          'graph.microsoft.com through HTTPS_PROXY; hook: the same for Node programs',
      )
        .choices(ATTACH)
        .default('auto'),
    )
    .option(
      '--then <verify-or-scenario>',
      'afterwards judge the policies, or play a scenario in what was left behind; may be repeated',
      (value: string, previous: readonly string[]) => [...previous, value],
      [],
    )
    .option('--seed <number>', 'same seed, same ids', integer)
    .option('--no-proxy-passthrough', 'refuse hosts that Tenantless does not stand in for')
    .option('--report <file>', 'write all of the report to a file, as JSON')
    .addHelpText(
      'after',
      "\nThe command's output stays as it is; what Tenantless has to say goes to standard error." +
        "\nExit code: the command's own unless that is 0; then 1 if something doesn't hold that --then asks for.",
    )
    .action(async (words: readonly string[], flags: ExecFlags) => {
      // Help, and a mistake in the flags, need nothing of it.
      const { exec } = await import('./exec/exec.ts');
      await exec(words, flags);
    });
  addConditionFlags(command);
  addAssumptionFlag(command);
}
