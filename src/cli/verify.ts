import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { ENROLLMENT_TYPES, type EnrollmentType } from '../intune/index.ts';
import { UnknownAppError } from '../rules/index.ts';
import {
  renderPretty,
  type SourceDocument,
  UnreadableInputError,
  type VerifyReport,
  verifyDocuments,
} from '../verify/index.ts';
import { CliError, EXIT } from './exit.ts';
import { print, style } from './output.ts';

interface VerifyFlags {
  readonly format: 'pretty' | 'json';
  readonly enrollment?: EnrollmentType;
  readonly firstApp?: string;
  readonly complete?: boolean;
}

/** Wider than this, lines are hard to read. */
const MAX_WIDTH = 100;
const STANDARD_INPUT = '-';
/** What a person sees as the name of standard input. */
const STANDARD_INPUT_NAME = '<stdin>';

export function configure(command: Command): void {
  command
    .argument('<path...>', 'files of Graph JSON, folders of them, or - for standard input; judged together')
    .addOption(new Option('--format <format>', 'how to print').choices(['pretty', 'json']).default('pretty'))
    .addOption(
      new Option('--enrollment <type>', 'judge this enrollment type only').choices(
        ENROLLMENT_TYPES.map(({ type }) => type),
      ),
    )
    .option('--first-app <name-or-bundle-id>', 'the app of the first sign-in (default: Microsoft Teams)')
    .option('--complete', 'assume no policies, apps or assignments beyond those given')
    .addHelpText(
      'after',
      '\nExit code: 0 when JIT completes, 1 when it cannot, 2 when the input is unreadable.',
    )
    .action((paths: readonly string[], flags: VerifyFlags) => verify(paths, flags));
}

function verify(paths: readonly string[], flags: VerifyFlags): void {
  const documents = paths.flatMap(readDocuments);
  const report = judge(documents, flags);
  if (flags.format === 'json') print(JSON.stringify(report, null, 2));
  else {
    const width = Math.min(process.stdout.columns ?? 80, MAX_WIDTH);
    for (const line of renderPretty(report, documents, { palette: style(process.stdout), width }))
      print(line);
  }
  if (report.verdict === 'fail') process.exitCode = EXIT.expectationFailed;
}

function judge(
  documents: readonly SourceDocument[],
  { enrollment, firstApp, complete }: VerifyFlags,
): VerifyReport {
  try {
    return verifyDocuments(documents, {
      ...(enrollment && { enrollment }),
      ...(firstApp !== undefined && { firstApp }),
      ...(complete && { complete }),
    });
  } catch (error) {
    if (error instanceof UnreadableInputError || error instanceof UnknownAppError) {
      throw new CliError(EXIT.usage, error.message);
    }
    throw error;
  }
}

function readDocuments(path: string): SourceDocument[] {
  if (path === STANDARD_INPUT)
    return [{ path: STANDARD_INPUT_NAME, text: decode(STANDARD_INPUT_NAME, read(0)) }];
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new CliError(EXIT.usage, `${path}: there is no such file or folder`);
  if (!stats.isDirectory()) return [{ path, text: decode(path, read(path)) }];
  const files = jsonFilesBelow(path);
  if (files.length === 0) {
    throw new CliError(
      EXIT.usage,
      `${path}: the folder holds no *.json file`,
      'Name the file if it is called otherwise.',
    );
  }
  return files.map((file) => ({ path: file, text: decode(file, read(file)) }));
}

/** In the order of their names; what is hidden or installed is left out. */
function jsonFilesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return jsonFilesBelow(path);
      return /\.json$/i.test(entry.name) ? [path] : [];
    });
}

function read(source: string | 0): Buffer {
  try {
    return readFileSync(source);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const name = source === 0 ? STANDARD_INPUT_NAME : source;
    throw new CliError(EXIT.usage, `${name}: ${code === 'EACCES' ? 'no permission to read it' : message}`);
  }
}

/** UTF-8, or UTF-16 with a byte order mark, which is what Windows PowerShell writes. */
function decode(path: string, bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new CliError(EXIT.usage, `${path}: this is no text file`, 'Expected Graph JSON in UTF-8.');
  }
}
