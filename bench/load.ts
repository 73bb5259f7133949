import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import autocannon from 'autocannon';
import { cpuSeconds } from './cpu-seconds.ts';

/** A server in a process of its own, pinned to one core where the system can do that. */
export interface Subject {
  readonly url: string;
  /** What the server printed in its ready line. */
  readonly ready: Record<string, unknown>;
  /** Seconds of processor time that the server has used so far. */
  cpuSeconds(): Promise<number>;
  stop(): Promise<void>;
}

const SUBJECT_CORE = '0';
const LOAD_CORE = '1';
const canPin = spawnSync('taskset', ['--version']).status === 0;

/** Keeps the load generator, which runs in this process, off the core of the servers. */
export function pinLoadGenerator(): void {
  if (canPin) spawnSync('taskset', ['-a', '-p', '-c', LOAD_CORE, String(process.pid)]);
}

/** A command with its arguments that runs a script of the bench on the subjects' core. */
export function pinned(nodeOptions: readonly string[], script: string, args: readonly string[]): string[] {
  const node = [process.execPath, ...nodeOptions, '--import', 'tsx', script, ...args];
  return canPin ? ['taskset', '-c', SUBJECT_CORE, ...node] : node;
}

/** Starts `script` under tsx and waits for the line of JSON with which it says that it is ready. */
export async function startSubject(script: string, args: readonly string[] = []): Promise<Subject> {
  const [command, ...rest] = pinned([], script, args);
  const child: ChildProcess = spawn(command as string, rest, {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const [line] = (await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(() => {
      throw new Error(`${script} ended before it was ready`);
    }),
  ])) as [string];
  const ready = JSON.parse(line) as Record<string, unknown>;
  return {
    url: String(ready['url']),
    ready,
    async cpuSeconds() {
      child.send('cpu');
      const [seconds] = (await once(child, 'message')) as [number];
      return seconds;
    },
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** What a subject does with the messages of `cpuSeconds`. */
export function answerCpuQuestions(): void {
  process.on('message', () => {
    process.send?.(cpuSeconds());
  });
  process.on('SIGTERM', () => process.exit(0));
}

export interface Load {
  /** Asked for in turn, by each connection. */
  readonly paths: readonly string[];
  readonly token?: string;
  /** A body makes it a POST. */
  readonly body?: string;
}

export interface Throughput {
  /** Requests served in a second of the server's own processor time. */
  readonly perCpuSecond: number;
  /** Requests served in a second by the clock on the wall. */
  readonly perSecond: number;
}

const CONNECTIONS = 16;
const SAMPLE_MILLISECONDS = 50;

/**
 * Puts a number of requests to a subject. The load generator runs on the other core; when it, and not the server, is what is slow,
 * the figure for processor time still holds. Throws when any answer isn't a success.
 */
export async function measureThroughput(subject: Subject, load: Load, requests: number): Promise<Throughput> {
  const method = load.body === undefined ? 'GET' : 'POST';
  const before = await subject.cpuSeconds();
  const started = performance.now();
  const result = await autocannon({
    url: subject.url,
    amount: requests,
    sampleInt: SAMPLE_MILLISECONDS,
    connections: CONNECTIONS,
    method,
    headers: {
      ...(load.token !== undefined && { authorization: `Bearer ${load.token}` }),
      ...(load.body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(load.body !== undefined && { body: load.body }),
    requests: load.paths.map((path) => ({ path, method })),
  });
  const elapsed = (performance.now() - started) / 1000;
  const spent = (await subject.cpuSeconds()) - before;
  if (result.errors > 0 || result.non2xx > 0 || result['2xx'] === 0) {
    throw new Error(
      `${load.paths[0]}: ${result.non2xx} answers were no success, ${result.errors} requests failed`,
    );
  }
  return { perCpuSecond: result['2xx'] / spent, perSecond: result['2xx'] / elapsed };
}
