/** The ways to tell how a run came out; what they do is in `REPORTERS`. */
export const REPORTER_NAMES = [
  'list',
  'dot',
  'json',
  'junit',
  'ctrf',
  'html',
  'markdown',
  'github',
  'blob',
] as const;

export type ReporterName = (typeof REPORTER_NAMES)[number];
