import type { Command } from 'commander';
import { collectTarget, REPORTER_HELP, type Target } from './reporter-flag.ts';

export interface MergeFlags {
  readonly reporter: readonly Target[];
}

export function configure(command: Command): void {
  command
    .argument('<file...>', 'reports that tenantless run --reporter blob=FILE has written')
    .option('--reporter <name[=file]>', REPORTER_HELP, collectTarget, [])
    .action(async (files: readonly string[], flags: MergeFlags) => {
      const { mergeReports } = await import('./merge-reports/merge-reports.ts');
      await mergeReports(files, flags);
    });
}
