import { parseDuration } from '../clock/index.ts';
import { enrollFleet } from '../fleet/index.ts';
import { callCustom } from './custom.ts';
import { checkExpectations, checkRequest, type Failure } from './expect.ts';
import { assignObject, deleteObject, patchObject } from './objects.ts';
import { applyPolicy } from './policies.ts';
import { GraphRefusal } from './requests.ts';
import type { FleetStep, Step } from './schema/steps.ts';
import { expire } from './surroundings.ts';
import type { World } from './world.ts';

type Path = readonly (string | number)[];

/** Takes a step of the story. What comes of it otherwise than the scenario expects is a failure. */
export async function takeStep(step: Step, world: World, path: Path): Promise<Failure[]> {
  try {
    return await take(step, world, path);
  } catch (error) {
    if (!(error instanceof GraphRefusal)) throw error;
    return [{ path, expected: 'a success', actual: error.answer, message: error.message }];
  }
}

async function take(step: Step, world: World, path: Path): Promise<Failure[]> {
  if ('do' in step) {
    const { device, ...action } = step;
    world.simulation.act(world.device(device).id, action);
    return [];
  }
  if ('then' in step) return checkExpectations(step.then, world, [...path, 'then']);
  if ('await' in step) return waitFor(step, world, path);
  if ('run' in step) return callCustom(step.name, step.run, world, path);
  if ('graph' in step) {
    const { as, ...request } = step.graph;
    return checkRequest(request, world, [...path, 'graph'], (body) => {
      if (as !== undefined) world.remember(as, body);
    });
  }
  if ('remote' in step) {
    const request = {
      method: 'POST' as const,
      path: `/beta/deviceManagement/managedDevices/{${step.device}.managedDeviceId}/${step.remote}`,
      body: step.with ?? {},
      ...(step.status !== undefined && { status: step.status }),
    };
    return checkRequest(request, { ...world, request: world.administer }, path);
  }
  act(step, world);
  return [];
}

type Deed = Exclude<
  Step,
  | { do: unknown }
  | { then: unknown }
  | { await: unknown }
  | { run: unknown }
  | { graph: unknown }
  | { remote: unknown }
>;

/** What has no outcome of its own to compare. */
function act(step: Deed, world: World): void {
  const { clock } = world.tenant;
  if ('advance' in step) clock.advance(parseDuration(step.advance) as number);
  else if ('until' in step) clock.advanceTo(Date.parse(step.until));
  else if ('add' in step) applyPolicy(world, step.add);
  else if ('patch' in step) patchObject(world, step.patch, step.changes);
  else if ('assign' in step) assignObject(world, step.assign, step.to, step);
  else if ('delete' in step) deleteObject(world, step.delete);
  else if ('conditions' in step) world.conditions.change(step.conditions);
  else if ('fault' in step) world.conditions.faults.add(step.fault);
  else if ('endFault' in step) endFault(world, step.endFault);
  else if ('expire' in step) expire(world, step.expire);
  else enroll(world, step.fleet);
}

/** Many devices at once. Throws NobodyToEnrollError. */
export function enroll(world: World, { as, ...request }: FleetStep): void {
  if (world.fleets.has(as))
    throw new Error(`there is a fleet called '${as}' already; give this one a name by 'as'`);
  world.fleets.set(as, enrollFleet(world.tenant, world.simulation, request));
}

function endFault(world: World, id: string): void {
  if (world.conditions.faults.remove(id)) return;
  const known = world.conditions.faults.list().map((fault) => fault.id);
  throw new Error(`there is no fault with the id '${id}'; there is ${known.join(', ') || 'none'}`);
}

/** Lets time pass, from one thing that happens to the next, until something holds. */
async function waitFor(
  { await: expected, within }: Extract<Step, { await: unknown }>,
  world: World,
  path: Path,
): Promise<Failure[]> {
  const { clock } = world.tenant;
  const deadline = clock.now + (parseDuration(within) as number);
  for (;;) {
    const failures = await checkExpectations(expected, world, [...path, 'await']);
    if (failures.length === 0) return [];
    const next = clock.nextEventAt;
    if (next > deadline) {
      clock.advanceTo(deadline);
      return checkExpectations(expected, world, [...path, 'await']);
    }
    clock.advanceTo(Math.max(next, clock.now));
  }
}

/** A step in a few words: `phone: signIn Microsoft Teams`. */
export function stepWords(step: Step): string {
  if ('do' in step) {
    const { device, do: action, ...rest } = step;
    const more = Object.values(rest).filter((value) => typeof value === 'string');
    return [`${device}: ${action}`, ...more].join(' ');
  }
  if ('run' in step) return step.name;
  if ('graph' in step) return `${step.graph.method} ${step.graph.path}`;
  if ('remote' in step) return `${step.remote} ${step.device}`;
  if ('await' in step) return `await, at most ${step.within}`;
  if ('then' in step) return 'then';
  if ('fleet' in step) return `fleet of ${step.fleet.count}`;
  if ('add' in step) return 'use' in step.add ? `add ${step.add.use}` : `add to ${step.add.in}`;
  const [[verb, what] = ['', '']] = Object.entries(step);
  if (typeof what === 'string') return `${verb} ${what}`;
  const { named, id } = what as { named?: string; id?: string };
  return [verb, named ?? id ?? ''].join(' ').trim();
}
