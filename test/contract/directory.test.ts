import type { Client } from '@microsoft/microsoft-graph-client';
import { beforeAll, describe, expect, it } from 'vitest';
import { refusal, serveContract } from '../support/contract.ts';

// Users and groups, as the Graph client makes and changes them.

const contract = serveContract();
const MISSING = '3f5b8c1e-0000-4000-8000-000000000000';

let graph: Client;
let user: string;
let group: string;
beforeAll(async () => {
  graph = contract.client();
});

const person = (name: string) => ({
  accountEnabled: true,
  displayName: name,
  mailNickname: name.toLowerCase(),
  userPrincipalName: `${name.toLowerCase()}@contoso.com`,
  passwordProfile: { password: 'Correct-horse-battery-staple-1', forceChangePasswordNextSignIn: false },
});
const reference = (id: string) => ({
  '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}`,
});

describe('users', () => {
  it('are created, found by name and by id, and never tell their password', async () => {
    const created = await graph.api('/users').post(person('Amara'));
    expect(created).toMatchObject({ displayName: 'Amara', userPrincipalName: 'amara@contoso.com' });
    user = created.id;
    const byName = await graph.api('/users/amara@contoso.com').get();
    expect(byName.id).toBe(user);
    expect(JSON.stringify(await graph.api(`/users/${user}`).version('beta').get())).not.toContain('horse');
  });

  it('show a dozen properties unless asked for others', async () => {
    expect(Object.keys(await graph.api(`/users/${user}`).get()).sort()).toEqual(
      [
        '@odata.context',
        'businessPhones',
        'displayName',
        'givenName',
        'id',
        'jobTitle',
        'mail',
        'mobilePhone',
        'officeLocation',
        'preferredLanguage',
        'surname',
        'userPrincipalName',
      ].sort(),
    );
    const { accountEnabled } = await graph.api(`/users/${user}`).select('accountEnabled').get();
    expect(accountEnabled).toBe(true);
  });

  it('have names of their own', async () => {
    const error = await refusal(graph.api('/users').post(person('Amara')));
    const message = 'Another object with the same value for property userPrincipalName already exists.';
    expect(error).toMatchObject({ statusCode: 400, code: 'Request_BadRequest', message });
    expect(JSON.parse(error.body).details).toEqual([
      { code: 'ObjectConflict', message, target: 'userPrincipalName' },
    ]);
  });

  it('are changed and deleted with an empty answer', async () => {
    expect(await graph.api(`/users/${user}`).patch({ jobTitle: 'Engineer' })).toBeUndefined();
    expect(await graph.api(`/users/${user}`).get()).toMatchObject({ jobTitle: 'Engineer' });
    const other = await graph.api('/users').post(person('Bo'));
    expect(await graph.api(`/users/${other.id}`).delete()).toBeUndefined();
    expect(await refusal(graph.api(`/users/${other.id}`).get())).toMatchObject({
      statusCode: 404,
      code: 'Request_ResourceNotFound',
    });
  });
});

describe('groups', () => {
  it('are created with members', async () => {
    const created = await graph.api('/groups').post({
      displayName: 'JIT pilots',
      mailEnabled: false,
      mailNickname: 'jitpilots',
      securityEnabled: true,
      'members@odata.bind': [reference(user)['@odata.id']],
    });
    group = created.id;
    const { value } = await graph.api(`/groups/${group}/members`).select('id,displayName').get();
    expect(value).toEqual([{ '@odata.type': '#microsoft.graph.user', id: user, displayName: 'Amara' }]);
    expect((await graph.api(`/users/${user}/memberOf`).get()).value).toMatchObject([{ id: group }]);
  });

  it('take a member once', async () => {
    const members = graph.api(`/groups/${group}/members/$ref`);
    const error = await refusal(members.post(reference(user)));
    expect(error).toMatchObject({
      statusCode: 400,
      code: 'Request_BadRequest',
      message:
        "One or more added object references already exist for the following modified properties: 'members'.",
    });
    expect(await refusal(members.post(reference(MISSING)))).toMatchObject({
      statusCode: 404,
      code: 'Request_ResourceNotFound',
    });
  });

  it('let members go, and take them again', async () => {
    const members = `/groups/${group}/members`;
    expect(await graph.api(`${members}/${user}/$ref`).delete()).toBeUndefined();
    expect((await graph.api(members).get()).value).toEqual([]);
    expect(await refusal(graph.api(`${members}/${user}/$ref`).delete())).toMatchObject({ statusCode: 404 });
    expect(await graph.api(`${members}/$ref`).post(reference(user))).toBeUndefined();
    expect((await graph.api(`${members}/$ref`).get()).value).toEqual([
      { '@odata.id': `${contract.emulator.url}/v1.0/directoryObjects/${user}` },
    ]);
  });

  it('need what the documentation says', async () => {
    const error = await refusal(graph.api('/groups').post({ displayName: 'x' }));
    expect(error).toMatchObject({ statusCode: 400, code: 'Request_BadRequest' });
    expect(error.message).toMatch(/^Property \w+ value is required but is empty or missing\.$/);
  });

  it('lose their members with the users', async () => {
    await graph.api(`/users/${user}`).delete();
    expect((await graph.api(`/groups/${group}/members`).get()).value).toEqual([]);
  });
});
