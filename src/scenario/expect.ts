import type { TraceEntry } from '../device/index.ts';
import { verifyTenant } from '../verify/index.ts';
import { callCustom } from './custom.ts';
import { checkFleets } from './expect-fleets.ts';
import { checkNotifications } from './expect-notifications.ts';
import { checkPermissions, checkRequests } from './expect-requests.ts';
import { mismatches } from './match.ts';
import type { Expectations, ExpectedEntry } from './schema/expectations.ts';
import type { World } from './world.ts';

/** An expectation that doesn't hold. `path` leads to it in the scenario. */
export interface Failure {
  readonly path: readonly (string | number)[];
  readonly expected: unknown;
  readonly actual: unknown;
  /** Where a function threw it, in the scenario's file. */
  readonly line?: number;
  /** The device that it is about, by the scenario's name. */
  readonly device?: string;
  /** What an assertion of a function said, or what a refused request was likely meant to be. */
  readonly message?: string;
  /** Of long texts: the lines that differ, `-` expected and `+` actual. */
  readonly diff?: string;
}

/** Everything among `expected` that doesn't hold now; `path` is where it stands in the scenario. Throws on a device that isn't there. */
export function checkExpectations(
  expected: Expectations,
  world: World,
  path: readonly (string | number)[],
): Promise<Failure[]> {
  return world.aside(async () => {
    const failures = checkData(expected, world, path);
    for (const [index, { name, check }] of (expected.checks ?? []).entries())
      failures.push(...(await callCustom(name, check, world, [...path, 'checks', index])));
    return failures;
  });
}

function checkData(expected: Expectations, world: World, path: readonly (string | number)[]): Failure[] {
  return [
    // What the expectations below ask of Graph doesn't count.
    ...checkRequests(expected.requests, world, [...path, 'requests']),
    ...checkPermissions(expected.permissions, world, [...path, 'permissions']),
    ...checkNotifications(expected.notifications, world, [...path, 'notifications']),
    ...entries(expected.devices).flatMap(([device, properties]) =>
      mismatches(properties, world.device(device), [...path, 'devices', device]).map((mismatch) => ({
        ...mismatch,
        device,
      })),
    ),
    ...(expected.graph ?? []).flatMap((request, index) =>
      checkRequest(request, world, [...path, 'graph', index]),
    ),
    ...entries(expected.trace).flatMap(([device, wanted]) =>
      checkTrace(device, wanted, world, [...path, 'trace', device]),
    ),
    ...entries(expected.notInTrace).flatMap(([device, unwanted]) =>
      unwanted.flatMap((entry, index) => {
        const found = world.trace(device).find((candidate) => matches(entry, candidate));
        const here = [...path, 'notInTrace', device, index];
        return found ? [{ path: here, expected: 'no such entry', actual: found, device }] : [];
      }),
    ),
    ...entries(expected.findings).flatMap(([device, rules]) => {
      const actual = [...world.explain(device).findings].sort();
      return mismatches([...rules].sort(), actual, [...path, 'findings', device])
        .slice(0, 1)
        .map(() => ({ path: [...path, 'findings', device], expected: rules, actual, device }));
    }),
    ...checkFleets(expected.fleets, world, [...path, 'fleets']),
    ...checkVerdict(expected.verify, world, [...path, 'verify']),
  ];
}

function entries<T>(record: Readonly<Record<string, T>> | undefined): [string, T][] {
  return Object.entries(record ?? {});
}

/** Asks Graph and compares the answer. */
export function checkRequest(
  request: NonNullable<Expectations['graph']>[number],
  world: World,
  path: readonly (string | number)[],
  remember?: (body: unknown) => void,
): Failure[] {
  const { status, body } = world.request(request);
  const asExpected = request.status === undefined ? status < 300 : status === request.status;
  if (!asExpected) {
    const hint = world.hint();
    return [
      {
        path: [...path, 'status'],
        expected: request.status ?? 'a success',
        actual: { status, body },
        ...(hint !== undefined && { message: hint }),
      },
    ];
  }
  remember?.(body);
  const wanted = world.resolve({ answer: request.answer, contains: request.contains });
  return [
    ...(wanted.answer === undefined ? [] : mismatches(wanted.answer, body, [...path, 'answer'])),
    ...(wanted.contains === undefined ? [] : checkContains(wanted.contains, body, [...path, 'contains'])),
  ];
}

function checkContains(wanted: unknown, body: unknown, path: readonly (string | number)[]): Failure[] {
  const { value } = (body ?? {}) as { value?: unknown };
  if (!Array.isArray(value)) return [{ path, expected: 'a list in the answer', actual: body }];
  const [nearest] = value.map((element) => mismatches(wanted, element)).sort((a, b) => a.length - b.length);
  if (nearest?.length === 0) return [];
  if (!nearest) return [{ path, expected: wanted, actual: value }];
  // All of a long list would hide what is different.
  const differs = Object.fromEntries(nearest.map(({ path: where, actual }) => [where.join('.'), actual]));
  return [{ path, expected: wanted, actual: { elements: value.length, nearest: differs } }];
}

/** Each entry must come after the one before it; what is found in between doesn't matter. */
function checkTrace(
  device: string,
  wanted: readonly ExpectedEntry[],
  world: World,
  path: readonly (string | number)[],
): Failure[] {
  const trace = world.trace(device);
  let from = 0;
  for (const [index, entry] of wanted.entries()) {
    const found = trace.findIndex((candidate, at) => at >= from && matches(entry, candidate));
    if (found < 0) {
      const alike = trace.find((candidate) => entry.step !== undefined && candidate.step === entry.step);
      const actual = alike ?? `no such entry${from > 0 ? ` after '${trace[from - 1]?.step}'` : ''}`;
      return [{ path: [...path, index], expected: entry, actual, device }];
    }
    from = found + 1;
  }
  return [];
}

function matches({ message, user, findings, ...exact }: ExpectedEntry, entry: TraceEntry): boolean {
  return (
    mismatches(exact, entry).length === 0 &&
    (message === undefined || entry.message.includes(message)) &&
    (user === undefined || (entry.user ?? '').includes(user)) &&
    (findings ?? []).every((rule) => entry.findings?.includes(rule))
  );
}

function checkVerdict(
  expected: Expectations['verify'],
  world: World,
  path: readonly (string | number)[],
): Failure[] {
  if (!expected) return [];
  const [first] = world.deviceNames();
  const report = verifyTenant(world.tenant, first === undefined ? {} : { user: world.device(first).user.id });
  const rules = [...new Set(report.findings.map(({ rule }) => rule))];
  const missing = (expected.findings ?? []).filter((rule) => !rules.includes(rule));
  return [
    ...(expected.verdict !== undefined && expected.verdict !== report.verdict
      ? [{ path: [...path, 'verdict'], expected: expected.verdict, actual: report.verdict }]
      : []),
    ...(missing.length > 0 ? [{ path: [...path, 'findings'], expected: missing, actual: rules }] : []),
  ];
}
