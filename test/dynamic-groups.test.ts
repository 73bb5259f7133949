import { expect, it } from 'vitest';
import { membershipProcessingDelay } from '../src/directory/index.ts';
import { contoso } from './support/managed-phone.ts';

/** Contoso's "iPhones and iPads (dynamic devices)". */
const PHONES = '22222222-0000-4000-8000-000000000011';

it('give devices their policies after the first sign-in, which then registers nothing', () => {
  const { tenant, simulation, client, read, phone } = contoso();
  const set = '/beta/deviceManagement/deviceConfigurations';
  const sso = read(set).value.find(({ displayName }: { displayName: string }) => /SSO/.test(displayName)).id;
  const target = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: PHONES };
  client.post(`${set}/${sso}/assign`, { assignments: [{ target }] });
  const { id, url } = phone();
  const members = () => read(`/v1.0/groups/${PHONES}/members`).value;
  const policies = () => read(`${url}/deviceConfigurationStates`).value;
  expect([members(), policies(), simulation.get(id).registered]).toMatchObject([[], [], false]);
  tenant.clock.advance(membershipProcessingDelay(tenant));
  expect(members()).toMatchObject([{ '@odata.type': '#microsoft.graph.device', operatingSystem: 'iPhone' }]);
  expect(policies()).toHaveLength(1);
  simulation.act(id, { do: 'checkIn' });
  simulation.act(id, { do: 'signIn', app: 'Microsoft Outlook' });
  expect(simulation.get(id).registered).toBe(true);
});
