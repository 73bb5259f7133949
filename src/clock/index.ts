export { CADENCES, UNPLAYED } from './cadences.ts';
export { Clock, type ClockMode, type ClockSnapshot, type EventHandler, toIso } from './clock.ts';
export { DAY, formatDuration, HOUR, MINUTE, parseDuration, SECOND } from './duration.ts';
export type { ScheduledEvent } from './event-queue.ts';
export { createRandom, type Random, type RandomState } from './random.ts';
export { systemTime } from './system-time.ts';
