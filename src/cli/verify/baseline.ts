import { statSync } from 'node:fs';
import { baselineOf, compareWithBaseline, readBaseline } from '../../verify/baseline.ts';
import type { VerifyReport } from '../../verify/index.ts';
import { CliError, EXIT } from '../exit.ts';
import { writeFile } from '../write-file.ts';
import { readDocuments } from './read-documents.ts';

/** The report as the baseline in a file lets it be. `update` makes the file what the report finds first. */
export function withBaseline(report: VerifyReport, file: string, update: boolean): VerifyReport {
  if (update) {
    const baseline = baselineOf(report);
    writeFile(file, `${JSON.stringify(baseline, null, 2)}\n`);
    process.stderr.write(`wrote ${file} with ${baseline.findings.length} findings\n`);
    return compareWithBaseline(report, baseline);
  }
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new CliError(EXIT.usage, `${file}: there is no such baseline`, 'Write it with --update-baseline.');
  }
  const [source] = readDocuments(file);
  return source ? compareWithBaseline(report, readBaseline(source)) : report;
}
