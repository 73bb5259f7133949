import { DAY, SECOND } from '../../src/clock/index.ts';

/** The longest body of an ordinary control request, in bytes. */
export const CONTROL_BODY_LIMIT = 1024 * 1024;
/** The longest snapshot that is taken back, in bytes; Node can't hold a text of more than 512 MB. */
export const SNAPSHOT_LIMIT = 256 * 1024 * 1024;
/** How far time may be moved at once, in milliseconds: ten years. */
export const MAX_ADVANCE = 3653 * DAY;
/** How many devices, requests or changes one answer holds when nobody says, and at most. */
export const DEFAULT_PAGE = 100;
export const MAX_PAGE = 1000;
/** How many events are remembered for readers that connect again; older ones are reported as missed. */
export const EVENTS_KEPT = 10_000;
/** How many readers of events there may be at a time. */
export const MAX_READERS = 100;
/** How often a comment tells a reader of events that the connection still stands, in milliseconds. */
export const HEARTBEAT = 15 * SECOND;
/** How long a reader of events may leave what it was sent unread, in milliseconds; then it is dropped. */
export const READER_PATIENCE = 10 * SECOND;
/** How many devices one request for a fleet can have: nothing else is answered while they enroll. */
export const FLEET_REQUEST_LIMIT = 10_000;
