// What it takes to subscribe follows from what is subscribed to.
import { expect, it } from 'vitest';
import { application, smallTenant } from '../../../test/support/graph-client.ts';
import { createGraph } from '../graph.ts';
import { settled } from '../request/outgoing.ts';
import type { Caller } from '../types.ts';

async function subscribe(caller: Caller, resource: string) {
  const tenant = smallTenant();
  const graph = createGraph(tenant);
  const body = JSON.stringify({
    changeType: 'updated',
    notificationUrl: 'http://localhost/hook',
    resource,
    expirationDateTime: new Date(tenant.clock.now + 3_600_000).toISOString(),
  });
  const header = (name: string) => (name === 'content-type' ? 'application/json' : undefined);
  const request = { method: 'POST', url: '/v1.0/subscriptions', origin: 'http://localhost', header, body };
  let validated = 0;
  const answer = await settled(graph.handle({ ...request, settles: true }, caller), async ({ url }) => {
    validated += 1;
    return {
      status: 200,
      contentType: 'text/plain',
      body: new URL(url).searchParams.get('validationToken') ?? '',
    };
  });
  return { answer, graph, validated, report: graph.permissions.report()[0] };
}

it.each([
  ['users', 'User.Read.All'],
  ['/users/9d1b1a2f-0000-4000-8000-000000000001', 'User.Read.All'],
  ['groups', 'Group.Read.All'],
  ["groups('9d1b1a2f-0000-4000-8000-000000000001')/members", 'Group.Read.All'],
])('counts %s once, with the permission that Microsoft’s page names', async (resource, permission) => {
  const { answer, graph, report } = await subscribe(application(permission, 'Mail.Read'), resource);
  expect(answer.status).toBe(201);
  expect(report?.operations).toMatchObject([
    {
      path: `subscriptions/${resource.includes('users') ? 'users' : 'groups'}`,
      access: 'create',
      calls: 1,
      refused: 0,
    },
  ]);
  expect(report?.sufficient.map((each) => each.permission)).toEqual([permission]);
  expect(report?.held).toContainEqual({ permission: 'Mail.Read', use: 'unused' });
  expect([...graph.requests.since()].at(-1)?.requires?.least).toEqual([permission]);
});

it.each([
  ['users', 'Group.Read.All'],
  ['users', 'User.ReadBasic.All'],
  ['users', 'User.ReadWrite.All'],
  ['groups', 'User.Read.All'],
  ['groups', 'GroupMember.Read.All'],
])('refuses %s to who holds %s only, and says so in the report', async (resource, permission) => {
  const { answer, report, validated } = await subscribe(application(permission), resource);
  expect(answer.status).toBe(403);
  expect(JSON.parse(answer.body ?? '').error).toMatchObject({
    code: 'ExtensionError',
    message: 'Operation: Create; Exception: [Status Code: Forbidden; Reason: Forbidden]',
  });
  expect(validated).toBe(1);
  expect(report?.operations).toMatchObject([{ calls: 1, refused: 1 }]);
});
