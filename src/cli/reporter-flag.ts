import { InvalidArgumentError } from 'commander';
import { REPORTER_NAMES, type ReporterName } from '../report/reporter-names.ts';

/** Where a report goes: a file, or standard output. */
export interface Target {
  readonly name: ReporterName;
  readonly file?: string;
}

export const REPORTER_HELP = `how to report: ${REPORTER_NAMES.join(', ')}; NAME=FILE writes to a file; may be repeated`;

/** Reads `junit=report.xml`, for a flag that may be repeated. */
export function collectTarget(text: string, previous: readonly Target[]): readonly Target[] {
  const [, name, file] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  if (!REPORTER_NAMES.includes(name as ReporterName))
    throw new InvalidArgumentError(`It is one of ${REPORTER_NAMES.join(', ')}, or one of them with =FILE.`);
  if (file === '') throw new InvalidArgumentError('There is no file after the =.');
  return [...previous, { name: name as ReporterName, ...(file !== undefined && { file }) }];
}
