import type picocolors from 'picocolors';
import type { ScenarioResult } from '../scenario/index.ts';
import { ctrfReport } from './ctrf.ts';
import { githubReport } from './github.ts';
import { htmlReport } from './html/html.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import { listResult, listSummary } from './list.ts';
import { markdownReport } from './markdown.ts';
import type { ReporterName } from './reporter-names.ts';
import type { RunReport } from './summary.ts';

type Style = ReturnType<typeof picocolors.createColors>;

/** A way to tell how a run came out. */
export interface Reporter {
  /** Of a scenario, as soon as it has ended; with the line break, if there is to be one. */
  readonly each?: (result: ScenarioResult, style: Style) => string;
  /** Of the whole run, when it has ended. */
  readonly end: (report: RunReport, style: Style) => string | Promise<string>;
  /** Whether it is one document for a program, which nothing else may stand beside. */
  readonly isDocument: boolean;
}

export const REPORTERS = {
  list: {
    each: (result, style) => `${listResult(result, style)}\n`,
    end: (report, style) => `${listSummary(report, style)}\n`,
    isDocument: false,
  },
  dot: {
    each: ({ status }, style) =>
      status === 'passed' ? style.green('·') : style.red(status === 'failed' ? '✗' : '!'),
    end: (report, style) => {
      const bad = report.results.filter(({ status }) => status !== 'passed');
      return `\n${bad.map((result) => `\n${listResult(result, style)}`).join('')}${listSummary(report, style)}\n`;
    },
    isDocument: false,
  },
  json: { end: jsonReport, isDocument: true },
  junit: { end: junitReport, isDocument: true },
  ctrf: { end: ctrfReport, isDocument: true },
  html: { end: htmlReport, isDocument: true },
  markdown: { end: markdownReport, isDocument: true },
  github: { end: githubReport, isDocument: false },
  /** All of it, for `tenantless merge-reports`. */
  blob: { end: (report) => `${JSON.stringify(report)}\n`, isDocument: true },
} as const satisfies Record<ReporterName, Reporter>;
