import type { ReportedFinding } from '../../verify/index.ts';

/** `file:line:column`, as far as it is known; empty for what is missing altogether. */
export function locationOf({ path, line, column }: ReportedFinding): string {
  if (path === undefined) return '';
  return line === undefined ? path : `${path}:${line}:${column}`;
}
