import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { type FleetMixInput, fleetMixSchema } from '../../fleet/index.ts';
import { describeProblems, offsetIn, problemSentence } from '../../input/index.ts';
import { CliError, EXIT } from '../exit.ts';

/** The mix of a YAML (or JSON) file. Throws CliError with the places of what is wrong. */
export function readMix(file: string): FleetMixInput {
  const lines = new LineCounter();
  const document = parseDocument(read(file), { lineCounter: lines });
  const refuse = (problems: readonly { readonly offset: number; readonly sentence: string }[]) => {
    const told = problems.map(({ offset, sentence }) => {
      const { line, col } = lines.linePos(offset);
      return `${file}:${line}:${col}: ${sentence}`;
    });
    return new CliError(EXIT.usage, told.join('\n'));
  };
  if (document.errors.length > 0) {
    throw refuse(
      document.errors.map(({ pos: [offset], message }) => ({
        offset,
        sentence: message.split('\n')[0]?.replace(/ at line .*/, '') ?? '',
      })),
    );
  }
  const written = document.toJS() ?? {};
  const parsed = fleetMixSchema.safeParse(written);
  if (parsed.success) return written;
  throw refuse(
    describeProblems(parsed.error, fleetMixSchema, written).map((problem) => ({
      offset: offsetIn(document, problem.path),
      sentence: problemSentence(problem),
    })),
  );
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CliError(
      EXIT.usage,
      code === 'ENOENT' ? `there is no file '${file}'` : `cannot read '${file}' (${code})`,
    );
  }
}
