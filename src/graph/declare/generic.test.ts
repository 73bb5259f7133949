import { describe, expect, it } from 'vitest';
import { createUser, graphClient } from '../../../test/support/graph-client.ts';

const CONFIGURATIONS = '/beta/deviceManagement/deviceConfigurations';

describe('a set that only the model knows', () => {
  it('lives where it is found when its type has no set of its own', () => {
    const client = graphClient();
    const profile = client.post(CONFIGURATIONS, {
      '@odata.type': '#microsoft.graph.iosPkcsCertificateProfile',
      displayName: 'Certificates',
    }).body.id;
    const states = `${CONFIGURATIONS}/${profile}/microsoft.graph.iosPkcsCertificateProfile/managedDeviceCertificateStates`;
    const { status, body } = client.post(states, { deviceDisplayName: 'iPhone' });
    expect(status).toBe(201);
    expect(client.get(states).body.value).toMatchObject([{ id: body.id, deviceDisplayName: 'iPhone' }]);
    expect(client.patch(`${states}/${body.id}`, { deviceDisplayName: 'iPad' }).body.deviceDisplayName).toBe(
      'iPad',
    );
    expect(client.delete(`${states}/${body.id}`).status).toBe(204);
    expect(client.get(states).body.value).toEqual([]);
  });

  it("is Intune's below a user where it is about devices and apps: an update answers with the entity", () => {
    const client = graphClient();
    const states = `/beta/users/${createUser(client, 'Ann')}/mobileAppIntentAndStates`;
    const { id } = client.post(states, { managedDeviceIdentifier: 'm' }).body;
    const { status, body } = client.patch(`${states}/${id}`, { managedDeviceIdentifier: 'n' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, managedDeviceIdentifier: 'n' });
  });
});
