import { githubVerdict, junitVerdict, markdownVerdict, sarifVerdict } from '../../report/index.ts';
import { renderPretty, type SourceDocument, type VerifyReport } from '../../verify/index.ts';
import { style } from '../output.ts';
import { version } from '../version.ts';

/** Wider than this, lines are hard to read. */
const MAX_WIDTH = 100;
const DEFAULT_WIDTH = 80;

type Render = (
  report: VerifyReport,
  documents: readonly SourceDocument[],
  /** Undefined for a file. */
  stream: NodeJS.WriteStream | undefined,
) => string;

/** The formats of a verdict, by the name that the option takes. */
export const FORMATS = {
  pretty: (report, documents, stream) =>
    renderPretty(report, documents, {
      palette: style(stream),
      width: Math.min(stream?.columns ?? DEFAULT_WIDTH, MAX_WIDTH),
    }).join('\n'),
  json: (report) => JSON.stringify(report, null, 2),
  sarif: (report, documents) => sarifVerdict(report, documents, { version: version() }),
  junit: (report) => junitVerdict(report).trimEnd(),
  markdown: (report, documents) => markdownVerdict(report, documents),
  github: (report) => githubVerdict(report),
} as const satisfies Record<string, Render>;

export type Format = keyof typeof FORMATS;
