// A person's phone in Contoso, and the administrator who looks at it through Graph.
import { loadFixture } from '../../fixtures/index.ts';
import type { NewDevice } from '../../src/device/index.ts';
import { createEmulator } from '../../src/emulator.ts';
import { Tenant } from '../../src/tenant/index.ts';
import { PERSON } from './devices.ts';
import { graphClient } from './graph-client.ts';

/** Contoso after its administrator followed Microsoft's page, with everybody who acts in it. */
export function contoso() {
  const tenant = new Tenant({ seed: 5 });
  loadFixture(tenant, 'contoso-jit');
  const { graph, simulation } = createEmulator(tenant);
  const client = graphClient(tenant, undefined, graph);
  return {
    tenant,
    simulation,
    client,
    read: (url: string) => client.get(url).body,
    /** Enrolls a phone, and signs in to Teams, which registers it. */
    phone(facts: Partial<NewDevice> = {}, signIn = true) {
      const { id } = simulation.create({ user: PERSON, ...facts });
      simulation.act(id, { do: 'enroll', waitForApps: true });
      if (signIn) simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
      const managed = simulation.get(id).managedDeviceId as string;
      return { id, managed, url: `/beta/deviceManagement/managedDevices/${managed}` };
    },
  };
}
