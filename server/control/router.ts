import express, {
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { z } from 'zod';
import { InvalidActionError, InvalidDeviceError, UnknownDeviceError } from '../../src/device/index.ts';
import { closest, describeProblems, problemSentence } from '../../src/input/index.ts';
import { UnknownAppError } from '../../src/rules/index.ts';
import { UnknownUserError } from '../../src/verify/index.ts';
import { BodyError, hasBody, readBody } from '../read-body.ts';
import { send } from '../respond.ts';
import type { Answer, Endpoint } from './endpoint.ts';
import { badRequest, bodyRefused, ControlError, detailOf, methodNotAllowed, notFound } from './errors.ts';
import { CONTROL_BODY_LIMIT } from './limits.ts';

/** A parameter that an endpoint doesn't know is a mistake worth telling. */
const NO_QUERY = z.strictObject({});
const JSON_TYPE = 'application/json; charset=utf-8';

/** @param afterwards called after every request that may have changed something */
export function createRouter(endpoints: readonly Endpoint[], afterwards: () => void): Router {
  const router = express.Router();
  const byPath = new Map<string, Endpoint[]>();
  for (const endpoint of endpoints)
    byPath.set(endpoint.path, [...(byPath.get(endpoint.path) ?? []), endpoint]);
  for (const [path, handlers] of byPath) {
    const route = router.route(path.replaceAll(/\{(\w+)\}/g, ':$1'));
    for (const endpoint of handlers) route[verb(endpoint)](serve(endpoint, afterwards));
    route.all((request: Request) => {
      const allowed = handlers.map(({ method }) => method);
      throw methodNotAllowed(request.method, request.originalUrl.split('?')[0] as string, allowed);
    });
  }
  router.use((request: Request) => {
    const meant = closest(request.path, [...byPath.keys()]);
    throw notFound(
      `The control API has no ${request.path}`,
      meant ? `Did you mean /_tenantless${meant}?` : 'GET /_tenantless lists what it has.',
    );
  });
  router.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    const refusal = refusalOf(error);
    if (!refusal || response.headersSent) next(error);
    else sendRefusal(response, refusal);
  });
  return router;
}

function verb({ method }: Endpoint): 'get' | 'post' | 'put' | 'patch' | 'delete' {
  return method.toLowerCase() as Lowercase<Endpoint['method']>;
}

function serve(endpoint: Endpoint, afterwards: () => void): RequestHandler {
  return async (request, response) => {
    const query = parse(endpoint.query ?? NO_QUERY, { ...request.query }, 'The query') as Record<
      string,
      unknown
    >;
    const body = endpoint.body
      ? parse(endpoint.body, await readJson(request, endpoint), 'The body')
      : undefined;
    const params = request.params as Record<string, string>;
    const answer = endpoint.handle({ params, query, body, header: (name) => request.get(name) });
    if (endpoint.method !== 'GET') afterwards();
    await reply(request, response, answer);
  };
}

/** Undefined when there is no body. */
async function readJson(request: Request, { bodyLimit = CONTROL_BODY_LIMIT }: Endpoint): Promise<unknown> {
  const text = hasBody(request) ? await readBody(request, bodyLimit) : '';
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRequest(`The body is no JSON: ${(error as Error).message}.`);
  }
}

function parse(schema: z.ZodType, input: unknown, what: string): unknown {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  if (input === undefined)
    throw badRequest('A JSON body is missing; GET /_tenantless/openapi.json says what it holds.');
  const problems = describeProblems(parsed.error, schema, input);
  throw badRequest(
    `${what} is not as expected: ${problems.map(problemSentence).join('; ')}.`,
    problems.map(detailOf),
  );
}

async function reply(request: Request, response: Response, answer: Answer): Promise<void> {
  switch (answer.kind) {
    case 'json':
      send(
        response,
        answer.status,
        { ...answer.headers, 'Content-Type': JSON_TYPE },
        JSON.stringify(answer.value),
      );
      break;
    case 'text':
      send(response, 200, { ...answer.headers, 'Content-Type': answer.type }, answer.text);
      break;
    case 'pieces':
      response.writeHead(200, { 'Content-Type': answer.type });
      for (const piece of answer.pieces) {
        if (response.destroyed) return;
        if (!response.write(piece)) await new Promise<void>((resume) => whenWritable(response, resume));
      }
      response.end();
      break;
    case 'empty':
      send(response, 204, {}, undefined);
      break;
    case 'stream':
      answer.serve(request, response);
      break;
  }
}

/** Also when the reader has gone, so that nobody waits for it. */
function whenWritable(response: Response, resume: () => void): void {
  const done = () => {
    response.off('drain', done);
    response.off('close', done);
    resume();
  };
  response.on('drain', done);
  response.on('close', done);
}

/** What a request did wrong; undefined when the fault is ours. */
function refusalOf(error: unknown): ControlError | undefined {
  if (error instanceof ControlError) return error;
  if (error instanceof InvalidDeviceError || error instanceof InvalidActionError) {
    return badRequest(`${error.message}.`, error.problems.map(detailOf));
  }
  if (error instanceof UnknownDeviceError) {
    return notFound(capital(error.message), 'GET /_tenantless/devices lists them.');
  }
  if (error instanceof UnknownAppError)
    return badRequest(`firstApp: ${error.message}.`, [{ path: 'firstApp', message: error.message }]);
  if (error instanceof UnknownUserError)
    return badRequest(`user: ${error.message}.`, [{ path: 'user', message: error.message }]);
  if (error instanceof BodyError) return bodyRefused(error.status, error.message);
  return undefined;
}

function sendRefusal(response: Response, { status, code, message, details, headers }: ControlError): void {
  const error = { code, message, ...(details.length > 0 && { details }) };
  send(response, status, { ...headers, 'Content-Type': JSON_TYPE }, JSON.stringify({ error }));
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
