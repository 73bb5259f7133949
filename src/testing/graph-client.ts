import { Client, type Context, type Middleware } from '@microsoft/microsoft-graph-client';
import type { Emulator } from '../emulator.ts';
import type { Caller } from '../graph/index.ts';

const ORIGIN = 'https://graph.microsoft.com';

/**
 * Microsoft's own client for Graph, whose requests reach the tenant without a network and without a token: they come from `caller`.
 * @example await graphClientOf(emulator, caller).api('/users').top(5).get()
 */
export function graphClientOf(emulator: Emulator, caller: Caller): Client {
  const middleware: Middleware = {
    async execute(context: Context) {
      context.response = await answer(emulator, caller, context);
    },
  };
  return Client.initWithMiddleware({ middleware });
}

async function answer({ tenant, graph }: Emulator, caller: Caller, { request, options }: Context) {
  const message = request instanceof Request ? request : new Request(request, options as RequestInit);
  const { pathname, search } = new URL(message.url);
  tenant.clock.tick();
  const { status, headers, body } = graph.handle(
    {
      method: message.method,
      url: pathname + search,
      origin: ORIGIN,
      header: (name) => message.headers.get(name) ?? undefined,
      body: message.body === null ? undefined : await message.text(),
    },
    caller,
  );
  return new Response(body ?? null, { status, headers });
}
