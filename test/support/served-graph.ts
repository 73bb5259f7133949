import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from '../../server/index.ts';

/** Contoso behind a real server, and an application that asks its Graph over HTTP. */
export interface Served {
  readonly tenantId: string;
  readonly clientId: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  send(method: string, path: string, body?: object): Promise<{ status: number; body: any }>;
  /** Lets virtual time pass: `PT3H`. */
  advance(duration: string): Promise<void>;
  close(): Promise<void>;
}

export async function serveContoso(): Promise<Served> {
  const cache = mkdtempSync(join(tmpdir(), 'tenantless-graph-'));
  const emulator = await launch({ tenant: 'contoso', clockMode: 'manual', cache, port: 0, httpPort: 0 });
  const { tenantId, clientId, clientSecret } = emulator.info;
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: 'https://graph.microsoft.com/.default',
  });
  const answer = await fetch(`${emulator.httpUrl}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: form,
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const ask = (method: string, path: string, body?: object) =>
    fetch(`${emulator.httpUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  return {
    tenantId,
    clientId,
    async send(method, path, body) {
      const response = await ask(method, path, body);
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
    },
    async advance(duration) {
      await ask('POST', '/_tenantless/clock', { advance: duration });
    },
    async close() {
      await emulator.close();
      rmSync(cache, { recursive: true, force: true });
    },
  };
}
