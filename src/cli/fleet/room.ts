import { getHeapStatistics } from 'node:v8';
import { CliError, EXIT } from '../exit.ts';

/**
 * What a device takes of the heap while a fleet is under way, with its person and all that is kept of both, in bytes, and room for
 * garbage: a million took 604 s of processor time within 5,000 MB, which is about what this comes to, and 1,033 s within 3,605.
 */
const BYTES_PER_DEVICE = 4200;
/** What it takes besides: the program, and its garbage. */
const BYTES_IN_ANY_CASE = 150e6;

/**
 * Throws CliError when Node would end the process for want of memory before the fleet is through.
 * @param limit how large the heap may grow, in bytes
 */
export function checkRoom(devices: number, limit = getHeapStatistics().heap_size_limit): void {
  const needed = BYTES_IN_ANY_CASE + devices * BYTES_PER_DEVICE;
  if (needed <= limit) return;
  const fitting = Math.floor((limit - BYTES_IN_ANY_CASE) / BYTES_PER_DEVICE / 1000) * 1000;
  throw new CliError(
    EXIT.usage,
    `${devices} devices take about ${gigabytes(needed)} of memory, and Node gives this process ${gigabytes(limit)}`,
    `NODE_OPTIONS=--max-old-space-size=${Math.ceil((needed * 1.2) / 2 ** 20)} gives it more${fitting > 0 ? `; --count ${fitting} fits` : ''}.`,
  );
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
