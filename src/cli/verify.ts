import { type Command, Option } from 'commander';
import { JUST_IN_TIME_TYPES } from '../intune/enrollment/types.ts';
import { addAssumptionFlag } from './assumption-flags.ts';
import { FORMATS } from './verify/formats.ts';
import type { VerifyFlags } from './verify/verify.ts';

export function configure(command: Command): void {
  command
    .argument('[path...]', 'files of Graph JSON, folders of them, or - for standard input; judged together')
    .addOption(new Option('--format <format>', 'how to print').choices(FORMATS).default('pretty'))
    .option('--output <file>', 'write the report to a file instead of standard output')
    .addOption(
      new Option('--enrollment <type>', 'judge this enrollment type only').choices(JUST_IN_TIME_TYPES),
    )
    .option('--first-app <name-or-bundle-id>', 'the app of the first sign-in (default: Microsoft Teams)')
    .option('--complete', 'assume no policies, apps or assignments beyond those given')
    .option('--baseline <file>', 'let be what this file has, and fail only on what is new')
    .option('--update-baseline', 'make the baseline what is found now')
    .option('--fix', 'mend in the files what takes no decision, show the difference, and judge what is left')
    .option('--dry-run', 'with --fix: only show the difference')
    .addHelpText(
      'after',
      '\nExit code: 0 when JIT completes or nothing is new, 1 when it cannot, 2 when the input is unreadable,' +
        '\n3 when a file cannot be written.',
    )
    .action(async (paths: readonly string[], flags: VerifyFlags) => {
      // Help, and a mistake in the flags, need nothing of it.
      const { verify } = await import('./verify/verify.ts');
      await verify(paths, flags);
    });
  addAssumptionFlag(command);
}
