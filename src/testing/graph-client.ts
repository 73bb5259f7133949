import { Client, type Context, type Middleware } from '@microsoft/microsoft-graph-client';
import type { Emulator } from '../emulator.ts';
import {
  type Caller,
  type NoAnswer,
  type OutgoingAnswer,
  type OutgoingRequest,
  settled,
} from '../graph/index.ts';
import type { GraphAnswer, GraphCreated } from './graph-answers.ts';
import { bodyOf, textOf } from './web-messages.ts';

const ORIGIN = 'https://graph.microsoft.com';

/**
 * Microsoft's own client for Graph, and short forms of its requests whose answers are typed by their path. A path begins with
 * `/beta/`, or is one of v1.0. All throw the client's GraphError; what its `cause` says of the request, and what was likely meant, test
 * runners print.
 */
export interface GraphClient extends Client {
  /** @example const { value } = await tenant.graph.get('/deviceManagement/managedDevices?$top=5') */
  get<const Path extends string>(path: Path): Promise<GraphAnswer<Path>>;
  /** Of a set, answers the entity that was made. */
  post<const Path extends string>(path: Path, body: object): Promise<GraphCreated<Path>>;
  /** Answers what the service does: the entity in most of Intune, nothing in the directory. */
  patch(path: string, body: object): Promise<unknown>;
  /** Deletes an entity, or takes a reference away. */
  delete(path: string): Promise<void>;
}

/** Asks an address whether it takes notifications. */
export type Ask = (request: OutgoingRequest) => Promise<OutgoingAnswer | NoAnswer>;

/**
 * A client whose requests reach the tenant without a network and without a token: they come from `caller`.
 * @example await graphClientOf(emulator, caller, ask).api('/users').top(5).get()
 */
export function graphClientOf(emulator: Emulator, caller: Caller, ask: Ask): GraphClient {
  const middleware: Middleware = {
    async execute(context: Context) {
      context.response = await answer(emulator, caller, context, ask);
    },
  };
  const client = Client.initWithMiddleware({ middleware });
  const at = (path: string) => {
    const [, version = 'v1.0', rest = path] = /^\/(v1\.0|beta)(\/.*)$/.exec(path) ?? [];
    return client.api(rest).version(version);
  };
  return Object.assign(client, {
    get: (path: string) => telling(emulator, 'GET', path, () => at(path).get()),
    post: (path: string, body: object) => telling(emulator, 'POST', path, () => at(path).post(body)),
    patch: (path: string, body: object) => telling(emulator, 'PATCH', path, () => at(path).patch(body)),
    delete: (path: string) => telling(emulator, 'DELETE', path, () => at(path).delete()),
  });
}

/** The client's errors say neither which request it was nor where it was sent: their stacks begin in the client. */
async function telling<T>(
  { graph: { requests } }: Emulator,
  method: string,
  path: string,
  send: () => Promise<T>,
): Promise<T> {
  const sent = new Error();
  try {
    return await send();
  } catch (error) {
    const [latest] = requests.since(requests.lastSequence - 1);
    const hint = latest?.method === method && latest.url.endsWith(path) ? latest.hint : undefined;
    const { statusCode } = error as { statusCode?: number };
    sent.name = 'Refused';
    sent.message = `${method} ${path} was answered with ${statusCode}.${hint === undefined ? '' : ` ${hint}`}`;
    // The first line of a stack is from when it was taken.
    if (sent.stack) sent.stack = sent.stack.replace(/^.*/, `${sent.name}: ${sent.message}`);
    if (error instanceof Error && error.cause === undefined) error.cause = sent;
    throw error;
  }
}

async function answer({ tenant, graph }: Emulator, caller: Caller, { request, options }: Context, ask: Ask) {
  const message = request instanceof Request ? request : new Request(request, options as RequestInit);
  const { pathname, search } = new URL(message.url);
  tenant.clock.tick();
  const response = graph.handle(
    {
      method: message.method,
      url: pathname + search,
      origin: ORIGIN,
      header: (name) => message.headers.get(name) ?? undefined,
      body: await textOf(message),
      settles: true,
    },
    caller,
  );
  const settledAnswer = await settled(response, ask);
  const { status, headers } = settledAnswer;
  return new Response(bodyOf(settledAnswer), { status, headers });
}
