// What an administrator asks of a device through Graph, and what the device makes of it.
import { describe, expect, it } from 'vitest';
import { loadFixture } from '../fixtures/index.ts';
import type { NewDevice } from '../src/device/index.ts';
import { createEmulator } from '../src/emulator.ts';
import { Tenant } from '../src/tenant/index.ts';
import { PERSON } from './support/devices.ts';
import { graphClient } from './support/graph-client.ts';

const HOUR = 3_600_000;
const ADE = { enrollmentType: 'automatedDeviceEnrollment' } as const;
const BYOD = { enrollmentType: 'accountDrivenUserEnrollment' } as const;

function enrolled(facts: Partial<NewDevice> = {}) {
  const tenant = new Tenant({ seed: 5 });
  loadFixture(tenant, 'contoso-jit');
  const { graph, simulation } = createEmulator(tenant);
  const client = graphClient(tenant, undefined, graph);
  const { id } = simulation.create({ user: PERSON, ...facts });
  simulation.act(id, { do: 'enroll' });
  simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
  const url = `/beta/deviceManagement/managedDevices/${simulation.get(id).managedDeviceId}`;
  const read = () => client.get(url);
  const post = (action: string, body?: unknown) => client.post(`${url}/${action}`, body);
  return {
    tenant,
    client,
    simulation,
    id,
    read,
    post,
    device: () => simulation.get(id),
    directory: () => {
      const deviceId = read().body.azureADDeviceId;
      return () => client.get(`/beta/devices?$filter=deviceId eq '${deviceId}'`).body.value[0];
    },
    /** Asks, and lets the device check in. */
    ask(action: string, body?: unknown) {
      expect(post(action, body).status).toBe(204);
      tenant.clock.advance(60_000);
      const rows = read().body.deviceActionResults ?? [];
      return rows.find((row: { actionName: string }) => row.actionName === action);
    },
    lastSteps: () =>
      simulation
        .trace(id)
        .slice(-2)
        .map(({ step }) => step),
  };
}

describe('an action that a device hears of', () => {
  it('is done when the device checks in', () => {
    const { ask, lastSteps, tenant } = enrolled();
    const row = ask('remoteLock');
    expect(row).toMatchObject({
      '@odata.type': '#microsoft.graph.remoteLockActionResult',
      actionState: 'done',
    });
    expect(row.lastUpdatedDateTime > row.startDateTime).toBe(true);
    expect(lastSteps()).toEqual(['RemoteLock', 'CheckIn']);
    expect(ask('syncDevice')).toMatchObject({ actionState: 'done' });
    // Only once.
    tenant.clock.advance(24 * HOUR);
    expect(lastSteps()).toEqual(['CheckIn', 'CheckIn']);
  });

  it('takes the passcode away, so that the device does not comply any more', () => {
    const { ask, read, device } = enrolled();
    expect(read().body.complianceState).toBe('compliant');
    expect(ask('resetPasscode')).toMatchObject({ actionState: 'done', errorCode: 0 });
    expect(device().passcode).toBe(false);
    expect(read().body.complianceState).toBe('noncompliant');
  });

  it('gives a supervised device its name', () => {
    const { ask, read, device } = enrolled(ADE);
    expect(ask('setDeviceName', { deviceName: 'Pool 7' })).toMatchObject({ actionState: 'done' });
    expect(read().body.deviceName).toBe('Pool 7');
    expect(device().name).toBe('Pool 7');
  });

  it('fails where the device cannot do it now', () => {
    const { ask } = enrolled(ADE);
    expect(ask('locateDevice')).toMatchObject({ actionState: 'failed' });
    expect(ask('playLostModeSound')).toMatchObject({ actionState: 'failed' });
    expect(ask('disableLostMode')).toMatchObject({ actionState: 'failed' });
    expect(ask('enableLostMode', { footer: 'Contoso' })).toMatchObject({ actionState: 'failed' });
  });

  it('is not supported by an iPad that nobody shares', () => {
    const { ask } = enrolled({ ...ADE, model: 'iPad Air (M2)', osVersion: '18.5' });
    expect(ask('deleteUserFromSharedAppleDevice', { userPrincipalName: PERSON })).toMatchObject({
      '@odata.type': '#microsoft.graph.deleteUserFromSharedAppleDeviceActionResult',
      userPrincipalName: PERSON,
      actionState: 'notSupported',
    });
  });
});

describe('what Apple and the Company Portal do for a device', () => {
  it('is told in the row of its own kind', () => {
    const { ask } = enrolled(ADE);
    const carrierUrl = 'https://esim.example';
    expect(ask('activateDeviceEsim', { carrierUrl })).toMatchObject({
      '@odata.type': '#microsoft.graph.activateDeviceEsimActionResult',
      carrierUrl,
      actionState: 'done',
    });
    // Contoso's Authenticator, and the Company Portal that modern authentication brings.
    expect(ask('revokeAppleVppLicenses')).toMatchObject({
      '@odata.type': '#microsoft.graph.revokeAppleVppLicensesActionResult',
      totalLicensesCount: 2,
      failedLicensesCount: 0,
      actionState: 'done',
    });
  });

  it('needs the Company Portal for a notification', () => {
    const notification = { notificationTitle: 'Lunch', notificationBody: 'is ready' };
    const name = 'sendCustomNotificationToCompanyPortal';
    expect(enrolled(ADE).ask(name, notification)).toMatchObject({ actionState: 'done' });
    expect(enrolled(BYOD).ask(name, notification)).toMatchObject({ actionState: 'failed' });
  });
});

describe('overriding the compliance of a device', () => {
  it('holds against its policies until it is taken back', () => {
    const { post, read, directory, tenant } = enrolled();
    const registered = directory();
    expect(read().body.complianceState).toBe('compliant');
    expect(post('overrideComplianceState', { complianceState: 'nonCompliant' }).status).toBe(204);
    expect(read().body.complianceState).toBe('noncompliant');
    expect(registered()).toMatchObject({ isCompliant: false });
    tenant.clock.advance(24 * HOUR);
    expect(read().body.complianceState).toBe('noncompliant');
    post('overrideComplianceState', { complianceState: 'basedOnDeviceCompliancePolicy' });
    tenant.clock.advance(60_000);
    expect(read().body.complianceState).toBe('compliant');
    expect(registered()).toMatchObject({ isCompliant: true });
    expect(post('overrideComplianceState', {}).status).toBe(400);
  });
});

describe('the audit of remote actions', () => {
  const AUDITS = '/beta/deviceManagement/remoteActionAudits';

  it('says who asked for what, and follows the device', () => {
    const { post, client, tenant, read } = enrolled();
    const audits = () => client.get(AUDITS).body.value;
    const before = audits().length;
    expect(post('remoteLock').status).toBe(204);
    const [row, ...more] = audits().slice(before);
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      action: 'remoteLock',
      actionState: 'pending',
      deviceActionCategory: 'single',
      bulkDeviceActionId: null,
      managedDeviceId: read().body.id,
      deviceDisplayName: read().body.deviceName,
      deviceOwnerUserPrincipalName: PERSON,
    });
    expect(row.requestDateTime).toBe(read().body.deviceActionResults.at(-1).startDateTime);
    tenant.clock.advance(60_000);
    expect(audits().at(-1)).toEqual({ ...row, actionState: 'done' });
  });

  it('outlives the device: what ended the management is done, what waited behind it canceled', () => {
    const { post, client, tenant } = enrolled();
    post('wipe', { keepEnrollmentData: true });
    post('resetPasscode');
    tenant.clock.advance(60_000);
    const rows = client.get(`${AUDITS}?$select=action,actionState`).body.value;
    expect(rows).toEqual([
      { action: 'factoryResetKeepEnrollmentData', actionState: 'done' },
      { action: 'resetPasscode', actionState: 'canceled' },
    ]);
  });
});

describe('deleting a managed device', () => {
  it('takes the record at once, and what the device has of work when it next checks in', () => {
    const { client, read, device, directory, tenant, simulation, id } = enrolled(BYOD);
    const registered = directory();
    const { id: managed } = read().body;
    expect(client.delete(`/v1.0/deviceManagement/managedDevices/${managed}`).status).toBe(204);
    expect(read().status).toBe(404);
    expect(registered()).toMatchObject({ isManaged: false, isCompliant: false });
    expect(device().profiles).not.toEqual([]);
    tenant.clock.advance(9 * HOUR);
    expect(device()).toMatchObject({ profiles: [], signedIn: [] });
    expect(simulation.trace(id).map(({ step }) => step)).toContain('RemoveProfile');
    const { value } = client.get('/beta/deviceManagement/remoteActionAudits').body;
    expect(value).toMatchObject([{ action: 'delete', actionState: 'done', managedDeviceId: managed }]);
  });
});

describe('lost mode', () => {
  it('locks the person out, and lets the device be found, until it ends', () => {
    const { ask, read, simulation, id } = enrolled(ADE);
    expect(read().body.lostModeState).toBe('disabled');
    expect(ask('enableLostMode', { message: 'Please call', phoneNumber: '1', footer: 'x' }).actionState).toBe(
      'done',
    );
    expect(read().body.lostModeState).toBe('enabled');
    const refused = simulation.act(id, { do: 'removePasscode' });
    expect(refused.trace).toMatchObject([{ step: 'LostMode', outcome: 'refused' }]);
    expect(refused.device.passcode).toBeTruthy();

    const { actionState, deviceLocation } = ask('locateDevice');
    expect(actionState).toBe('done');
    expect(Math.abs(deviceLocation.latitude)).toBeLessThanOrEqual(90);
    expect(Math.abs(deviceLocation.longitude)).toBeLessThanOrEqual(180);
    expect(deviceLocation).toEqual({
      ...ask('locateDevice').deviceLocation,
      lastCollectedDateTime: deviceLocation.lastCollectedDateTime,
    });
    expect(ask('playLostModeSound', { durationInMinutes: '2' }).actionState).toBe('done');

    expect(ask('disableLostMode').actionState).toBe('done');
    expect(read().body.lostModeState).toBe('disabled');
    expect(simulation.act(id, { do: 'removePasscode' }).device.passcode).toBe(false);
  });
});

describe('the end of management', () => {
  it('comes with retire: the record goes, the Entra device stays, the phone keeps what is its own', () => {
    const { ask, read, device, directory, tenant, simulation, id } = enrolled(BYOD);
    const registered = directory();
    expect(registered()).toMatchObject({ isManaged: true });
    ask('retire');
    expect(read().status).toBe(404);
    expect(registered()).toMatchObject({ isManaged: false, isCompliant: false, trustType: 'Workplace' });
    expect(device()).toMatchObject({ signedIn: [] });
    expect(device().managedDeviceId).toBeUndefined();
    expect(device().passcode).toBeTruthy();
    const before = simulation.trace(id).length;
    tenant.clock.advance(24 * HOUR);
    expect(simulation.trace(id)).toHaveLength(before);
    simulation.act(id, { do: 'enroll' });
    expect(device().managedDeviceId).toBeDefined();
  });

  it('comes with wipe, which leaves nothing on the phone', () => {
    const { ask, read, device } = enrolled();
    ask('wipe', { keepEnrollmentData: false, keepUserData: false });
    expect(read().status).toBe(404);
    expect(device()).toMatchObject({ apps: [] });
    expect(device().passcode).toBe(false);
    expect(device().managedDeviceId).toBeUndefined();
  });

  it('leaves what waits behind it undone', () => {
    const { post, device, tenant } = enrolled();
    post('retire');
    post('resetPasscode');
    tenant.clock.advance(60_000);
    expect(device().managedDeviceId).toBeUndefined();
    expect(device().passcode).toBeTruthy();
  });
});
