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
  /** Where it isn't the file itself: what the file includes. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly path?: string;
  readonly fix?: string;
}

function describeProblem(
  scenario: string,
  { file = scenario, line, column, path, message, fix }: LocatedProblem,
): string {
  const place = line === undefined ? file : `${file}:${line}:${column}`;
  return `${place}: ${path ? `${path}: ` : ''}${message}${fix ? ` (${fix})` : ''}`;
}
