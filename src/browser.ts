// What of the library needs no Node: a bundler for browsers is given this for `tenantless`. `docs/library.md` shows it in use.
export { FIXTURE_NAMES, type FixtureInfo, loadFixture } from '../fixtures/index.ts';
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
export { defineScenario } from './scenario/define.ts';
export { type LoadedScenario, parseScenarios, ScenarioFileError } from './scenario/parse.ts';
export { runScenario, type ScenarioResult } from './scenario/run.ts';
export { type ScenarioInput, scenarioJsonSchema } from './scenario/schema.ts';
export {
  type Actor,
  ASSUMPTIONS,
  type Assumptions,
  assume,
  assumptionsOf,
  type Entity,
  Tenant,
  type TenantOptions,
  type TenantSnapshot,
} from './tenant/index.ts';
export {
  UnreadableInputError,
  type VerifyReport,
  verifyDocuments,
  verifyTenant,
} from './verify/index.ts';
