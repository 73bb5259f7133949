import type { z } from 'zod';

/** What is wrong with something that a caller wrote: where, what was expected, and the likely fix. */
export interface InputProblem {
  /** `passcode.length`; empty for the whole. */
  readonly path: string;
  readonly message: string;
  readonly fix?: string;
}

class InputError extends Error {
  readonly problems: readonly InputProblem[];

  constructor(what: string, problems: readonly InputProblem[]) {
    super(`${what}: ${problems.map(sentence).join('; ')}`);
    this.problems = problems;
  }
}

/** A device cannot be made from this. */
export class InvalidDeviceError extends InputError {
  constructor(problems: readonly InputProblem[]) {
    super('This is no device', problems);
    this.name = 'InvalidDeviceError';
  }
}

/** An action that makes no sense, as opposed to one that the device refuses. */
export class InvalidActionError extends InputError {
  constructor(problems: readonly InputProblem[]) {
    super('This is no action', problems);
    this.name = 'InvalidActionError';
  }
}

export class UnknownDeviceError extends Error {
  constructor(id: string) {
    super(`there is no simulated device with the id '${id}'`);
    this.name = 'UnknownDeviceError';
  }
}

/** Zod's issues as problems, with `suggestions` of what a misspelt value may have meant. */
export function inputProblems(error: z.ZodError): InputProblem[] {
  return error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
}

function sentence({ path, message, fix }: InputProblem): string {
  return `${path ? `${path}: ` : ''}${message}${fix ? ` (${fix})` : ''}`;
}
