// For reference: the least that a day of check-ins takes. A heap of moments, a map of records, and a copy of the record with the
// new time; no journal, policies, compliance or trace. Prints a line of JSON.
import { cpuSeconds } from './cpu-seconds.ts';

const devices = Number(process.argv[2]);
const DAY = 86_400_000;
const EIGHT_HOURS = 28_800_000;

interface Due {
  readonly at: number;
  readonly id: string;
}

const heap: Due[] = [];

function push(due: Due): void {
  let hole = heap.length;
  for (heap.push(due); hole > 0; ) {
    const parent = (hole - 1) >> 1;
    if ((heap[parent] as Due).at <= due.at) break;
    heap[hole] = heap[parent] as Due;
    hole = parent;
  }
  heap[hole] = due;
}

function pop(): Due {
  const first = heap[0] as Due;
  const last = heap.pop() as Due;
  let hole = 0;
  for (let child = 1; child < heap.length; child = 2 * hole + 1) {
    if (child + 1 < heap.length && (heap[child + 1] as Due).at < (heap[child] as Due).at) child += 1;
    if ((heap[child] as Due).at >= last.at) break;
    heap[hole] = heap[child] as Due;
    hole = child;
  }
  if (heap.length > 0) heap[hole] = last;
  return first;
}

const records = new Map<string, object>();
for (let number = 0; number < devices; number += 1) {
  const id = `${number.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
  records.set(id, {
    id,
    deviceName: 'Adele’s iPhone',
    operatingSystem: 'iOS',
    osVersion: '26.1',
    model: 'iPhone 17',
    complianceState: 'compliant',
    userPrincipalName: 'adele@contoso.com',
    serialNumber: id.slice(0, 8),
    enrolledDateTime: '2026-09-01T08:00:00Z',
    lastSyncDateTime: '2026-09-01T08:00:00Z',
  });
  push({ at: Math.floor((number / devices) * EIGHT_HOURS), id });
}

let checkIns = 0;
const morning = cpuSeconds();
while ((heap[0]?.at ?? DAY) < DAY) {
  const { at, id } = pop();
  records.set(id, { ...records.get(id), lastSyncDateTime: new Date(at).toISOString() });
  push({ at: at + EIGHT_HOURS, id });
  checkIns += 1;
}
console.log(JSON.stringify({ daySeconds: cpuSeconds() - morning, checkIns }));
