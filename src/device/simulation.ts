import { findApp } from '../apple/app-catalogue.ts';
import { MINUTE } from '../clock/index.ts';
import { describeProblems } from '../input/index.ts';
import { ACTION_DUE_EVENT } from '../intune/service.ts';
import type { Tenant } from '../tenant/index.ts';
import { type DeviceAction, deviceActionSchema, type ParsedAction } from './actions.ts';
import { PUSH_EVENT, startChangePush } from './change-push.ts';
import { CADENCE_EVENT, CHECK_IN_EVENT, scheduleCheckIn } from './check-in.ts';
import { createDevice, unknownApp } from './create.ts';
import { JOURNEY_EVENT, runJourney } from './engine.ts';
import { InvalidActionError, UnknownDeviceError } from './errors.ts';
import { type DeviceExplanation, explainDevice } from './explain.ts';
import { type DeviceAssignments, explainDeviceAssignments } from './explain-assignments.ts';
import { JOURNEYS } from './journeys/index.ts';
import { type MdmConversation, mdmConversation } from './mdm/conversation.ts';
import type { NewDevice } from './new-device.ts';
import { tellActions } from './noncompliance.ts';
import { PASSCODE_EVENT, promptAgain } from './passcode-prompt.ts';
import { deviceChecksIn, perform } from './perform.ts';
import { APPS_EVENT, appsArrive, awaitsApps } from './required-apps.ts';
import type { Scene } from './scene.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import type { TraceEntry } from './trace.ts';
import { viewOf } from './view.ts';
import { World } from './world.ts';

/** What an action came to. */
export interface ActionResult {
  readonly device: SimulatedDevice;
  /** What the device went through meanwhile, in order. */
  readonly trace: readonly TraceEntry[];
}

/** The phones and tablets of a tenant's people. */
export interface Simulation {
  /** Throws InvalidDeviceError. */
  create(device: NewDevice): SimulatedDevice;
  /** Throws UnknownDeviceError. */
  get(id: string): SimulatedDevice;
  /** All of them, in the order in which they were made. */
  list(): SimulatedDevice[];
  /**
   * Does something with a device and lets virtual time pass until that is over. What the device refuses is in the trace.
   * Throws UnknownDeviceError, and InvalidActionError for what makes no sense.
   */
  act(id: string, action: DeviceAction): ActionResult;
  /**
   * Begins something that goes on as the clock moves, `at` a moment (milliseconds since the epoch) or now: for many
   * devices at a time. Throws like `act`.
   */
  start(id: string, action: DeviceAction, at?: number): void;
  /** The device's conversation so far. Throws UnknownDeviceError. */
  trace(id: string): readonly TraceEntry[];
  /** Where a device stands and why. Throws UnknownDeviceError. */
  explain(id: string): DeviceExplanation;
  /** A device's conversation in Apple's management protocol, and what waits to be sent. Throws UnknownDeviceError. */
  mdm(id: string): MdmConversation;
  /** Why a device gets each policy and app, or why not. Throws UnknownDeviceError. */
  assignments(id: string): DeviceAssignments;
  /** Calls `listener` at each trace entry of any device. Returns how to stop. */
  subscribe(listener: (entry: TraceEntry) => void): () => void;
  /**
   * The same for what tells of a failure or names rules, and what was told with it: in a fleet that is little, and all else needn't be
   * written. Returns how to stop.
   */
  subscribeToTroubles(listener: (entry: TraceEntry) => void): () => void;
}

/** How long a patient person waits for the required apps before going on, in milliseconds. */
const PATIENCE = 15 * MINUTE;

/** The clock's event for an action that begins later; the subject is the device's id and the action as JSON. */
const ACTION_EVENT = 'deviceAction';

/**
 * Puts devices into a tenant. One simulation a tenant: it answers the clock's events about devices.
 * @example createSimulation(tenant).create({ user: 'adele@contoso.com' })
 */
export function createSimulation(tenant: Tenant): Simulation {
  const world = new World(tenant, JOURNEYS);
  const { clock } = tenant;

  const pushArrives = startChangePush(world);

  function sceneOf(id: string): Scene {
    const scene = world.scene(id);
    if (!scene) throw new UnknownDeviceError(id);
    return scene;
  }

  /** What a clock event does to a device that is still there. */
  function onEvent(kind: string, handle: (scene: Scene, at: number) => void): void {
    clock.on(kind, (id, at) => {
      const scene = world.scene(id);
      if (!scene) return;
      handle(scene, at);
      world.store(scene);
    });
  }

  onEvent(JOURNEY_EVENT, (scene, at) => {
    if (scene.state.running?.due === at) runJourney(scene, false);
  });
  onEvent(APPS_EVENT, appsArrive);
  onEvent(PASSCODE_EVENT, promptAgain);
  onEvent(CADENCE_EVENT, (scene, at) => {
    if (scene.state.nextCheckIn !== at || scene.state.managedDeviceId === undefined) return;
    deviceChecksIn(scene, 'The device checks in by itself');
    scheduleCheckIn(scene);
  });
  function wake(managedDeviceId: string): void {
    const [state] = world.devices.where('managedDeviceId', managedDeviceId);
    const scene = state && world.scene(state.id);
    if (!scene) return;
    deviceChecksIn(scene, 'Intune wakes the device through Apple, and it checks in');
    world.store(scene);
  }
  clock.on(CHECK_IN_EVENT, wake);
  clock.on(PUSH_EVENT, (managedDeviceId) => {
    pushArrives(managedDeviceId);
    wake(managedDeviceId);
  });
  clock.on(ACTION_DUE_EVENT, (managedDeviceId) => {
    const taken = world.intune.takeActions(managedDeviceId);
    const [state] = world.devices.where('managedDeviceId', managedDeviceId);
    const scene = state && world.scene(state.id);
    if (!scene || taken.length === 0) return;
    tellActions(scene, taken);
    world.store(scene);
  });
  clock.on(ACTION_EVENT, (subject) => {
    const space = subject.indexOf(' ');
    const scene = world.scene(subject.slice(0, space));
    if (!scene) return;
    // One thing after the other, as people do.
    const busyUntil = scene.state.running?.due;
    if (busyUntil !== undefined) return clock.schedule(busyUntil, ACTION_EVENT, subject);
    perform(scene, readAction(subject.slice(space + 1)));
    runJourney(scene, false);
    world.store(scene);
  });

  const isBusy = (id: string) => world.devices.get(id)?.running !== undefined;
  const finishJourney = (id: string) => {
    if (isBusy(id)) clock.runUntil(() => !isBusy(id), Number.POSITIVE_INFINITY);
  };

  function waitForApps(id: string): void {
    const isWaiting = () => {
      const state = world.devices.get(id);
      return state !== undefined && awaitsApps(state);
    };
    const deadline = clock.now + PATIENCE;
    if (isWaiting() && !clock.runUntil(() => !isWaiting(), deadline)) clock.advanceTo(deadline);
  }

  return {
    create(newDevice) {
      clock.tick();
      return viewOf(createDevice(world, newDevice));
    },
    get: (id) => viewOf(sceneOf(id)),
    list: () => Array.from(world.devices, ({ id }) => viewOf(sceneOf(id))),
    act(id, action) {
      clock.tick();
      sceneOf(id);
      const parsed = parseAction(action);
      finishJourney(id);
      const scene = sceneOf(id);
      const before = world.lastSequence;
      perform(scene, parsed);
      runJourney(scene, true);
      world.store(scene);
      finishJourney(id);
      if (parsed.do === 'enroll' && parsed.waitForApps) waitForApps(id);
      return { device: viewOf(sceneOf(id)), trace: world.traces.since(scene.state.id, before) };
    },
    start(id, action, at = clock.now) {
      sceneOf(id);
      clock.schedule(at, ACTION_EVENT, `${id} ${writeAction(action)}`);
    },
    trace(id) {
      return world.traces.of(sceneOf(id).state.id);
    },
    explain: (id) => explainDevice(sceneOf(id)),
    mdm: (id) => mdmConversation(sceneOf(id), world.traces.of(sceneOf(id).state.id)),
    assignments: (id) => explainDeviceAssignments(sceneOf(id)),
    subscribe: (listener) => world.subscribe(listener),
    subscribeToTroubles: (listener) => world.subscribeToTroubles(listener),
  };
}

/** How many different actions are kept, as events hold them: a fleet does the same few things. Others are read each time. */
export const ACTIONS_KEPT = 1000;
const READ = new Map<string, ParsedAction>();
const WRITTEN = new Map<string, string>();

/** Throws InvalidActionError. */
function writeAction(action: DeviceAction): string {
  const asked = JSON.stringify(action);
  let written = WRITTEN.get(asked);
  if (written === undefined) {
    written = JSON.stringify(parseAction(action));
    if (WRITTEN.size < ACTIONS_KEPT) WRITTEN.set(asked, written);
  }
  return written;
}

function readAction(json: string): ParsedAction {
  let action = READ.get(json);
  if (!action) {
    action = JSON.parse(json) as ParsedAction;
    if (READ.size < ACTIONS_KEPT) READ.set(json, action);
  }
  return action;
}

/** Throws InvalidActionError. */
function parseAction(action: DeviceAction): ParsedAction {
  const parsed = deviceActionSchema.safeParse(action);
  if (!parsed.success)
    throw new InvalidActionError(describeProblems(parsed.error, deviceActionSchema, action));
  if ('app' in parsed.data && !findApp(parsed.data.app)) {
    throw new InvalidActionError([unknownApp(['app'], parsed.data.app)]);
  }
  return parsed.data;
}
