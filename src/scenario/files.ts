/** The files that a scenario names: what it includes, mixes of fleets, golden traces. */
export interface Files {
  /** The path of what is called `name` in a file. */
  beside(file: string, name: string): string;
  /** A path as people are told of it. */
  shown(path: string): string;
  /** Throws an error with a code, ENOENT when there is none. */
  read(path: string): string;
  write(path: string, text: string): void;
}

const refuse = () => {
  throw Object.assign(new Error('there are no files here'), { code: 'no files here' });
};

/** Where scenarios come from elsewhere, as in a browser. */
export const NO_FILES: Files = {
  beside: (_, name) => name,
  shown: (path) => path,
  read: refuse,
  write: refuse,
};
