import { type InputProblem, problemSentence } from '../input/index.ts';

class InputError extends Error {
  readonly problems: readonly InputProblem[];

  constructor(what: string, problems: readonly InputProblem[]) {
    super(`${what}: ${problems.map(problemSentence).join('; ')}`);
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

/** There is no device with the id that was asked for. */
export class UnknownDeviceError extends Error {
  constructor(id: string) {
    super(`there is no simulated device with the id '${id}'`);
    this.name = 'UnknownDeviceError';
  }
}
