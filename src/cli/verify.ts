import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { ENROLLMENT_TYPES, type EnrollmentType } from '../intune/index.ts';
import { UnknownAppError } from '../rules/index.ts';
import {
  type SourceDocument,
  UnreadableInputError,
  type VerifyReport,
  verifyDocuments,
} from '../verify/index.ts';
import { CliError, EXIT } from './exit.ts';
import { print } from './output.ts';
import { withBaseline } from './verify/baseline.ts';
import { readDocuments } from './verify/read-documents.ts';
import { FORMATS, type Format } from './verify/render.ts';
import { writeFile } from './write-file.ts';

interface VerifyFlags {
  readonly format: Format;
  readonly output?: string;
  readonly enrollment?: EnrollmentType;
  readonly firstApp?: string;
  readonly complete?: boolean;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
}

export function configure(command: Command): void {
  command
    .argument('<path...>', 'files of Graph JSON, folders of them, or - for standard input; judged together')
    .addOption(
      new Option('--format <format>', 'how to print').choices(Object.keys(FORMATS)).default('pretty'),
    )
    .option('--output <file>', 'write the report to a file instead of standard output')
    .addOption(
      new Option('--enrollment <type>', 'judge this enrollment type only').choices(
        ENROLLMENT_TYPES.map(({ type }) => type),
      ),
    )
    .option('--first-app <name-or-bundle-id>', 'the app of the first sign-in (default: Microsoft Teams)')
    .option('--complete', 'assume no policies, apps or assignments beyond those given')
    .option('--baseline <file>', 'let be what this file has, and fail only on what is new')
    .option('--update-baseline', 'make the baseline what is found now')
    .addHelpText(
      'after',
      '\nExit code: 0 when JIT completes or nothing is new, 1 when it cannot, 2 when the input is unreadable.',
    )
    .action((paths: readonly string[], flags: VerifyFlags) => verify(paths, flags));
}

function verify(paths: readonly string[], flags: VerifyFlags): void {
  if (flags.updateBaseline && flags.baseline === undefined) {
    throw new CliError(EXIT.usage, '--update-baseline needs --baseline with the file to write');
  }
  const ours = [flags.baseline, flags.output].flatMap((file) => (file === undefined ? [] : [resolve(file)]));
  // What we write into a folder of policies is none.
  const documents = paths
    .flatMap(readDocuments)
    .filter(({ file }) => file === undefined || !ours.includes(resolve(file)));
  const report = judge(documents, flags);
  const text = FORMATS[flags.format](report, documents, flags.output ? undefined : process.stdout);
  if (flags.output) writeFile(flags.output, `${text}\n`);
  else print(text);
  if (report.verdict === 'fail') process.exitCode = EXIT.expectationFailed;
}

function judge(documents: readonly SourceDocument[], flags: VerifyFlags): VerifyReport {
  const { enrollment, firstApp, complete, baseline, updateBaseline } = flags;
  try {
    const report = verifyDocuments(documents, {
      ...(enrollment && { enrollment }),
      ...(firstApp !== undefined && { firstApp }),
      ...(complete && { complete }),
    });
    return baseline === undefined ? report : withBaseline(report, baseline, updateBaseline ?? false);
  } catch (error) {
    if (error instanceof UnreadableInputError || error instanceof UnknownAppError) {
      throw new CliError(EXIT.usage, error.message);
    }
    throw error;
  }
}
