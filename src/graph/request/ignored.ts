/** Something that a request says and the service doesn't heed, without a word about it. */
export interface Ignored {
  /** What, and where: `$orderby has no effect on managedDevices`. */
  readonly what: string;
  /** Where that is known from. */
  readonly source?: string | undefined;
  /** How to get what was probably meant. */
  readonly instead?: string | undefined;
}

/** A sentence is enough where it says everything. */
export type IgnoredNote = Ignored | string;

export const ignoredOf = (note: IgnoredNote): Ignored => (typeof note === 'string' ? { what: note } : note);
