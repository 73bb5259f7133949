/** Something about this machine keeps the server from running: a taken port, a directory that can't be written. */
export class EnvironmentError extends Error {
  /** What the reader can do about it. */
  readonly fix: string;

  constructor(message: string, fix: string) {
    super(message);
    this.name = 'EnvironmentError';
    this.fix = fix;
  }
}
