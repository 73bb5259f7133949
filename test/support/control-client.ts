import { mkdtempSync, rmSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { z } from 'zod';
import { NAMED_SCHEMAS } from '../../server/control/schemas.ts';
import { type Launched, type LaunchOptions, launch } from '../../server/index.ts';

/** Somebody at Contoso who may enroll. */
export const PERSON = 'hamish.kerr@contoso.com';

interface Called {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // The tests look into answers of all shapes.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly json: any;
}

interface Received {
  readonly event: string;
  readonly id: string;
  readonly data: unknown;
}

/** An emulator of its own for a test file, and what one does with its control API. */
export interface ControlClient extends AsyncDisposable {
  readonly emulator: Launched;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Called>;
  /** Expects an error of that status, in the API's shape, and returns it. */
  refused(
    status: number,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ code: string; message: string; details?: Record<string, string>[] }>;
  /** Returns the id of the new device. */
  createDevice(facts?: object): Promise<string>;
  act(id: string, action: object): Promise<Called>;
  /** Sends a GET to Microsoft Graph as the tenant's first app, and returns the status. */
  graph(path: string): Promise<number>;
  connect(path: string, lastEventId?: string): Promise<IncomingMessage>;
}

export async function createControlClient(options: LaunchOptions = {}): Promise<ControlClient> {
  const cache = mkdtempSync(join(tmpdir(), 'tenantless-control-'));
  const emulator = await launch({ tenant: 'contoso-jit', clockMode: 'manual', cache, ...options });
  const base = `${emulator.httpUrl}/_tenantless`;

  const call: ControlClient['call'] = async (method, path, body, headers = {}) => {
    const response = await fetch(base + path, {
      method,
      headers,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? JSON.parse(text) : undefined,
    };
  };

  return {
    emulator,
    call,
    async refused(status, method, path, body) {
      const answer = await call(method, path, body);
      expect({ path, status: answer.status }).toEqual({ path, status });
      conforms(NAMED_SCHEMAS['Error'] as z.ZodType, answer.json);
      expect(answer.text).not.toMatch(/\bat .*\.ts:\d+/);
      return answer.json.error;
    },
    async createDevice(facts = {}) {
      const { status, json } = await call('POST', '/devices', { user: PERSON, ...facts });
      expect(status).toBe(201);
      return json.id;
    },
    act: (id, action) => call('POST', `/devices/${id}/actions`, action),
    async graph(path) {
      const { tenantId, clientId, clientSecret } = emulator.info;
      const signIn = await fetch(`${emulator.httpUrl}/${tenantId}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: clientId,
          client_secret: clientSecret,
          scope: 'https://graph.microsoft.com/.default',
        }),
      });
      const { access_token } = (await signIn.json()) as { access_token: string };
      const headers = { Authorization: `Bearer ${access_token}` };
      const response = await fetch(emulator.httpUrl + path, { headers });
      await response.arrayBuffer();
      return response.status;
    },
    connect(path, lastEventId) {
      const headers = lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId };
      return new Promise((resolve, reject) => {
        get(base + path, { headers }, resolve).on('error', reject);
      });
    },
    async [Symbol.asyncDispose]() {
      await emulator.close();
      rmSync(cache, { recursive: true, force: true });
    },
  };
}

/** An answer is what the document says, and nothing that the document leaves out. */
export function conforms(schema: z.ZodType, value: unknown): void {
  expect(schema.parse(value)).toEqual(value);
}

/** Reads server-sent events until there are enough. */
export async function eventsUntil(
  reader: IncomingMessage,
  done: (events: Received[]) => boolean,
): Promise<Received[]> {
  const events: Received[] = [];
  let rest = '';
  reader.setEncoding('utf8');
  for await (const piece of reader.iterator({ destroyOnReturn: false })) {
    const blocks = (rest + piece).split('\n\n');
    rest = blocks.pop() as string;
    for (const block of blocks) {
      if (!block.startsWith('event: ')) continue;
      const [event = '', id = '', data = ''] = block
        .split('\n')
        .map((line) => line.slice(line.indexOf(': ') + 2));
      events.push({ event, id, data: JSON.parse(data) });
    }
    if (done(events)) break;
  }
  return events;
}
