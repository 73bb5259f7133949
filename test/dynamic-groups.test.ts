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

it('follow what administrators say of devices in Intune', () => {
  const { tenant, client, read, phone } = contoso();
  const { url } = phone();
  const follow = (membershipRule: string): string =>
    client.post('/v1.0/groups', {
      displayName: 'Devices',
      mailEnabled: false,
      mailNickname: 'devices',
      securityEnabled: true,
      groupTypes: ['DynamicMembership'],
      membershipRule,
      membershipRuleProcessingState: 'On',
    }).body.id;
  const owned = follow('device.deviceOwnership -eq "Company"');
  const sorted = follow('device.deviceCategory -eq "Field"');
  const counts = () => {
    tenant.clock.advance(membershipProcessingDelay(tenant));
    return [owned, sorted].map((id) => read(`/v1.0/groups/${id}/members`).value.length);
  };
  expect(counts()).toEqual([0, 0]);
  const category = client.post('/beta/deviceManagement/deviceCategories', { displayName: 'Field' }).body.id;
  client.send('PUT', `${url}/deviceCategory/$ref`, {
    '@odata.id': `https://graph.microsoft.com/beta/deviceManagement/deviceCategories/${category}`,
  });
  client.patch(url, { ownerType: 'company' });
  expect(counts()).toEqual([1, 1]);
  client.patch(url, { managedDeviceOwnerType: 'personal' });
  expect(counts()).toEqual([0, 1]);
});
