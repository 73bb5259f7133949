// The public library. `docs/library.md` shows it in use.
export { FIXTURE_NAMES, type FixtureInfo, loadFixture } from '../fixtures/index.ts';
export { type Launched, type LaunchOptions, launch } from '../server/index.ts';
export {
  type DeviceAction,
  type DeviceExplanation,
  InvalidActionError,
  InvalidDeviceError,
  type NewDevice,
  type SimulatedDevice,
  type Simulation,
  type TraceEntry,
  UnknownDeviceError,
} from './device/index.ts';
export { createEmulator, type Emulator } from './emulator.ts';
export type { Caller, Graph, GraphRequest, GraphResponse } from './graph/index.ts';
export { type AssignmentExplanation, explainAssignment } from './intune/index.ts';
export {
  defineScenario,
  type LoadedScenario,
  loadScenarios,
  runScenario,
  ScenarioFileError,
  type ScenarioInput,
  type ScenarioResult,
  scenarioJsonSchema,
} from './scenario/index.ts';
export { type Actor, type Entity, Tenant, type TenantOptions, type TenantSnapshot } from './tenant/index.ts';
export {
  UnreadableInputError,
  type VerifyReport,
  verifyDocuments,
  verifyTenant,
} from './verify/index.ts';
