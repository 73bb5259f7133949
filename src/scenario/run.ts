import { parseDuration } from '../clock/index.ts';
import {
  type DeviceExplanation,
  InvalidActionError,
  InvalidDeviceError,
  type SimulatedDevice,
  type TraceEntry,
} from '../device/index.ts';
import type { LoggedRequest } from '../graph/index.ts';
import { problemSentence } from '../input/index.ts';
import { checkExpectations, type Failure } from './expect.ts';
import type { LoadedScenario } from './parse.ts';
import { applyPolicy } from './policies.ts';
import type { Scenario } from './schema.ts';
import { createWorld, type RunOptions, type World } from './world.ts';

/** How a run ended. `error`: the scenario itself makes no sense, so nothing was judged. */
export interface ScenarioResult {
  readonly name: string;
  readonly file: string;
  readonly tags: readonly string[];
  /** Give it to another run to get the same bytes. */
  readonly seed: number;
  readonly status: 'passed' | 'failed' | 'error';
  readonly failures: readonly LocatedFailure[];
  readonly error?: { readonly message: string; readonly line?: number };
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
  'at' | 'method' | 'url' | 'status' | 'ignored' | 'injected' | 'error'
>;

export interface LocatedFailure extends Failure {
  readonly line?: number;
}

/** What became of a device, as its scenario calls it. */
export interface DeviceRecord {
  readonly name: string;
  /** When the story began. */
  readonly before: SimulatedDevice;
  readonly device: SimulatedDevice;
  readonly trace: readonly TraceEntry[];
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
 * Plays a scenario in a tenant of its own, or in a copy of one that was left behind. The same scenario and seed give the same result, to the byte. Never throws for what a
 * scenario does.
 */
export function runScenario(loaded: LoadedScenario, seed: number, options: RunOptions = {}): ScenarioResult {
  const { scenario, file, lineOf } = loaded;
  const located = (path: Path) => {
    const line = lineOf(path);
    return line === undefined ? {} : { line };
  };
  const head = { name: scenario.name, file, tags: scenario.tags, seed };
  let world: World | undefined;
  try {
    world = at(['given', 'tenant'], () => createWorld(scenario.given, seed, options));
    const start = world.tenant.clock.now;
    const failures = play(scenario, world);
    return {
      ...head,
      status: failures.length > 0 ? 'failed' : 'passed',
      failures: failures.map((failure) => ({ ...failure, ...located(failure.path) })),
      devices: recordsOf(world),
      requests: requestsOf(world),
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
      devices: world ? recordsOf(world) : [],
      requests: world ? requestsOf(world) : [],
      virtualTime: 0,
      start: world?.tenant.clock.now ?? 0,
    };
  }
}

function play(scenario: Scenario, world: World): Failure[] {
  for (const [index, policy] of scenario.given.policies.entries()) {
    at(['given', 'policies', index], () => applyPolicy(world, policy));
  }
  world.conditions.change(scenario.given.conditions ?? {});
  for (const [index, fault] of scenario.given.faults.entries()) {
    at(['given', 'faults', index], () => world.conditions.faults.add(fault));
  }
  for (const [name, device] of Object.entries(scenario.devices)) {
    at(['devices', name], () => world.addDevice(name, device));
  }
  for (const [index, step] of scenario.steps.entries()) {
    const failures = at(['steps', index], () => take(step, world, ['steps', index]));
    // What comes after a failed step would fail for no reason of its own.
    if (failures.length > 0) return failures;
  }
  return at(['then'], () => checkExpectations(scenario.then, world, ['then']));
}

function take(step: Scenario['steps'][number], world: World, path: Path): Failure[] {
  if ('do' in step) {
    const { device, ...action } = step;
    world.simulation.act(world.device(device).id, action);
    return [];
  }
  if ('advance' in step) {
    world.tenant.clock.advance(parseDuration(step.advance) as number);
    return [];
  }
  if ('then' in step) return checkExpectations(step.then, world, [...path, 'then']);
  const { as, ...request } = step.graph;
  const failures = checkExpectations({ graph: [request] }, rememberingWorld(world, as), path);
  return failures.map((failure) => ({
    ...failure,
    path: [...path, 'graph', ...failure.path.slice(path.length + 2)],
  }));
}

/** A world that remembers the answer to its next request under a name. */
function rememberingWorld(world: World, name: string | undefined): World {
  if (name === undefined) return world;
  return {
    ...world,
    request(request) {
      const answer = world.request(request);
      world.remember(name, answer.body);
      return answer;
    },
  };
}

/** Runs a part of a scenario; what it throws becomes an error at that place, unless it is our own mistake. */
function at<T>(path: Path, part: () => T): T {
  try {
    return part();
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

function recordsOf(world: World): DeviceRecord[] {
  return world.deviceNames().map((name) => ({
    name,
    before: world.deviceBefore(name),
    device: world.device(name),
    trace: world.trace(name),
    explanation: world.explain(name),
  }));
}

function requestsOf(world: World): ScenarioRequest[] {
  return world.requests().map(({ at, method, url, status, ignored, injected, error }) => ({
    at,
    method,
    url,
    status,
    ignored,
    injected,
    error,
  }));
}
