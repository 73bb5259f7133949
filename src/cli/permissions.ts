import type { Command } from 'commander';
import type { CallerPermissions, OperationUse } from '../graph/index.ts';
import { askControl, DEFAULT_URL, serverUrl } from './ask-server.ts';
import { print, style } from './output.ts';

interface PermissionFlags {
  readonly url?: string;
  readonly json?: boolean;
  readonly reset?: boolean;
}

export function configure(command: Command): void {
  command
    .option('--url <address>', `the server's address (default: TENANTLESS_URL, or ${DEFAULT_URL})`)
    .option('--json', 'print the report as JSON')
    .option('--reset', 'begin anew after the report')
    .action((flags: PermissionFlags) => permissions(flags));
}

/** Tells which permissions a run needed, against which it held. */
async function permissions({ url, json, reset }: PermissionFlags): Promise<void> {
  const server = serverUrl(url);
  const text = await askControl(server, 'GET', '/permissions');
  if (json) print(text);
  else {
    const { callers } = JSON.parse(text) as { callers: readonly CallerPermissions[] };
    for (const line of permissionLines(callers, style(process.stdout))) print(line);
  }
  if (reset) await askControl(server, 'DELETE', '/permissions');
}

/** The report for people. */
export function permissionLines(
  callers: readonly CallerPermissions[],
  paint: ReturnType<typeof style>,
): string[] {
  if (callers.length === 0) return ['No request so far that would have needed a permission.'];
  return callers.flatMap((caller, index) => [...(index > 0 ? [''] : []), ...callerLines(caller, paint)]);
}

/** Who called, and the least that suffices for it. */
export function sufficientLines(
  caller: CallerPermissions,
  { bold, dim }: ReturnType<typeof style>,
): string[] {
  const { appDisplayName, appId, kind, sufficient } = caller;
  const lines = [
    `${bold(appDisplayName)} ${dim(`${appId}, ${asWhom(kind)}`)}`,
    '',
    '  Sufficient for this run:',
  ];
  if (sufficient.length === 0) lines.push('    nothing');
  for (const { permission, leastFor, alsoFor } of sufficient) {
    lines.push(`    ${bold(permission)}`);
    for (const operation of leastFor) lines.push(dim(`      least for  ${operation}`));
    for (const { operation, insteadOf } of alsoFor) {
      lines.push(dim(`      also for   ${operation} (instead of ${insteadOf})`));
    }
  }
  return lines;
}

const asWhom = (kind: CallerPermissions['kind']) =>
  kind === 'application' ? 'as itself' : 'for signed-in users';

function callerLines(caller: CallerPermissions, paint: ReturnType<typeof style>): string[] {
  const { kind, operations, impossible, held } = caller;
  const { dim, red, yellow } = paint;
  const lines = sufficientLines(caller, paint);
  const beyond = held.filter(({ use }) => use !== 'needed');
  if (beyond.length > 0) {
    lines.push('', '  Held and not needed:');
    for (const { permission, use } of beyond) {
      lines.push(`    ${permission} ${dim(use === 'broader' ? '(less would have done)' : '(unused)')}`);
    }
  }
  const missing = operations.filter(({ refused }) => refused > 0);
  if (missing.length > 0) {
    lines.push('', '  Refused:');
    for (const operation of missing)
      lines.push(`    ${red(times(operation, operation.refused))} ${lacked(operation)}`);
  }
  for (const operation of impossible) lines.push(yellow(`  Nobody may ${operation} ${asWhom(kind)}.`));
  lines.push('', '  Called:');
  for (const operation of operations) lines.push(`    ${times(operation, operation.calls)}`);
  return lines;
}

const times = ({ access, path }: OperationUse, count: number) =>
  `${String(count).padStart(6)} × ${access} ${path}`;

const lacked = ({ accepts }: OperationUse) =>
  accepts.length === 0 ? '' : `needs ${accepts[0]}${accepts.length > 1 ? ` or a higher one` : ''}`;
