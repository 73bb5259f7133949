export { defineScenario } from './define.ts';
export type { GraphChange } from './graph-changes.ts';
export { loadScenarios, ScenarioPathError, UnknownParameterError } from './load.ts';
export { type LoadedScenario, parseScenarios, ScenarioFileError } from './parse.ts';
export { runRepeatedly } from './repeat.ts';
export {
  type DeviceRecord,
  type LocatedFailure,
  runScenario,
  type ScenarioRequest,
  type ScenarioResult,
  type StepRecord,
} from './run.ts';
export { type Scenario, type ScenarioInput, scenarioJsonSchema } from './schema.ts';
export type { Patience } from './world.ts';
