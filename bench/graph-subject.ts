// What is measured: the built server with a number of devices that were really enrolled.
import { loadBuilt } from './built.ts';
import { enrollFleet, hirePeople, renameDevices } from './fleet.ts';
import { answerCpuQuestions } from './load.ts';

const { launch } = await loadBuilt<typeof import('../server/index.ts')>('server/index.js');

const devices = Number(process.argv[2]);
/** How many ids are asked for in turn, spread over all. */
const SAMPLE = 500;
/** How many people there are besides the fixture's. */
const PEOPLE = 1000;
/** How many devices have changed since the delta token was given. */
const CHANGED = 100;

const { tenant, simulation, info, httpUrl } = await launch({
  tenant: 'contoso-jit',
  clockMode: 'manual',
  port: 0,
  httpPort: 0,
});
enrollFleet(tenant, simulation, devices);
hirePeople(tenant, PEOPLE);

const step = Math.max(1, Math.floor(devices / SAMPLE));
const ids = [...tenant.collection('deviceManagement/managedDevices')]
  .filter((_, index) => index % step === 0)
  .slice(0, SAMPLE)
  .map(({ id }) => id);

const url = httpUrl as string;
const answer = await fetch(`${url}/${info.tenantId}/oauth2/v2.0/token`, {
  method: 'POST',
  body: new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: info.clientId,
    client_secret: info.clientSecret,
    scope: 'https://graph.microsoft.com/.default',
  }),
});
const { access_token: token } = (await answer.json()) as { access_token: string };

const latest = await fetch(`${url}/v1.0/devices/delta?$deltatoken=latest`, {
  headers: { authorization: `Bearer ${token}` },
});
const { '@odata.deltaLink': deltaLink } = (await latest.json()) as { '@odata.deltaLink': string };
const deltaPath = deltaLink.slice(url.length);
renameDevices(tenant, CHANGED);

answerCpuQuestions();
console.log(JSON.stringify({ url, token, ids, deltaPath }));
