import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { EVENT_KINDS, type EventKind, EventLog } from './event-log.ts';
import { EventStream, type StreamLimits } from './event-stream.ts';

const CLOCK = { now: 'noon' };
let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

interface Options {
  readonly kept?: number;
  readonly kinds?: readonly EventKind[];
  readonly limits?: StreamLimits;
  readonly beforeBeat?: () => void;
  readonly start?: () => void;
}

const nothing = () => {};

async function serve({ kept = 100, kinds = EVENT_KINDS, limits = {}, ...hooks }: Options = {}) {
  const log = new EventLog(kept);
  const options = { start: nothing, beforeBeat: nothing, ...hooks };
  const stream = new EventStream({ log, run: 'run-1', clock: () => CLOCK, limits, ...options });
  const listening = createServer((request, response) => {
    const lastEventId = request.headers['last-event-id'] as string | undefined;
    stream.serve(request, response, new Set(kinds), lastEventId);
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  return { log, stream, port };
}

function connect(port: number, lastEventId?: string): Promise<IncomingMessage> {
  const headers = lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId };
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', headers }, resolve).on('error', reject);
  });
}

/** Reads until `enough` text has come, or the connection ends. */
async function read(response: IncomingMessage, enough: (text: string) => boolean): Promise<string> {
  let text = '';
  response.setEncoding('utf8');
  for await (const piece of response.iterator({ destroyOnReturn: false })) {
    text += piece;
    if (enough(text)) break;
  }
  return text;
}

const has = (part: string) => (text: string) => text.includes(part);

function eventsIn(text: string) {
  return text
    .split('\n\n')
    .filter((block) => block.startsWith('event: '))
    .map((block) => {
      const [event, id, data] = block.split('\n').map((line) => line.slice(line.indexOf(': ') + 2));
      return { event, id, data: JSON.parse(data as string) as unknown };
    });
}

describe('server-sent events', () => {
  it('begin with the clock, then come in the order in which they happened', async () => {
    const { log, port } = await serve();
    log.add('change', () => 'before anybody reads');
    const response = await connect(port);
    expect(response.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    log.add('trace', () => ({ step: 'one' }));
    log.add('change', () => ({ line: 'a\nb' }));
    expect(eventsIn(await read(response, has('a\\nb')))).toEqual([
      { event: 'clock', id: 'run-1-1', data: CLOCK },
      { event: 'trace', id: 'run-1-2', data: { step: 'one' } },
      { event: 'change', id: 'run-1-3', data: { line: 'a\nb' } },
    ]);
  });

  it('go on after Last-Event-ID', async () => {
    const { log, port } = await serve({ kinds: ['change'] });
    for (const number of [1, 2, 3]) log.add('change', () => number);
    const text = await read(await connect(port, 'run-1-1'), has('data: 3'));
    expect(eventsIn(text).map(({ data }) => data)).toEqual([2, 3]);
  });

  it('say how many are lost when the reader was away for too long', async () => {
    const { log, port } = await serve({ kept: 2, kinds: ['change'] });
    for (const number of [1, 2, 3, 4, 5]) log.add('change', () => number);
    const text = await read(await connect(port, 'run-1-1'), has('data: 5'));
    expect(eventsIn(text)).toEqual([
      { event: 'missed', id: 'run-1-3', data: { events: 2 } },
      { event: 'change', id: 'run-1-4', data: 4 },
      { event: 'change', id: 'run-1-5', data: 5 },
    ]);
  });

  it.each(['run-0-1', 'run-1-99', 'run-1-x', 'nonsense'])(
    'say that nobody knows what was missed after %s',
    async (id) => {
      const { log, port } = await serve({ kinds: ['change'] });
      log.add('change', () => 1);
      const response = await connect(port, id);
      log.add('change', () => 2);
      expect(eventsIn(await read(response, has('data: 2')))).toEqual([
        { event: 'missed', id: 'run-1-1', data: { events: null } },
        { event: 'change', id: 'run-1-2', data: 2 },
      ]);
    },
  );

  it('are of the kinds that were asked for', async () => {
    const { log, port } = await serve({ kinds: ['request'] });
    const response = await connect(port);
    log.add('change', () => 1);
    log.add('request', () => 2);
    expect(eventsIn(await read(response, has('data: 2'))).map(({ event }) => event)).toEqual(['request']);
  });

  it('keep the connection alive with comments, before which the clock is looked at', async () => {
    let looked = 0;
    const { port } = await serve({
      limits: { heartbeat: 10 },
      beforeBeat: () => {
        looked += 1;
      },
    });
    await read(await connect(port), has(': still here'));
    expect(looked).toBeGreaterThan(0);
  });

  it('are logged from the first reader on', async () => {
    let started = 0;
    const { port } = await serve({
      start: () => {
        started += 1;
      },
    });
    expect(started).toBe(0);
    await connect(port);
    await connect(port);
    expect(started).toBe(1);
  });

  it('reach a slow reader when it reads on, with no more waiting for it than the log holds', async () => {
    const { log, port } = await serve({ kept: 50, kinds: ['change'], limits: { patience: 60_000 } });
    const response = await connect(port);
    response.pause();
    const large = 'x'.repeat(100_000);
    for (let number = 0; number < 400; number += 1) {
      log.add('change', () => ({ large, number }));
      if (number % 20 === 0) await sleep(1);
    }
    const events = eventsIn(await read(response, has('"number":399}')));
    const missed = events.filter(({ event }) => event === 'missed');
    const lost = missed.reduce((sum, { data }) => sum + (data as { events: number }).events, 0);
    expect(lost).toBeGreaterThan(0);
    expect(events.length - missed.length + lost).toBe(400);
  });

  it('drop a reader that does not read', async () => {
    const { log, port } = await serve({ limits: { patience: 50 } });
    const dropped = new Promise((resolve) =>
      server?.once('connection', (socket) => socket.once('close', resolve)),
    );
    const response = await connect(port);
    response.pause();
    const large = 'x'.repeat(1_000_000);
    for (let number = 0; number < 30; number += 1) log.add('change', () => large);
    await dropped;
    await expect(read(response, () => false)).rejects.toThrow('aborted');
  });

  it('admit so many readers and no more', async () => {
    const { port, stream } = await serve({ limits: { readers: 2 } });
    stream.admit();
    const first = await connect(port);
    await connect(port);
    expect(() => stream.admit()).toThrow('2 clients read events already');
    first.destroy();
    await expect.poll(() => admits(stream)).toBe(true);
  });

  it('end when the server stops, also for whoever comes late', async () => {
    const { port, stream } = await serve();
    const response = await connect(port);
    stream.close();
    expect(await read(response, () => false)).toContain('event: clock');
    expect(await read(await connect(port), () => false)).toBe('');
  });
});

function admits(stream: EventStream): boolean {
  try {
    stream.admit();
    return true;
  } catch {
    return false;
  }
}
