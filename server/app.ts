import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type NextFunction, type Request, type Response } from 'express';
import type { Entra } from '../src/entra/oauth/index.ts';
import { plainAddress } from './hosts.ts';
import { BodyError, hasBody, readBody } from './read-body.ts';
import { send, sendError } from './respond.ts';

/** A handler of Express, whose types are in no package that ours depends on: they may not show in our own. */
// biome-ignore lint/suspicious/noExplicitAny: Express's request and response
export type Mounted = (request: any, response: any, next: (error?: unknown) => void) => unknown;

/** What everything but Graph is answered from. Loaded after the server listens: Express takes its time. */
export interface AppParts {
  readonly entra: Entra;
  /** What is mounted under `/_tenantless`; asked for at the first request to it. */
  readonly control: (() => Promise<Mounted>) | undefined;
  readonly originOf: (request: IncomingMessage) => string;
  readonly version: string;
  readonly fail: (error: unknown) => void;
}

export type App = (request: IncomingMessage, response: ServerResponse) => void;

export function createApp({ entra, control, originOf, version, fail }: AppParts): App {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);

  app.get('/health', (_request, response) => {
    response.json({ status: 'ok', name: 'tenantless', version });
  });

  app.get('/', (request, response) => {
    const origin = originOf(request);
    response.json({
      name: 'tenantless',
      version,
      graph: { 'v1.0': `${origin}/v1.0`, beta: `${origin}/beta` },
      signIn: `${origin}/organizations/v2.0/.well-known/openid-configuration`,
      health: `${origin}/health`,
      ...(control && {
        control: `${origin}/_tenantless`,
        openapi: `${origin}/_tenantless/openapi.json`,
        certificateAuthority: `${origin}/_tenantless/ca.pem`,
      }),
    });
  });

  // The Azure CLI asks for these as soon as it has signed in, and gives up without an answer.
  app.get('/subscriptions', (_request, response) => {
    response.json({ value: [], count: { type: 'Total', value: 0 } });
  });

  if (control)
    app.use('/_tenantless', sameOriginOnly, async (request, response, next) => {
      const handle = await control();
      return handle(request, response, next);
    });

  app.use(async (request, response, next) => {
    const body = hasBody(request) ? await readBody(request) : undefined;
    const answer = await entra.handle({
      method: request.method,
      url: request.url,
      origin: originOf(request),
      address: plainAddress(request.socket.remoteAddress),
      header: (name) => request.get(name),
      body,
    });
    if (answer) send(response, answer.status, { ...answer.headers }, answer.body);
    else next();
  });

  app.use((request, response) => {
    sendError(
      response,
      404,
      'NotFound',
      `Nothing answers ${request.method} ${request.path} here. Microsoft Graph begins with /v1.0 or /beta; / lists the rest.`,
    );
  });

  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    if (response.headersSent) {
      response.destroy();
    } else if (error instanceof BodyError) {
      sendError(response, error.status, error.code, error.message, { Connection: 'close' });
    } else if (isClientError(error)) {
      sendError(response, error.status, 'BadRequest', error.message);
    } else {
      fail(error);
      sendError(response, 500, 'InternalServerError', 'Tenantless failed to answer; its log says why.');
    }
  });

  return app;
}

/** Errors of Express and its middleware that say that the request was wrong (a malformed escape in its path). */
function isClientError(error: unknown): error is Error & { status: number } {
  const status = error instanceof Error ? (error as Error & { status?: unknown }).status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500;
}

/** The control API asks for no credentials, so pages of other sites may not reach it even by a plain form. */
function sameOriginOnly(request: Request, response: Response, next: NextFunction): void {
  const origin = request.get('origin');
  const site = request.get('sec-fetch-site');
  const foreign =
    (origin !== undefined && hostOf(origin) !== request.get('host')) ||
    (site !== undefined && site !== 'same-origin' && site !== 'none');
  if (foreign) sendError(response, 403, 'Forbidden', 'The control API does not answer pages of other sites.');
  else next();
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
