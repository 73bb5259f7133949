import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { type EnrollmentType, JUST_IN_TIME_TYPES } from '../intune/index.ts';
import { UnknownAppError } from '../rules/index.ts';
import {
  type SourceDocument,
  UnreadableInputError,
  type VerifyReport,
  verifyDocuments,
} from '../verify/index.ts';
import { type AssumptionFlags, addAssumptionFlag } from './assumption-flags.ts';
import { CliError, EXIT } from './exit.ts';
import { print } from './output.ts';
import { withBaseline } from './verify/baseline.ts';
import { fix } from './verify/fix.ts';
import { type ReadDocument, readDocuments } from './verify/read-documents.ts';
import { FORMATS, type Format } from './verify/render.ts';
import { writeFile } from './write-file.ts';

interface VerifyFlags extends AssumptionFlags {
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

export function configure(command: Command): void {
  command
    .argument('[path...]', 'files of Graph JSON, folders of them, or - for standard input; judged together')
    .addOption(
      new Option('--format <format>', 'how to print').choices(Object.keys(FORMATS)).default('pretty'),
    )
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
      '\nExit code: 0 when JIT completes or nothing is new, 1 when it cannot, 2 when the input is unreadable.',
    )
    .action((paths: readonly string[], flags: VerifyFlags) => verify(paths, flags));
  addAssumptionFlag(command);
}

function verify(paths: readonly string[], flags: VerifyFlags): void {
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
    ? mend(read, flags)
    : { documents: read, report: judge(read, flags) };
  const report =
    flags.baseline === undefined
      ? found
      : readable(() => withBaseline(found, flags.baseline ?? '', flags.updateBaseline ?? false));
  const text = FORMATS[flags.format](report, documents, flags.output ? undefined : process.stdout);
  if (flags.output) writeFile(flags.output, `${text}\n`);
  else print(text);
  if (report.verdict === 'fail') process.exitCode = EXIT.expectationFailed;
}

/** A file that is named twice, by itself and by its folder, is there once. */
function once(documents: readonly ReadDocument[]): ReadDocument[] {
  const key = ({ file }: ReadDocument) => (file === undefined ? '' : resolve(file));
  return [...new Map(documents.map((document) => [key(document), document])).values()];
}

function mend(documents: readonly ReadDocument[], flags: VerifyFlags) {
  const { dryRun = false, format, output } = flags;
  // Standard output is the report's where a program reads it.
  const stream = format === 'pretty' || output !== undefined ? process.stdout : process.stderr;
  const show = (text: string) => void stream.write(`${text}\n`);
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
