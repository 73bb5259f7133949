export { type ActionName, type DeviceAction, deviceActionSchema, type ParsedAction } from './actions.ts';
export { appsOf } from './apps.ts';
export { InvalidActionError, InvalidDeviceError, UnknownDeviceError } from './errors.ts';
export type { DeviceExplanation, ExplainedApp, ExplainedPolicy } from './explain.ts';
export { assignmentLines, type DeviceAssignment, type DeviceAssignments } from './explain-assignments.ts';
export {
  formatMdm,
  type MdmConversation,
  type MdmExchange,
  type WaitingCommand,
} from './mdm/conversation.ts';
export { type DeviceFacts, type NewDevice, newDeviceSchema } from './new-device.ts';
export type { DeviceApp, ManagedAppStatus, SimulatedDevice } from './simulated-device.ts';
export { type ActionResult, createSimulation, type Simulation } from './simulation.ts';
export type {
  Outcome,
  Role,
  TraceEntry,
  TraceObject,
} from './trace.ts';
export { formatOffset, formatTrace } from './trace-text.ts';
