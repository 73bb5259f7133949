import { execFileSync } from 'node:child_process';
import { pinned } from './load.ts';
import { median } from './median.ts';

/** What a fleet in one process takes; times are the processor's. */
export interface FleetFigures {
  readonly devices: number;
  readonly enrollSeconds: number;
  /** Growth of the heap, with the journal, the traces and the log of sign-ins, which have limits. */
  readonly bytesPerDevice: number;
  readonly daySeconds: number;
  readonly checkIns: number;
  readonly bytesPerDeviceAfterDay: number;
  /** The most that the process ever held, its garbage included. */
  readonly peakBytes: number;
  /** How much longer a check-in takes than in the peer. */
  readonly timesPeer: number;
  /** The same once more, with little more memory than it needs; only of the largest fleet. */
  readonly tight?: Pick<FleetFigures, 'enrollSeconds' | 'daySeconds' | 'peakBytes'> | undefined;
}

interface Day {
  readonly daySeconds: number;
  readonly checkIns: number;
}

/** So much that collecting garbage costs little. */
const HEAP_MEGABYTES = 8192;
/** For a million devices, in what they are to take at most. */
const TIGHT_MEGABYTES = 2400;
const MILLION = 1_000_000;
const PEER_RUNS = 3;

export function measureFleet(devices: number): FleetFigures {
  const within = (megabytes: number) => ['--expose-gc', `--max-old-space-size=${megabytes}`];
  const options = within(HEAP_MEGABYTES);
  const perCheckIn = ({ daySeconds, checkIns }: Day) => daySeconds / checkIns;
  const fleet = run(options, 'bench/fleet-subject.ts', devices) as Omit<FleetFigures, 'timesPeer'>;
  const peers = Array.from({ length: PEER_RUNS }, () => run(options, 'bench/clock-peer.ts', devices) as Day);
  const tight =
    devices === MILLION
      ? (run(within(TIGHT_MEGABYTES), 'bench/fleet-subject.ts', devices) as FleetFigures)
      : undefined;
  return { ...fleet, timesPeer: perCheckIn(fleet) / median(peers.map(perCheckIn)), tight };
}

function run(options: readonly string[], script: string, devices: number): unknown {
  const [command, ...args] = pinned(options, script, [String(devices)]);
  return JSON.parse(
    execFileSync(command as string, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }),
  );
}

const whole = (value: number) => Math.round(value).toLocaleString('en');

/** Rows of a table: what, how much, and what it should be. */
export function fleetRows(fleets: readonly FleetFigures[]): string[][] {
  return fleets.flatMap((fleet) => {
    const { devices, enrollSeconds, bytesPerDevice, peakBytes, daySeconds, checkIns, timesPeer, tight } =
      fleet;
    const million = devices === MILLION;
    const each = (daySeconds / checkIns) * 1e6;
    return [
      [`${whole(devices)} devices: enrolled in`, `${enrollSeconds.toFixed(0)} s`, ''],
      ['… heap for each of them, logs included', `${whole(bytesPerDevice)} bytes`, ''],
      ['… heap in all, logs included', gigabytes(bytesPerDevice * devices), million ? '2.50 GB' : ''],
      ['… at most in memory', gigabytes(peakBytes), ''],
      [`… a day of ${whole(checkIns)} check-ins`, `${daySeconds.toFixed(1)} s`, million ? '120 s' : ''],
      ['… for each check-in', `${each.toFixed(1)} µs`, '40 µs'],
      ['… to a heap, a map and a copy', `${timesPeer.toFixed(1)}×`, ''],
      ...(tight ? tightRows(tight) : []),
    ];
  });
}

function tightRows({ enrollSeconds, daySeconds, peakBytes }: NonNullable<FleetFigures['tight']>): string[][] {
  return [
    [`… within ${TIGHT_MEGABYTES} MB of heap: enrolled in`, `${enrollSeconds.toFixed(0)} s`, ''],
    ['… a day of check-ins', `${daySeconds.toFixed(1)} s`, '120 s'],
    ['… at most in memory', gigabytes(peakBytes), '2.50 GB'],
  ];
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(2)} GB`;
}
