import { LineCounter, parseAllDocuments } from 'yaml';
import { describeProblems, type InputProblem, offsetIn } from '../input/index.ts';
import { type Scenario, type ScenarioInput, scenarioSchema } from './schema.ts';

/** Where something is written; 1 is the first line and column. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A scenario with where it came from. */
export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly file: string;
  /** Where what a path leads to is written; undefined for what was written in TypeScript. */
  placeOf(path: readonly (string | number)[]): Place | undefined;
}

/** A file that holds no scenario, or a wrong one. */
export class ScenarioFileError extends Error {
  readonly file: string;
  readonly problems: readonly LocatedProblem[];

  constructor(file: string, problems: readonly LocatedProblem[]) {
    super(problems.map((problem) => describeProblem(file, problem)).join('\n'));
    this.name = 'ScenarioFileError';
    this.file = file;
    this.problems = problems;
  }
}

export interface LocatedProblem {
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
  readonly path?: string;
  readonly fix?: string;
}

/** Reads the scenarios of a YAML (or JSON) text: one a document. Throws ScenarioFileError. */
export function parseScenarios(text: string, file: string): LoadedScenario[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines });
  if (!Array.isArray(documents) || documents.length === 0) {
    throw new ScenarioFileError(file, [
      { message: 'the file is empty', fix: 'a scenario needs name, devices and then' },
    ]);
  }
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const broken = documents.flatMap(({ errors }) => errors);
  if (broken.length > 0) {
    throw new ScenarioFileError(
      file,
      broken.map((error) => ({
        ...position(error.pos[0]),
        message: error.message.split('\n')[0]?.replace(/ at line .*/, '') ?? '',
      })),
    );
  }
  return documents.map((document) => {
    const offsetOf = (path: readonly (string | number)[]) => offsetIn(document, path);
    const result = scenarioSchema.safeParse(document.toJS());
    if (!result.success) {
      const problems = describeProblems(result.error, scenarioSchema, document.toJS());
      throw new ScenarioFileError(
        file,
        problems.map((problem) => ({ ...position(offsetOf(problem.path)), ...written(problem) })),
      );
    }
    return {
      scenario: result.data,
      file,
      placeOf: (path) => ({ file, line: position(offsetOf(path)).line }),
    };
  });
}

/** Checks a scenario that was written in code. Throws ScenarioFileError. */
export function checkScenario(input: ScenarioInput, file: string): LoadedScenario {
  const result = scenarioSchema.safeParse(input);
  if (!result.success)
    throw new ScenarioFileError(file, describeProblems(result.error, scenarioSchema, input).map(written));
  return { scenario: result.data, file, placeOf: () => undefined };
}

function written({ path, message, fix }: InputProblem): LocatedProblem {
  return { path: path.join('.'), message, ...(fix && { fix }) };
}

function describeProblem(file: string, { line, column, path, message, fix }: LocatedProblem): string {
  const place = line === undefined ? file : `${file}:${line}:${column}`;
  return `${place}: ${path ? `${path}: ` : ''}${message}${fix ? ` (${fix})` : ''}`;
}
