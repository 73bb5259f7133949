import type { Command } from 'commander';
import {
  assignmentLines,
  type DeviceAssignment,
  type DeviceAssignments,
  type DeviceExplanation,
  type SimulatedDevice,
} from '../device/index.ts';
import { askControl, DEFAULT_URL, serverUrl } from './ask-server.ts';
import { CliError, EXIT } from './exit.ts';
import { print, style } from './output.ts';

interface ExplainFlags {
  readonly url?: string;
  readonly json?: boolean;
}

/** How many devices an error lists. */
const LISTED = 10;

export function configure(command: Command): void {
  command
    .argument('<device>', 'its name, id, serial number, or id in Intune or Microsoft Entra ID')
    .argument('[policy-or-app]', 'only why the device gets this or not: an id, a name, or a part of a name')
    .option('--url <address>', `the server's address (default: TENANTLESS_URL, or ${DEFAULT_URL})`)
    .option('--json', 'print the explanation as JSON')
    .action((device: string, of: string | undefined, flags: ExplainFlags) => explain(device, of, flags));
}

async function explain(name: string, of: string | undefined, { url, json }: ExplainFlags): Promise<void> {
  const ask = async <T>(path: string) => JSON.parse(await askControl(serverUrl(url), 'GET', path)) as T;
  const device = await findDevice(ask, name);
  const path = `/devices/${encodeURIComponent(device.id)}`;
  const query = of === undefined ? '' : `?of=${encodeURIComponent(of)}`;
  const { assignments } = await ask<DeviceAssignments>(`${path}/assignments${query}`);
  const standing = of === undefined ? await ask<DeviceExplanation>(`${path}/explain`) : undefined;
  if (json) print(JSON.stringify({ device, ...(standing && { standing }), assignments }, null, 2));
  else for (const line of explanationLines(device, standing, assignments, style(process.stdout))) print(line);
}

interface DeviceList {
  readonly devices: readonly SimulatedDevice[];
  readonly total: number;
}

/** Throws CliError when there is no such device, or more than one. */
async function findDevice(ask: <T>(path: string) => Promise<T>, name: string): Promise<SimulatedDevice> {
  const { devices } = await ask<DeviceList>(`/devices?limit=${LISTED}&find=${encodeURIComponent(name)}`);
  const [device] = devices;
  if (device && devices.length === 1) return device;
  if (device)
    throw new CliError(
      EXIT.usage,
      `several devices are called '${name}'`,
      `Name one by its id: ${devices.map(named).join(', ')}.`,
    );
  const all = await ask<DeviceList>(`/devices?limit=${LISTED}`);
  const more = all.total > all.devices.length ? ` and ${all.total - all.devices.length} more` : '';
  throw new CliError(
    EXIT.usage,
    `there is no device '${name}'`,
    all.total === 0
      ? 'The tenant has no devices yet: POST /_tenantless/devices puts one into somebody’s hands.'
      : `There are ${all.devices.map(named).join(', ')}${more}.`,
  );
}

const named = ({ id, name, serialNumber }: SimulatedDevice) => `${id} (${name}, ${serialNumber})`;

/** The explanation for people. What is assigned to nobody is only named, unless it is what was asked about. */
function explanationLines(
  device: SimulatedDevice,
  standing: DeviceExplanation | undefined,
  assignments: readonly DeviceAssignment[],
  { bold, dim, green, red }: ReturnType<typeof style>,
): string[] {
  const told = standing ? assignments.filter((each) => !isUnassigned(each)) : assignments;
  const rest = assignments.filter((each) => !told.includes(each)).map(({ name }) => name);
  const lines = [bold(standing?.summary ?? named(device))];
  const say = (good: boolean, text: string) => lines.push(`${good ? green('✓') : red('✗')} ${text}`);
  if (standing) {
    const { registered, compliant, problems, next } = standing;
    say(registered.is, `${registered.is ? 'registered' : 'not registered'}: ${registered.why}`);
    say(compliant.is, `${compliant.state}: ${compliant.why}`);
    for (const setting of compliant.settings) {
      const good = setting.state === 'compliant';
      lines.push(
        `  ${good ? green('✓') : setting.state === 'unknown' ? '?' : red('✗')} ${settingLine(setting)}`,
      );
    }
    for (const { sentence } of compliant.actions) lines.push(`  • ${sentence}`);
    for (const { rule, message } of problems) say(false, `${message} (${rule})`);
    for (const step of next) lines.push(`→ ${step}`);
  }
  for (const alike of alikeTogether(told)) {
    const [first] = alike;
    const [head = '', ...steps] = assignmentLines(first);
    const heads =
      alike.length === 1 ? head : `${alike.map(({ name }) => name).join(', ')} (${first.type}): do not apply`;
    lines.push(
      '',
      `${first.applies ? green('✓') : red('✗')} ${bold(heads)}`,
      ...steps.map((line) => dim(line)),
    );
  }
  if (rest.length > 0) lines.push('', `Assigned to nobody: ${rest.join(', ')}`);
  return lines;
}

/** What doesn't apply for the very same reasons is told at once, where the first of it stands. */
function alikeTogether(
  assignments: readonly DeviceAssignment[],
): Iterable<readonly [DeviceAssignment, ...DeviceAssignment[]]> {
  const groups = new Map<string, [DeviceAssignment, ...DeviceAssignment[]]>();
  for (const each of assignments) {
    const { id, type, applies, steps } = each;
    const key = applies ? id : JSON.stringify([type, steps]);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return groups.values();
}

/** What a compliance policy asks for, and what it found. */
function settingLine({ policy, title, state, expected, actual, graceEnds, ...more }: Setting): string {
  const wanted = expected === title ? '' : `${expected}; `;
  const found = actual === '' ? 'nothing to complain of' : `found ${actual}`;
  const grace = graceEnds === undefined ? '' : `, in grace until ${graceEnds}`;
  // As the page about compliance calls what iOS enforces by itself, and what keeps a device out.
  const by = state === 'nonCompliant' ? `, ${more.class}` : '';
  return `${title}: ${wanted}${found}${grace} (${policy === undefined ? 'built in' : `“${policy}”`}${by})`;
}

type Setting = DeviceExplanation['compliant']['settings'][number];

const isUnassigned = ({ steps }: DeviceAssignment) => steps.some(({ code }) => code === 'unassigned');
