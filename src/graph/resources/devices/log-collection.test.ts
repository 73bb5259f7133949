import { describe, expect, it } from 'vitest';
import { createUser, enrollDevices, graphClient } from '../../../../test/support/graph-client.ts';

describe('a request for the logs of a device', () => {
  it('waits below the device, and below it as one of its user', () => {
    const client = graphClient();
    const userId = createUser(client, 'Ann');
    const [id, other] = enrollDevices(client.tenant, 2, { userId, userPrincipalName: 'ann@contoso.com' });
    const device = `/beta/deviceManagement/managedDevices/${id}`;
    const asked = client.post(`${device}/createDeviceLogCollectionRequest`, {
      templateType: { templateType: 'predefined' },
    });
    expect(asked).toMatchObject({
      status: 200,
      body: { status: 'pending', managedDeviceId: id, enrolledByUser: 'ann@contoso.com' },
    });
    const requests = (of: string) =>
      client.get(`${of}/logCollectionRequests`).body.value.map((each: { id: string }) => each.id);
    expect(requests(device)).toEqual([asked.body.id]);
    expect(requests(`/beta/users/${userId}/managedDevices/${id}`)).toEqual([asked.body.id]);
    expect(requests(device.replace('beta', 'v1.0'))).toEqual([asked.body.id]);
    const url = `logCollectionRequests/${asked.body.id}/createDownloadUrl`;
    for (const version of ['v1.0', 'beta'])
      for (const parent of ['deviceManagement', `users/${userId}`])
        expect(client.post(`/${version}/${parent}/managedDevices/${id}/${url}`).status).toBe(200);
    expect(requests(`/beta/deviceManagement/managedDevices/${other}`)).toEqual([]);
    expect(client.delete(`${device}/logCollectionRequests/${asked.body.id}`).status).toBe(204);
    expect(requests(device)).toEqual([]);
  });
});
