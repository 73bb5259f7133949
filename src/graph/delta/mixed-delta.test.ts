import { expect, it } from 'vitest';
import { createUser, graphClient, ORIGIN } from '../../../test/support/graph-client.ts';

const client = graphClient();
const ann = createUser(client, 'Ann');
const make = (mailNickname: string): string =>
  client.post('/v1.0/groups', {
    displayName: mailNickname,
    mailEnabled: false,
    mailNickname,
    securityEnabled: true,
  }).body.id;
const group = make('pilots');
const path = '/v1.0/directoryObjects/delta';
const follow = (body: Record<string, string>, name: string) =>
  client.get((body[`@odata.${name}`] ?? '').replace(ORIGIN, '')).body;
const byType = "$filter=isof('microsoft.graph.user') or isof('microsoft.graph.group')";

it('objects of several types are followed together, each shown as what it is', () => {
  client.post('/v1.0/applications', { displayName: 'Payroll' });
  const first = client.get(`${path}?${byType}`).body;
  expect(first.value).toMatchObject([
    { '@odata.type': '#microsoft.graph.user', id: ann, displayName: 'Ann' },
    { '@odata.type': '#microsoft.graph.group', id: group, mailNickname: 'pilots' },
  ]);
  client.patch(`/v1.0/users/${ann}`, { jobTitle: 'Captain' });
  client.delete(`/v1.0/groups/${group}`);
  client.post('/v1.0/applications', { displayName: 'Wages' });
  const next = follow(first, 'deltaLink');
  expect(next.value).toMatchObject([
    { '@odata.type': '#microsoft.graph.user', id: ann, jobTitle: 'Captain' },
    { '@odata.type': '#microsoft.graph.group', id: group, '@removed': { reason: 'deleted' } },
  ]);
  expect(follow(next, 'deltaLink').value).toEqual([]);
});

it('all of them are, page by page, or those of some ids', () => {
  const others = ['a', 'b', 'c'].map(make);
  const ids: string[] = [];
  const send = (url: string) => client.get(url, { prefer: 'odata.maxpagesize=2' }).body;
  for (let page = send(path); ; page = send(page['@odata.nextLink'].replace(ORIGIN, ''))) {
    ids.push(...page.value.map(({ id }: { id: string }) => id));
    if (page['@odata.deltaLink']) break;
  }
  expect(ids.filter((id) => [ann, ...others].includes(id))).toEqual([ann, ...others]);
  expect(new Set(ids).size).toBe(ids.length);
  const some = client.get(`${path}?$filter=id eq '${ann}' or id eq '${others[2]}'&$select=displayName`).body;
  expect(some.value).toEqual([
    { '@odata.type': '#microsoft.graph.user', id: ann, displayName: 'Ann' },
    { '@odata.type': '#microsoft.graph.group', id: others[2], displayName: 'c' },
  ]);
});
