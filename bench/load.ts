import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import autocannon from 'autocannon';

/** A server in a process of its own, pinned to one core where the system can do that. */
export interface Subject {
  readonly url: string;
  readonly token?: string;
  /** What else the server printed in its ready line. */
  readonly ready: Record<string, unknown>;
  /** Seconds of processor time that the server has used so far. */
  cpuSeconds(): Promise<number>;
  stop(): Promise<void>;
}

const canPin = spawnSync('taskset', ['--version']).status === 0;

/** Starts `script` under tsx and waits for the line of JSON with which it says that it is ready. */
export async function startSubject(script: string, args: readonly string[] = []): Promise<Subject> {
  const node = [process.execPath, '--import', 'tsx', script, ...args];
  const [command, ...rest] = canPin ? ['taskset', '-c', '0', ...node] : node;
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
    url: String(ready.url),
    ...(typeof ready.token === 'string' && { token: ready.token }),
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
    const { user, system } = process.cpuUsage();
    process.send?.((user + system) / 1e6);
  });
  process.on('SIGTERM', () => process.exit(0));
}

export interface Load {
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: string;
  readonly seconds: number;
  readonly connections?: number;
}

/**
 * Puts a subject under load and says how many requests it serves in a second of its own processor time. The load
 * generator runs on the other core; when it, and not the server, is what is slow, this figure still holds.
 * Throws when any answer isn't a success.
 */
export async function requestsPerCpuSecond(subject: Subject, load: Load): Promise<number> {
  const options = {
    url: subject.url + load.path,
    method: load.method ?? 'GET',
    connections: load.connections ?? 16,
    headers: {
      ...(subject.token && { authorization: `Bearer ${subject.token}` }),
      ...(load.body && { 'content-type': 'application/json' }),
    },
    ...(load.body && { body: load.body }),
  } satisfies autocannon.Options;
  await autocannon({ ...options, duration: 1 });
  const before = await subject.cpuSeconds();
  const result = await autocannon({ ...options, duration: load.seconds });
  const spent = (await subject.cpuSeconds()) - before;
  if (result.errors > 0 || result.non2xx > 0 || result['2xx'] === 0) {
    throw new Error(`${load.path}: ${result.non2xx} answers were no success, ${result.errors} requests failed`);
  }
  return result['2xx'] / spent;
}
