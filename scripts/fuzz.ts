// Asks Graph anything, very often:
//   npm run fuzz [-- REQUESTS [SEED]]
// Ends with what came of it; exit code 1 when an answer was wrong, a request took too long, or memory grew.
import fc from 'fast-check';
import { anyRequest } from '../test/support/any-request/index.ts';
import { busyContoso } from '../test/support/any-request/sample.ts';
import { misshapen } from '../test/support/misshapen.ts';

const [wanted = '1000000', firstSeed = '1'] = process.argv.slice(2);
const REQUESTS = Number(wanted);
/** How many requests one tenant lives through. */
const PER_TENANT = 4000;
const SLOWEST_MS = 5000;
/** How much larger the heap may be at the end than after the first tenants, in bytes. */
const GROWTH_LIMIT = 64 * 1024 * 1024;

interface Failure {
  readonly what: string;
  readonly seed: number;
  readonly asked: string;
}

const heap = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

const statuses = new Map<number, number>();
const failures: Failure[] = [];
let slowest = 0;
let sent = 0;
let base = 0;
const began = performance.now();
for (let seed = Number(firstSeed); sent < REQUESTS; seed += 1) {
  const client = busyContoso();
  for (const { method, url, body, headers } of fc.sample(anyRequest, { numRuns: PER_TENANT, seed })) {
    const asked = `${method} ${url} ${body ?? ''}`.slice(0, 600);
    const at = performance.now();
    let what: string | undefined;
    try {
      const answer = client.send(method, url, body, { 'content-type': 'application/json', ...headers });
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      what = misshapen(answer);
    } catch (error) {
      what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
    const took = performance.now() - at;
    slowest = Math.max(slowest, took);
    if (took > SLOWEST_MS) what ??= `took ${Math.round(took)} ms`;
    if (what !== undefined) failures.push({ what, seed, asked });
    sent += 1;
  }
  if (seed === Number(firstSeed) + 2) base = heap();
  if (process.stderr.isTTY || seed % 10 === 0) {
    process.stderr.write(`${sent.toLocaleString('en')} requests, ${failures.length} failures\n`);
  }
  if (failures.length > 50) break;
}

const growth = base === 0 ? 0 : heap() - base;
for (const { what, seed, asked } of failures.slice(0, 20))
  console.log(`seed ${seed}: ${asked}\n    ${what}\n`);
const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
console.log(
  `${sent.toLocaleString('en')} requests in ${Math.round((performance.now() - began) / 1000)} s, ${failures.length} failures; ` +
    `slowest ${Math.round(slowest)} ms; heap grew by ${(growth / 1024 / 1024).toFixed(1)} MB; ${counts.join(', ')}`,
);
process.exitCode = failures.length > 0 || growth > GROWTH_LIMIT ? 1 : 0;
