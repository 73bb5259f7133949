// GET through msw, in this process, without a socket: our handlers and, turn by turn, a handler of msw's own. Prints a line of JSON.
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { loadBuilt } from './built.ts';
import { enrollFleet } from './fleet.ts';

const { loadFixture } = await loadBuilt<typeof import('../fixtures/index.ts')>('fixtures/index.js');
const { createEmulator } = await loadBuilt<typeof import('../src/emulator.ts')>('src/emulator.js');
const { tenantHandlers } =
  await loadBuilt<typeof import('../src/testing/handlers.ts')>('src/testing/handlers.js');
const { Tenant } = await loadBuilt<typeof import('../src/tenant/index.ts')>('src/tenant/index.js');

const [rounds, requests] = process.argv.slice(2).map(Number) as [number, number];
const DEVICES = 1000;
const GRAPH = 'https://graph.microsoft.com/v1.0/deviceManagement/managedDevices';
const STATIC = 'https://static.example';

const tenant = new Tenant();
const { tenantId, clientId, clientSecret } = loadFixture(tenant, 'contoso-jit');
const emulator = createEmulator(tenant);
enrollFleet(tenant, emulator.simulation, DEVICES);

const ours = setupServer(...tenantHandlers(emulator));
ours.listen({ onUnhandledRequest: 'error' });
const signedIn = await fetch(`https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`, {
  method: 'POST',
  body: new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: String(clientId),
    client_secret: String(clientSecret),
    scope: 'https://graph.microsoft.com/.default',
  }),
});
const { access_token } = (await signedIn.json()) as { access_token: string };
const headers = { authorization: `Bearer ${access_token}` };
const ids = [...tenant.collection('deviceManagement/managedDevices')].map(({ id }) => id).slice(0, 500);
const canned = await (await fetch(`${GRAPH}/${ids[0]}`, { headers })).json();
ours.close();
const peer = setupServer(http.get(`${STATIC}/devices/:id`, () => HttpResponse.json(canned as object)));

/** Requests for each second of processor time. */
async function measure(server: typeof ours, base: string, amount: number): Promise<number> {
  server.listen({ onUnhandledRequest: 'error' });
  const before = process.cpuUsage();
  for (let number = 0; number < amount; number += 1) {
    const answer = await fetch(`${base}/${ids[number % ids.length]}`, { headers });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    await answer.json();
  }
  const { user, system } = process.cpuUsage(before);
  server.close();
  return (amount * 1e6) / (user + system);
}

const figures: { ours: number; peer: number }[] = [];
for (let round = 0; round <= rounds; round += 1) {
  const figure = {
    ours: await measure(ours, GRAPH, requests),
    peer: await measure(peer, `${STATIC}/devices`, requests),
  };
  // The first round is for the engine to compile what it will see often.
  if (round > 0) figures.push(figure);
}
console.log(JSON.stringify(figures));
process.exit(0);
