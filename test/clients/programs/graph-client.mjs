// Microsoft's Graph client, as its documentation shows it.
import { ClientSecretCredential } from '@azure/identity';
import {
  BatchRequestContent,
  BatchResponseContent,
  Client,
  GraphError,
  PageIterator,
} from '@microsoft/microsoft-graph-client';
import { TokenCredentialAuthenticationProvider } from '@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js';

const { AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET } = process.env;
const credential = new ClientSecretCredential(AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET);
const graph = Client.initWithMiddleware({
  authProvider: new TokenCredentialAuthenticationProvider(credential, {
    scopes: ['https://graph.microsoft.com/.default'],
  }),
});

async function pages() {
  const first = await graph.api('/users').select(['id', 'displayName']).top(7).get();
  const names = [];
  const iterator = new PageIterator(graph, first, (user) => {
    names.push(user.displayName);
    return true;
  });
  await iterator.iterate();
  return { nextLink: first['@odata.nextLink'], names, complete: iterator.isComplete() };
}

async function changes() {
  const created = await graph.api('/groups').post({
    displayName: 'Pilots',
    mailEnabled: false,
    mailNickname: 'pilots',
    securityEnabled: true,
  });
  let link = (await graph.api('/groups/delta').get())['@odata.deltaLink'];
  await graph.api(`/groups/${created.id}`).patch({ description: 'They go first' });
  const changed = await graph.api(link).get();
  link = changed['@odata.deltaLink'];
  await graph.api(`/groups/${created.id}`).delete();
  const removed = await graph.api(link).get();
  return { id: created.id, changed: changed.value, removed: removed.value };
}

async function batch() {
  const base = 'https://graph.microsoft.com';
  const json = { 'Content-Type': 'application/json' };
  const step = (id, path, init, dependsOn) => ({ id, request: new Request(base + path, init), dependsOn });
  const group = {
    displayName: 'Batched',
    mailEnabled: false,
    mailNickname: 'batched',
    securityEnabled: true,
  };
  const content = new BatchRequestContent([
    step('1', '/organization?$select=displayName', { method: 'GET' }),
    step('2', '/groups', { method: 'POST', headers: json, body: JSON.stringify(group) }, ['1']),
    step('3', "/groups?$filter=displayName eq 'Batched'", { method: 'GET' }, ['2']),
    step('4', '/users/nobody@contoso.com', { method: 'GET' }, ['3']),
    step('5', '/groups', { method: 'GET' }, ['4']),
  ]);
  const responses = new BatchResponseContent(await graph.api('/$batch').post(await content.getContent()));
  const answers = {};
  for (const [id, response] of responses.getResponses()) {
    answers[id] = { status: response.status, body: await response.json() };
  }
  return answers;
}

async function refusal() {
  try {
    await graph.api('/users/nobody@contoso.com').get();
    return undefined;
  } catch (error) {
    const { statusCode, code, message, requestId } = error;
    return { known: error instanceof GraphError, statusCode, code, message, requestId };
  }
}

console.log(
  JSON.stringify({
    pages: await pages(),
    changes: await changes(),
    batch: await batch(),
    refusal: await refusal(),
  }),
);
