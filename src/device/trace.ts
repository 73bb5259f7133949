import type { MdmMessage } from '../intune/mdm/message.ts';

/** The cast of every conversation: who sends, who receives. */
export type Role =
  | 'person'
  | 'device'
  | 'app'
  | 'ssoExtension'
  | 'companyPortal'
  | 'intune'
  | 'entra'
  | 'apple';

/**
 * `ok`: it happened as it should. `refused`: somebody said no, and the journey ends there. `failed`: it went wrong, and
 * the journey may go on without it. `info`: worth knowing, nothing changed.
 */
export type Outcome = 'ok' | 'refused' | 'failed' | 'info';

/** A Graph object that a message is about; `changed` names the properties that it changed. */
export interface TraceObject {
  readonly set: string;
  readonly id: string;
  readonly changed?: readonly string[];
}

/** Whether somebody was turned down, or something broke. */
export const isFailure = (outcome: Outcome | undefined): boolean =>
  outcome === 'failed' || outcome === 'refused';

/** One message of the conversation between a person, a phone and the services. */
export interface TraceEntry {
  /** 1, 2, 3 … over all devices of a simulation; in order of happening for each device. */
  readonly sequence: number;
  /** Virtual time, ISO 8601. */
  readonly at: string;
  /** The simulated device's id. */
  readonly device: string;
  readonly from: Role;
  readonly to: Role;
  /** What this step is called: the protocol's or the telemetry's own name (`InstallProfile`, `JITRegistrationStarted`). */
  readonly step: string;
  readonly message: string;
  readonly outcome: Outcome;
  /** An error code as the service or the app shows it: -51824, 530002, 'DeviceCapReached'. */
  readonly code?: number | string;
  /** What the person sees on the screen. */
  readonly user?: string;
  readonly objects?: readonly TraceObject[];
  /** The `sequence` of the entry that led to this one. */
  readonly cause?: number;
  /** Ids of the catalogue's rules that explain it. */
  readonly findings?: readonly string[];
  /** What went over the wire in Apple's management protocol, when this did. */
  readonly mdm?: MdmMessage;
}

/** How many entries a device's trace shows: the newest. */
export const TRACE_ENTRIES_PER_DEVICE = 500;

/** How many entries all traces keep together; the oldest go first. */
export const TRACE_ENTRIES_IN_ALL = 200_000;
