import { createTwoFilesPatch } from 'diff';
import { type Repaired, repairDocuments, type VerifyReport } from '../../verify/index.ts';
import { CliError, EXIT } from '../exit.ts';
import { writeFile } from '../write-file.ts';
import type { ReadDocument } from './read-documents.ts';

export interface FixOptions {
  /** Only tell what would change. */
  readonly dryRun: boolean;
  /** Takes the diff. */
  readonly show: (line: string) => void;
}

/** Mends what can be mended in the files and shows the difference; the report is about the files as they are then. */
export function fix(
  documents: readonly ReadDocument[],
  judge: (documents: readonly ReadDocument[]) => VerifyReport,
  { dryRun, show }: FixOptions,
): { readonly documents: readonly ReadDocument[]; readonly report: VerifyReport } {
  if (!dryRun && documents.some(({ file }) => file === undefined)) {
    throw new CliError(
      EXIT.usage,
      '--fix cannot write to standard input',
      'Name a file, or add --dry-run to see what would change.',
    );
  }
  const repaired = repairDocuments(documents, judge);
  const changed = documents.flatMap((before, index) => {
    const after = repaired.documents[index];
    return after && after !== before ? [{ before, after }] : [];
  });
  for (const { before, after } of changed) {
    const { file, text, encoding } = after;
    // What can't be written is not shown as if it were.
    if (!dryRun && file !== undefined) writeFile(file, Buffer.from(text, encoding));
    show(patch(before, after));
  }
  process.stderr.write(`${summary(repaired, changed.length, dryRun)}\n`);
  if (dryRun) return { documents, report: judge(documents) };
  return { documents: repaired.documents, report: { ...repaired.report, fixed: repaired.fixed } };
}

function patch({ path, text }: ReadDocument, after: ReadDocument): string {
  const name = path.replace(/^\//, '');
  const lines = createTwoFilesPatch(`a/${name}`, `b/${name}`, text, after.text).split('\n').slice(1);
  // JSON allows control characters of the upper range in texts; a terminal would obey them.
  return lines
    .join('\n')
    .replace(/[\u007f-\u009f]/g, '\ufffd')
    .trimEnd();
}

function summary({ fixed }: Repaired<ReadDocument>, files: number, dryRun: boolean): string {
  const verb = dryRun ? 'would mend' : 'mended';
  if (fixed.length === 0) return 'there is nothing that --fix can mend';
  return `${verb} ${fixed.length} finding${fixed.length === 1 ? '' : 's'} in ${files} file${files === 1 ? '' : 's'}`;
}
