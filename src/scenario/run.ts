import {
  type DeviceExplanation,
  InvalidActionError,
  InvalidDeviceError,
  type SimulatedDevice,
  type TraceEntry,
} from '../device/index.ts';
import type { FleetSummary } from '../fleet/index.ts';
import type { LoggedRequest } from '../graph/index.ts';
import { problemSentence } from '../input/index.ts';
import { settleRestrictionAssignments } from '../intune/index.ts';
import type { Assumptions } from '../tenant/index.ts';
import { checkExpectations, type Failure } from './expect.ts';
import { checkGolden } from './golden.ts';
import { type GraphChange, graphChangesOf } from './graph-changes.ts';
import { patchObject } from './objects.ts';
import type { LoadedScenario, Place } from './parse.ts';
import { applyPerson } from './people.ts';
import { applyPolicy } from './policies.ts';
import type { Scenario } from './schema.ts';
import { enroll, stepWords, takeStep } from './steps.ts';
import { createWorld, type RunOptions, type World } from './world.ts';

/** How a run ended. `error`: the scenario itself makes no sense, so nothing was judged. */
export interface ScenarioResult {
  readonly name: string;
  readonly file: string;
  readonly tags: readonly string[];
  /** Give it to another run to get the same bytes. */
  readonly seed: number;
  /** What its parameters and the axes of its matrix were, and those of them that somebody gave. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly given: Readonly<Record<string, unknown>>;
  /** Whether Graph was strict where the scenario says nothing about it. */
  readonly strict: boolean;
  /** What was taken for true where the scenario says nothing about it. */
  readonly assumptions: Partial<Assumptions>;
  readonly status: 'passed' | 'failed' | 'error';
  readonly failures: readonly LocatedFailure[];
  readonly error?: { readonly message: string } & Partial<Place>;
  /** What was done, as far as it came. */
  readonly steps: readonly StepRecord[];
  readonly fleets: Readonly<Record<string, FleetSummary>>;
  readonly devices: readonly DeviceRecord[];
  /** What came to Graph, the administrator's preparations among it. */
  readonly requests: readonly ScenarioRequest[];
  /** Virtual time from the first step to the last expectation, in milliseconds. */
  readonly virtualTime: number;
  /** When the story began: milliseconds since the Unix epoch, virtual. */
  readonly start: number;
}

/** A request to Graph, as far as it tells the story. */
export type ScenarioRequest = Pick<
  LoggedRequest,
  'sequence' | 'at' | 'method' | 'url' | 'status' | 'ignored' | 'injected' | 'error'
>;

/** `file` only where it is another one than the scenario's. */
export interface LocatedFailure extends Failure, Partial<Place> {}

/** A step that was taken. */
export interface StepRecord {
  readonly words: string;
  /** When it began and ended: milliseconds since the Unix epoch, virtual. */
  readonly from: number;
  readonly to: number;
  /** The `sequence` of the last message up to its end, of whichever device; 0 before the first. */
  readonly lastMessage: number;
  /** The same of what Graph began to show, and of the requests to Graph. */
  readonly lastChange: number;
  readonly lastRequest: number;
}

/** What became of a device, as its scenario calls it. */
export interface DeviceRecord {
  readonly name: string;
  /** When the story began. */
  readonly before: SimulatedDevice;
  readonly device: SimulatedDevice;
  readonly trace: readonly TraceEntry[];
  /** What Microsoft Graph showed of it, from when on. */
  readonly graph: readonly GraphChange[];
  readonly explanation: DeviceExplanation;
}

type Path = readonly (string | number)[];

/** The scenario asks for something that isn't there, or that makes no sense. */
class ScenarioError extends Error {
  readonly path: Path;

  constructor(path: Path, message: string) {
    super(message);
    this.path = path;
  }
}

/**
 * Plays a scenario in a tenant of its own, or in a copy of one that was left behind. The same scenario and seed give the
 * same result, to the byte, unless a function of its own brings in something else. Never rejects for what a scenario does.
 */
export async function runScenario(
  loaded: LoadedScenario,
  seed: number,
  options: RunOptions = {},
): Promise<ScenarioResult> {
  const result = await playScenario(loaded, seed, options);
  return checkGolden(loaded, result, options.update ?? false, (other) =>
    playScenario(loaded, other, options),
  );
}

async function playScenario(
  loaded: LoadedScenario,
  seed: number,
  options: RunOptions,
): Promise<ScenarioResult> {
  const { scenario, file } = loaded;
  const located = (path: Path): Partial<Place> => {
    const place = loaded.placeOf(path);
    return place ? { line: place.line, ...(place.file !== file && { file: place.file }) } : {};
  };
  const head = {
    name: scenario.name,
    file,
    tags: scenario.tags,
    seed,
    parameters: loaded.parameters,
    given: loaded.given,
    strict: options.conditions?.strict ?? false,
    assumptions: options.assumptions ?? {},
  };
  const steps: StepRecord[] = [];
  let world: World | undefined;
  const story = () => ({
    steps,
    fleets: Object.fromEntries(world?.fleets ?? []),
    devices: world ? recordsOf(world) : [],
    requests: world ? requestsOf(world) : [],
  });
  try {
    world = await at(['given', 'tenant'], () => createWorld(scenario.given, seed, options, file));
    await prepare(scenario, world);
    const start = world.tenant.clock.now;
    const failures = await play(scenario, world, steps);
    return {
      ...head,
      status: failures.length > 0 ? 'failed' : 'passed',
      failures: failures.map((failure) => ({ ...failure, ...located(failure.path) })),
      ...story(),
      virtualTime: world.tenant.clock.now - start,
      start,
    };
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    const message = `${error.path.join('.')}: ${error.message}`;
    return {
      ...head,
      status: 'error',
      failures: [],
      error: { message, ...located(error.path) },
      ...story(),
      virtualTime: 0,
      start: world?.tenant.clock.now ?? 0,
    };
  }
}

async function play(scenario: Scenario, world: World, steps: StepRecord[]): Promise<Failure[]> {
  for (const [index, step] of scenario.steps.entries()) {
    const from = world.tenant.clock.now;
    const path = ['steps', index];
    const failures = await at(path, () => takeStep(step, world, path));
    steps.push({
      words: stepWords(step),
      from,
      to: world.tenant.clock.now,
      lastMessage: lastMessage(world),
      lastChange: world.tenant.journal.lastSequence,
      lastRequest: world.lastRequest(),
    });
    // What comes after a failed step would fail for no reason of its own.
    if (failures.length > 0) return failures;
  }
  return at(['then'], () => checkExpectations(scenario.then, world, ['then']));
}

/** What is given, in an order in which each may build on what comes before. */
function prepare(scenario: Scenario, world: World): Promise<void> {
  return world.aside(() => provide(scenario, world));
}

async function provide({ given, devices }: Scenario, world: World): Promise<void> {
  const each = async <T>(name: string, all: readonly T[], apply: (one: T) => void) => {
    for (const [index, one] of all.entries()) await at(['given', name, index], () => apply(one));
  };
  await each('people', given.people, (person) => applyPerson(world, person));
  await each('policies', given.policies, (policy) => applyPolicy(world, policy));
  await each('patches', given.patches, ({ of, patch }) => patchObject(world, of, patch));
  // What is given has been so for long.
  settleRestrictionAssignments(world.tenant);
  world.conditions.change(given.conditions ?? {});
  await each('faults', given.faults, (fault) => world.conditions.faults.add(fault));
  await each('fleets', given.fleets, (fleet) => enroll(world, fleet));
  for (const [name, device] of Object.entries(devices)) {
    await at(['devices', name], () => world.addDevice(name, device));
  }
}

/** Runs a part of a scenario; what it throws becomes an error at that place, unless it is our own mistake. */
async function at<T>(path: Path, part: () => T | Promise<T>): Promise<T> {
  try {
    return await part();
  } catch (error) {
    if (error instanceof ScenarioError || !(error instanceof Error)) throw error;
    if (error instanceof TypeError || error instanceof ReferenceError) throw error;
    if (error instanceof InvalidActionError || error instanceof InvalidDeviceError) {
      const [problem] = error.problems;
      throw new ScenarioError(
        [...path, ...(problem?.path ?? [])],
        problem ? problemSentence({ ...problem, path: [] }) : error.message,
      );
    }
    throw new ScenarioError(path, error.message);
  }
}

function lastMessage(world: World): number {
  return Math.max(0, ...world.deviceNames().map((name) => world.trace(name).at(-1)?.sequence ?? 0));
}

function recordsOf(world: World): DeviceRecord[] {
  return world.deviceNames().map((name) => {
    const trace = world.trace(name);
    return {
      name,
      before: world.deviceBefore(name),
      device: world.device(name),
      trace,
      graph: graphChangesOf(world.tenant, trace),
      explanation: world.explain(name),
    };
  });
}

function requestsOf(world: World): ScenarioRequest[] {
  return world.requests().map(({ sequence, at, method, url, status, ignored, injected, error }) => ({
    sequence,
    at,
    method,
    url,
    status,
    ignored,
    injected,
    error,
  }));
}
