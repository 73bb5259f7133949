import { resolve } from 'node:path';
import type { EnrollmentType } from '../../intune/index.ts';
import { UnknownAppError } from '../../rules/index.ts';
import {
  type SourceDocument,
  UnreadableInputError,
  type VerifyReport,
  verifyDocuments,
} from '../../verify/index.ts';
import type { AssumptionFlags } from '../assumption-flags.ts';
import { CliError, EXIT } from '../exit.ts';
import { print } from '../output.ts';
import { writeFile } from '../write-file.ts';
import type { Format } from './formats.ts';
import { type ReadDocument, readDocuments } from './read-documents.ts';
import { render } from './render.ts';

export interface VerifyFlags extends AssumptionFlags {
  readonly format: Format;
  readonly output?: string;
  readonly enrollment?: EnrollmentType;
  readonly firstApp?: string;
  readonly complete?: boolean;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly fix?: boolean;
  readonly dryRun?: boolean;
}

/** Judges what lies at the paths. Throws CliError. */
export async function verify(paths: readonly string[], flags: VerifyFlags): Promise<void> {
  if (paths.length === 0)
    throw new CliError(
      EXIT.usage,
      'nobody says what to judge',
      'Name files or folders: tenantless verify policies. A configuration may do so too: verify.paths.',
    );
  if (flags.updateBaseline && flags.baseline === undefined) {
    throw new CliError(EXIT.usage, '--update-baseline needs --baseline with the file to write');
  }
  if (flags.dryRun && !flags.fix) throw new CliError(EXIT.usage, '--dry-run belongs to --fix');
  const ours = [flags.baseline, flags.output].flatMap((file) => (file === undefined ? [] : [resolve(file)]));
  // What we write into a folder of policies is none.
  const read = once(paths.flatMap(readDocuments)).filter(
    ({ file }) => file === undefined || !ours.includes(resolve(file)),
  );
  const { documents, report: found } = flags.fix
    ? await mend(read, flags)
    : { documents: read, report: judge(read, flags) };
  const report = flags.baseline === undefined ? found : await besideBaseline(found, flags.baseline, flags);
  const text = await render(flags.format, report, documents, flags.output ? undefined : process.stdout);
  if (flags.output) writeFile(flags.output, `${text}\n`);
  else print(text);
  if (report.verdict === 'fail') process.exitCode = EXIT.expectationFailed;
}

async function besideBaseline(found: VerifyReport, file: string, { updateBaseline = false }: VerifyFlags) {
  const { withBaseline } = await import('./baseline.ts');
  return readable(() => withBaseline(found, file, updateBaseline));
}

/** A file that is named twice, by itself and by its folder, is there once. */
function once(documents: readonly ReadDocument[]): ReadDocument[] {
  const key = ({ file }: ReadDocument) => (file === undefined ? '' : resolve(file));
  return [...new Map(documents.map((document) => [key(document), document])).values()];
}

async function mend(documents: readonly ReadDocument[], flags: VerifyFlags) {
  const { dryRun = false, format, output } = flags;
  // Standard output is the report's where a program reads it.
  const stream = format === 'pretty' || output !== undefined ? process.stdout : process.stderr;
  const show = (text: string) => void stream.write(`${text}\n`);
  const { fix } = await import('./fix.ts');
  return fix(documents, (some) => judge(some, flags), { dryRun, show });
}

function judge(documents: readonly SourceDocument[], flags: VerifyFlags): VerifyReport {
  const { enrollment, firstApp, complete } = flags;
  return readable(() =>
    verifyDocuments(documents, {
      assumptions: flags.assume,
      ...(enrollment && { enrollment }),
      ...(firstApp !== undefined && { firstApp }),
      ...(complete && { complete }),
    }),
  );
}

/** Tells what the reader can mend as such. */
function readable<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof UnreadableInputError || error instanceof UnknownAppError) {
      throw new CliError(EXIT.usage, error.message);
    }
    throw error;
  }
}
