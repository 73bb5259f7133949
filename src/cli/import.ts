import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { ImportReport } from '../importing/index.ts';
import { CliError, EXIT } from './exit.ts';
import { print, style } from './output.ts';
import { integer } from './seed-flag.ts';
import { writeFile } from './write-file.ts';

interface ImportFlags {
  readonly output: string;
  readonly force?: boolean;
  readonly seed?: number;
  readonly json?: boolean;
}

export function configure(command: Command): void {
  command
    .argument('<path...>', 'an export of a tenant: files of Graph JSON, or folders of them')
    .option('--output <file>', 'the tenant file to write', 'tenant.json')
    .option('--force', 'write over a file that is there')
    .option('--seed <number>', 'same seed, same ids and people', integer)
    .option('--json', 'print what became of it as JSON')
    .action((paths: readonly string[], flags: ImportFlags) => importExport(paths, flags));
}

/** Makes a tenant file of an export, for `tenantless start --tenant FILE`. */
async function importExport(
  paths: readonly string[],
  { output, force, seed, json }: ImportFlags,
): Promise<void> {
  if (!force && existsSync(output))
    throw new CliError(
      EXIT.usage,
      `'${output}' is there already`,
      'Name another file with --output, or give --force.',
    );
  // Help, and a mistake in the flags, need nothing of it.
  const [{ loadFixture }, { importDocuments }, { Tenant }, { UnreadableInputError }, { readDocuments }] =
    await Promise.all([
      import('../../fixtures/index.ts'),
      import('../importing/index.ts'),
      import('../tenant/index.ts'),
      import('../verify/index.ts'),
      import('./verify/read-documents.ts'),
    ]);
  const documents = paths.flatMap(readDocuments);
  const tenant = new Tenant(seed === undefined ? {} : { seed });
  loadFixture(tenant, 'contoso');
  let report: ImportReport;
  try {
    report = importDocuments(tenant, documents);
  } catch (error) {
    if (error instanceof UnreadableInputError) throw new CliError(EXIT.usage, error.message);
    throw error;
  }
  writeFile(output, `${JSON.stringify(tenant.snapshot())}\n`);
  if (json) print(JSON.stringify({ file: output, ...report }, null, 2));
  else for (const line of reportLines(report, output)) print(line);
}

function reportLines({ imported, leftOut, problems, replaced, notes }: ImportReport, file: string): string[] {
  const { bold, dim, yellow } = style(process.stdout);
  const counts = (rows: readonly { readonly count: number }[], name: (row: never) => string) =>
    rows.map((row) => `    ${String(row.count).padStart(5)}  ${name(row as never)}`);
  return [
    bold('Imported'),
    ...(imported.length > 0 ? counts(imported, ({ set }: { set: string }) => set) : ['    nothing']),
    ...(leftOut.length > 0
      ? [
          bold('Left out'),
          dim('    Tenantless does not import them.'),
          ...counts(leftOut, ({ type }: { type: string }) => type),
        ]
      : []),
    ...(problems.length > 0
      ? [
          bold('Not understood'),
          ...problems.map(({ path, line, problem }) => yellow(`    ${path}:${line}: ${problem}`)),
        ]
      : []),
    bold('Replaced'),
    `    ${replaced.people} people, ${replaced.secrets} secrets, ${replaced.files} uploaded files; all ids`,
    ...(notes.length > 0 ? [bold('Note'), ...notes.map((note) => `    ${note}`)] : []),
    '',
    `${file} is written: tenantless start --tenant ${file}`,
  ];
}
