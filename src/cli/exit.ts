/** What the process's exit code means, for every command. */
export const EXIT = { ok: 0, expectationFailed: 1, usage: 2, environment: 3 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** An error that the reader can understand and mend: what happened and where, and what to do about it. */
export class CliError extends Error {
  readonly exitCode: ExitCode;
  readonly fix: string | undefined;

  constructor(exitCode: ExitCode, message: string, fix?: string) {
    super(message);
    this.name = 'CliError';
    this.exitCode = exitCode;
    this.fix = fix;
  }
}
