import { describe, expect, it } from 'vitest';
import { readPlist } from '../../../test/strict-plist.ts';
import { AUTHENTICATOR_APP, createStage } from '../../../test/support/devices.ts';
import type { MdmExchange } from './conversation.ts';

const APPS = 'deviceAppManagement/mobileApps';

/** The last exchange about a command. */
function answer(stage: ReturnType<typeof createStage>, id: string, requestType: string) {
  return stage.simulation
    .mdm(id)
    .exchanges.findLast((each) => each.requestType === requestType) as MdmExchange;
}

describe('apps in Apple’s words', () => {
  const statusOf = (stage: ReturnType<typeof createStage>, id: string) =>
    stage.simulation.get(id).apps.find(({ name }) => name === 'Microsoft Authenticator')?.status;

  it('prompt on an unsupervised device, and are managed in the end', () => {
    const stage = createStage();
    const id = stage.device();
    stage.simulation.act(id, { do: 'enroll', waitForApps: false });
    expect(statusOf(stage, id)).toBe('Prompting');
    expect(readPlist(answer(stage, id, 'InstallApplication').message)).toMatchObject({ State: 'Prompting' });
    stage.tenant.clock.advance(10 * 60_000);
    expect(statusOf(stage, id)).toBe('Managed');
  });

  it('are rejected by the person, who can reject the management of an app as well', () => {
    const stage = createStage();
    expect(statusOf(stage, stage.enrolled({ acceptsAppInstalls: false }))).toBe('UserRejected');
    const id = stage.enrolled({ acceptsAppInstalls: false, apps: ['Microsoft Authenticator'] });
    expect(statusOf(stage, id)).toBe('ManagementRejected');
    const asked = () =>
      stage.simulation.mdm(id).exchanges.filter(({ requestType }) => requestType === 'InstallApplication')
        .length;
    const before = asked();
    stage.simulation.act(id, { do: 'checkIn' });
    expect(asked()).toBe(before);
  });

  it('are the person’s until management takes them over', () => {
    const stage = createStage();
    const id = stage.device();
    stage.simulation.act(id, { do: 'enroll', waitForApps: false });
    stage.simulation.act(id, { do: 'installApp', app: 'Microsoft Authenticator' });
    expect(statusOf(stage, id)).toBe('UserInstalledApp');
    stage.simulation.act(id, { do: 'checkIn' });
    expect(statusOf(stage, id)).toBe('Managed');
  });

  it('fail where user enrollment cannot take them', () => {
    const stage = createStage();
    stage.tenant
      .collection(APPS)
      .update(
        AUTHENTICATOR_APP,
        { '@odata.type': '#microsoft.graph.iosStoreApp' },
        { kind: 'service', id: 'test', name: 'test' },
      );
    const id = stage.enrolled({ enrollmentType: 'accountDrivenUserEnrollment' });
    expect(statusOf(stage, id)).toBe('Failed');
    expect(readPlist(answer(stage, id, 'InstallApplication').message)).toMatchObject({
      Status: 'Error',
      RejectionReason: 'PurchaseMethodNotSupported',
    });
  });
});

describe('the inventory', () => {
  it('shows personal apps of a device of the company only', () => {
    for (const [enrollmentType, seen] of [
      ['webDeviceEnrollment', false],
      ['automatedDeviceEnrollment', true],
    ] as const) {
      const stage = createStage();
      const id = stage.enrolled({ enrollmentType, apps: ['Google Chrome'] });
      const list = stage.simulation
        .mdm(id)
        .inventory.find(({ requestType }) => requestType === 'InstalledApplicationList');
      expect(list?.message.includes('Chrome'), enrollmentType).toBe(seen);
    }
  });

  it('is empty before enrollment', () => {
    const stage = createStage();
    expect(stage.simulation.mdm(stage.device())).toEqual({ exchanges: [], inventory: [], waiting: [] });
  });
});
