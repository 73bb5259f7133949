// What enrollment leaves in Graph, on both versions.
import { describe, expect, it } from 'vitest';
import { loadFixture } from '../fixtures/index.ts';
import { createEmulator } from '../src/emulator.ts';
import { SERVICES, Tenant } from '../src/tenant/index.ts';
import { graphClient } from './support/graph-client.ts';

describe('a device that has enrolled', () => {
  const tenant = new Tenant({ seed: 5 });
  loadFixture(tenant, 'contoso-jit');
  const { graph, simulation } = createEmulator(tenant);
  const client = graphClient(tenant, undefined, graph);
  const users = [...tenant.collection('users')].filter(({ assignedLicenses }) => assignedLicenses?.length);
  const enrolled = (user: string, enrollmentType: 'accountDrivenUserEnrollment' | 'webDeviceEnrollment') => {
    const { id } = simulation.create({ user, model: 'iPad Air (M2)', osVersion: '18.5', enrollmentType });
    simulation.act(id, { do: 'enroll' });
    return { id, url: `deviceManagement/managedDevices/${simulation.get(id).managedDeviceId}` };
  };
  const [first, second] = users.map(({ userPrincipalName }) => userPrincipalName) as [string, string];

  it('has joined nothing until just-in-time registration', () => {
    const { id, url } = enrolled(first, 'accountDrivenUserEnrollment');
    const read = (version: string) => client.get(`/${version}/${url}`).body;
    expect(read('beta')).toMatchObject({
      deviceType: 'iPad',
      deviceEnrollmentType: 'appleAccountDrivenUserEnrollment',
      ownerType: 'personal',
      joinType: 'unknown',
      aadRegistered: false,
    });
    expect(read('v1.0').deviceEnrollmentType).toBe('appleUserEnrollment');
    simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    const { joinType, aadRegistered, azureActiveDirectoryDeviceId, azureADDeviceId } = read('beta');
    expect({ joinType, aadRegistered }).toEqual({ joinType: 'azureADRegistered', aadRegistered: true });
    expect(azureActiveDirectoryDeviceId).toBe(azureADDeviceId);
    const url2 = `/v1.0/devices?$filter=deviceId eq '${azureActiveDirectoryDeviceId}'`;
    expect(client.get(url2).body.value).toHaveLength(1);
  });

  it('keeps the mail address that its user had', () => {
    const [, user] = users;
    tenant.collection('users').update(user?.id ?? '', { mail: 'someone@fabrikam.com' }, SERVICES.seed);
    const { url } = enrolled(second, 'webDeviceEnrollment');
    expect(client.get(`/v1.0/${url}`).body).toMatchObject({
      emailAddress: 'someone@fabrikam.com',
      userPrincipalName: second,
    });
    const found = client.get(
      "/v1.0/deviceManagement/managedDevices?$filter=contains(emailAddress,'fabrikam')",
    );
    expect(found.body.value).toHaveLength(1);
  });
});
