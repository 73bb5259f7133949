// Many devices at once, with the variety of real people's.
export { enrollFleet, type FleetProgress } from './enroll-fleet.ts';
export { type FleetMixInput, fleetMixSchema } from './mix.ts';
export { NobodyToEnrollError } from './people.ts';
export {
  type FleetRequestInput,
  fleetRequestSchema,
  InvalidFleetError,
  parseFleetRequest,
} from './request.ts';
export type { FleetCounts, FleetSummary, FleetTrouble } from './summary.ts';
