import type { CallerPermissions } from '../../graph/index.ts';
import {
  type Change,
  type Changes,
  commandLine,
  listResult,
  listSummary,
  type RequestGroup,
  type RequestSummary,
} from '../../report/index.ts';
import type { ScenarioResult } from '../../scenario/index.ts';
import { renderPretty, type VerifyReport } from '../../verify/index.ts';
import { readableUrl, wrap } from '../conversation/layout.ts';
import type { style } from '../output.ts';
import { sufficientLines } from '../permissions.ts';
import { pageFile } from '../version.ts';

/** What a command left behind, and what is to be said of it. */
export interface Aftermath {
  readonly command: readonly string[];
  readonly exitCode: number;
  readonly milliseconds: number;
  readonly changes: Changes;
  readonly requests: RequestSummary;
  /** Requests for tokens that were refused, those that no tenant's log has (an unknown tenant, say) among them. */
  readonly refusedSignIns: readonly RequestGroup[];
  /** Sign-ins that came to nothing otherwise, as the tenant's log words them. */
  readonly failedSignIns: readonly string[];
  readonly permissions: readonly CallerPermissions[];
  readonly verify?: VerifyReport;
  readonly scenarios?: readonly ScenarioResult[];
}

/** How many objects, and how many groups of requests, are listed; the report as a file has them all. */
const SHOWN = 40;

type Paint = ReturnType<typeof style>;

/** The report for people, as lines. */
export function aftermathLines(aftermath: Aftermath, paint: Paint, width: number): string[] {
  const { command, exitCode, milliseconds, changes, requests, permissions } = aftermath;
  const { refusedSignIns, failedSignIns } = aftermath;
  const seconds = `${(milliseconds / 1000).toFixed(1)} s`;
  const ended = exitCode === 0 ? paint.green('ended well') : paint.red(`ended with ${exitCode}`);
  const lines = ['', `${paint.bold('Tenantless')} ${command[0]} ${ended} ${paint.dim(`after ${seconds}`)}`];
  lines.push('', `  ${paint.bold('Changed')}`, ...changeLines(changes, paint));
  lines.push('', `  ${paint.bold('Requests')}  ${requests.total}`);
  if (requests.total === 0)
    lines.push(
      paint.yellow(
        '    None came here. A program that reads neither HTTPS_PROXY nor NODE_OPTIONS has to be told',
      ),
      paint.yellow('    the address: TENANTLESS_URL, with --attach env.'),
    );
  if (requests.injected > 0)
    lines.push(paint.dim(`    ${requests.injected} of them were answered otherwise on purpose`));
  lines.push(...groupLines(refusedSignIns, { sign: paint.red('✖') }, paint, width));
  for (const failed of failedSignIns)
    lines.push(
      ...wrap(`${paint.red('✖')} sign-in: ${failed}`, width - 6).map(
        (line, index) => `${index === 0 ? '    ' : '      '}${line}`,
      ),
    );
  lines.push(...groupLines(requests.refused, { sign: paint.red('✖') }, paint, width));
  lines.push(...groupLines(requests.meaningless, { sign: paint.yellow('⚠'), together: true }, paint, width));
  for (const caller of permissions)
    lines.push('', ...sufficientLines(caller, paint).map((line) => (line === '' ? '' : `  ${line}`)));
  if (aftermath.verify)
    lines.push(...renderPretty(aftermath.verify, [], { palette: paint, pageFile, width }));
  const results = aftermath.scenarios;
  // A scenario alone would not find what the command left behind.
  const again = commandLine(['tenantless', ...process.argv.slice(2)]);
  if (results) {
    lines.push('', ...results.map((result) => listResult(result, paint, again)));
    lines.push(listSummary({ results, milliseconds: 0 }, paint));
  }
  return [...lines, ''];
}

const SIGNS = { created: '+', updated: '~', deleted: '-' } as const;

function changeLines({ changes, complete }: Changes, paint: Paint): string[] {
  const colours = { created: paint.green, updated: paint.cyan, deleted: paint.red };
  const lines = changes.slice(0, SHOWN).flatMap((change) => {
    const head = `    ${colours[change.what](SIGNS[change.what])} ${change.name}  ${paint.dim(change.set)}`;
    return [head, ...detailsOf(change).map((detail) => `        ${detail}`)];
  });
  if (changes.length === 0) lines.push(paint.dim('    nothing'));
  if (changes.length > SHOWN) lines.push(paint.dim(`    … and ${changes.length - SHOWN} more`));
  if (!complete)
    lines.push(
      paint.yellow('    There were more changes than the journal holds; the first ones are missing.'),
    );
  return lines;
}

function detailsOf({ properties, assigned, unassigned, linked, unlinked }: Change): string[] {
  return [
    ...(properties.length > 0 ? [`changed ${properties.join(', ')}`] : []),
    ...assigned.map((whom) => `assigned to ${whom}`),
    ...unassigned.map((whom) => `no longer assigned to ${whom}`),
    ...linked.map((what) => `added to ${what}`),
    ...unlinked.map((what) => `removed from ${what}`),
  ];
}

/** @param together several things may be to be said of one request; a refused one has one reason, and each is one of its own */
function groupLines(
  groups: readonly RequestGroup[],
  { sign, together = false }: { readonly sign: string; readonly together?: boolean },
  { dim }: Paint,
  width: number,
): string[] {
  let head = '';
  const lines = groups.slice(0, SHOWN).flatMap(({ method, url, status, why, count }) => {
    const before = head;
    head = `    ${sign} ${method} ${shorten(readableUrl(url))} ${dim(`${status}${count > 1 ? `, ${count} times` : ''}`)}`;
    const known = together && head === before;
    return [...(known ? [] : [head]), ...wrap(why, width - 6).map((line) => `      ${line}`)];
  });
  return groups.length > SHOWN ? [...lines, dim(`    … and ${groups.length - SHOWN} more`)] : lines;
}

const LONGEST_URL = 110;

const shorten = (url: string) => (url.length > LONGEST_URL ? `${url.slice(0, LONGEST_URL - 1)}…` : url);
