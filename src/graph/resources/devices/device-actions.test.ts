import { describe, expect, it } from 'vitest';
import {
  application,
  enrollDevices,
  graphClient,
  smallTenant,
} from '../../../../test/support/graph-client.ts';
import { PUSH_DELAY } from './ask-device.ts';

const IPHONE = { operatingSystem: 'iOS', isSupervised: false };
const ADE = { operatingSystem: 'iOS', isSupervised: true, deviceEnrollmentType: 'appleBulkWithUser' };
const SUPERVISED_IPAD = { ...ADE, operatingSystem: 'iPadOS' };
const BYOD = { ...IPHONE, deviceEnrollmentType: 'appleAccountDrivenUserEnrollment' };
const WINDOWS = { operatingSystem: 'Windows' };

function deviceOf(facts: Readonly<Record<string, unknown>>) {
  const client = graphClient();
  const [id] = enrollDevices(client.tenant, 1, facts);
  const url = (version: string) => `/${version}/deviceManagement/managedDevices/${id}`;
  return {
    client,
    id,
    ask: (action: string, body?: unknown, version = 'beta') => client.post(`${url(version)}/${action}`, body),
    read: (version = 'beta') => client.get(url(version)).body,
  };
}

describe('an action on a managed device', () => {
  it.each([
    ['remoteLock', BYOD, '#microsoft.graph.remoteLockActionResult'],
    ['resetPasscode', IPHONE, '#microsoft.graph.resetPasscodeActionResult'],
    ['rebootNow', ADE, undefined],
    ['shutDown', ADE, undefined],
    ['disableLostMode', ADE, undefined],
    ['locateDevice', ADE, '#microsoft.graph.locateDeviceActionResult'],
    ['bypassActivationLock', ADE, undefined],
    ['logoutSharedAppleDeviceActiveUser', SUPERVISED_IPAD, undefined],
    ['syncDevice', BYOD, undefined],
  ])('waits for the device on both versions: %s', (action, facts, type) => {
    for (const version of ['v1.0', 'beta']) {
      const { ask, read, client, id } = deviceOf(facts);
      const woken: [string, number][] = [];
      const { clock } = client.tenant;
      clock.on('checkIn', (subject, at) => woken.push([subject, at]));
      expect(ask(action, undefined, version)).toMatchObject({ status: 204, text: undefined });
      const [row, ...more] = read(version).deviceActionResults;
      expect(more).toEqual([]);
      expect(row).toMatchObject({ actionName: action, actionState: 'pending' });
      expect(row['@odata.type']).toBe(type);
      expect(row.lastUpdatedDateTime).toBe(row.startDateTime);
      expect(row.startDateTime.slice(0, 19)).toBe(new Date(clock.now).toISOString().slice(0, 19));
      const asked = clock.now;
      clock.advance(PUSH_DELAY);
      expect(woken).toEqual([[id, action === 'syncDevice' ? asked : asked + PUSH_DELAY]]);
    }
  });

  it('takes the place of an earlier one of its name', () => {
    const { ask, read, client } = deviceOf(IPHONE);
    client.tenant.clock.on('checkIn', () => {});
    ask('remoteLock');
    ask('resetPasscode');
    client.tenant.clock.advance(60_000);
    ask('remoteLock');
    const rows = read().deviceActionResults;
    expect(rows.map((row: { actionName: string }) => row.actionName)).toEqual([
      'resetPasscode',
      'remoteLock',
    ]);
    expect(rows[1].startDateTime > rows[0].startDateTime).toBe(true);
  });

  it.each([
    ['retire', 'retirePending'],
    ['wipe', 'wipePending'],
  ])('shows as the state of management and has no row: %s', (action, managementState) => {
    const { ask, read } = deviceOf(IPHONE);
    expect(read().managementState).toBe('managed');
    expect(ask(action, {}, 'v1.0').status).toBe(204);
    expect(read()).toMatchObject({ managementState, deviceActionResults: [] });
  });

  it.each([
    ['remoteLock', WINDOWS],
    ['shutDown', WINDOWS],
    ['locateDevice', WINDOWS],
  ])('is refused where the service has been seen to refuse it: %s on %o', (action, facts) => {
    const { ask, read } = deviceOf(facts);
    const { status, body: answer } = ask(action);
    expect(status).toBe(400);
    expect(answer.error.code).toBe('BadRequest');
    expect(JSON.parse(answer.error.message).Message).toContain(
      `An error has occurred - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000`,
    );
    expect(JSON.parse(answer.error.message).Message).toContain(`microsoft.management.services.api.${action}`);
    expect(read()).toMatchObject({ deviceActionResults: [], managementState: 'managed' });
  });

  it.each([
    ['rebootNow', IPHONE, undefined],
    ['shutDown', IPHONE, undefined],
    ['locateDevice', BYOD, undefined],
    ['enableLostMode', IPHONE, { message: 'Lost' }],
    ['setDeviceName', IPHONE, { deviceName: 'Pool' }],
    ['resetPasscode', BYOD, undefined],
    ['wipe', BYOD, {}],
    ['logoutSharedAppleDeviceActiveUser', ADE, undefined],
    ['cleanWindowsDevice', ADE, { keepUserData: true }],
    ['windowsDefenderScan', IPHONE, { quickScan: true }],
    ['recoverPasscode', ADE, undefined],
    ['revokeAppleVppLicenses', WINDOWS, undefined],
  ])(
    'is taken where the device does not understand it, and is not supported: %s on %o',
    (name, facts, body) => {
      const { ask, read, client } = deviceOf(facts);
      expect(ask(name, body).status).toBe(204);
      expect(read()).toMatchObject({
        deviceActionResults: [{ actionName: name, actionState: 'notSupported' }],
        managementState: 'managed',
      });
      const [audit] = client.get('/beta/deviceManagement/remoteActionAudits').body.value;
      expect(audit).toMatchObject({ actionState: 'notSupported' });
    },
  );

  it('is refused by a strict service where the device does not understand it', () => {
    const { client, id, read } = deviceOf(IPHONE);
    const url = `/beta/deviceManagement/managedDevices/${id}/rebootNow`;
    const { status, body } = client.send('POST', url, undefined, { 'x-tenantless-strict': 'true' });
    expect(status).toBe(400);
    expect(body.error.message).toContain('rebootNow is nothing that');
    expect(read().deviceActionResults).toEqual([]);
  });

  it('is for any device of a platform that nobody knows, and retiring for every device', () => {
    for (const [action, operatingSystem] of [
      ['remoteLock', 'Fuchsia'],
      ['recoverPasscode', 'Fuchsia'],
      ['retire', 'Windows'],
      ['wipe', 'Windows'],
    ] as const) {
      const { ask, read } = deviceOf({ ...WINDOWS, operatingSystem });
      expect(ask(action).status).toBe(204);
      expect(JSON.stringify(read().deviceActionResults)).not.toContain('notSupported');
    }
  });

  it('knows on v1.0 only what v1.0 has', () => {
    const { ask } = deviceOf(ADE);
    for (const [action, body] of [
      ['enableLostMode', { message: 'Lost' }],
      ['playLostModeSound', {}],
      ['setDeviceName', { deviceName: 'Pool' }],
    ] as const) {
      expect(ask(action, body, 'v1.0').status).toBe(400);
      expect(ask(action, body, 'beta').status).toBe(204);
    }
    expect(ask('wipe', { useProtectedWipe: true }, 'v1.0').status).toBe(400);
    expect(ask('wipe', { useProtectedWipe: true }, 'beta').status).toBe(204);
  });

  it('checks its parameters, of which the optional ones may be null', () => {
    const { ask } = deviceOf(SUPERVISED_IPAD);
    expect(ask('setDeviceName', {}).status).toBe(400);
    expect(ask('setDeviceName', { deviceName: 7 }).status).toBe(400);
    expect(ask('wipe', { keepUserData: 'yes' }).status).toBe(400);
    expect(ask('wipe', { macOsUnlockCode: null, keepUserData: false }).status).toBe(204);
    expect(ask('deleteUserFromSharedAppleDevice', { userPrincipalName: 'ann@contoso.com' }).status).toBe(204);
  });

  it('needs the permission for privileged operations', () => {
    const tenant = smallTenant();
    const [id] = enrollDevices(tenant, 1, ADE);
    const url = `/beta/deviceManagement/managedDevices/${id}`;
    const refused = graphClient(tenant, application('DeviceManagementManagedDevices.ReadWrite.All'));
    const { status, body } = refused.post(`${url}/retire`);
    expect(status).toBe(403);
    expect(body.error.message).toContain('DeviceManagementManagedDevices.PrivilegedOperations.All');
    const allowed = graphClient(
      tenant,
      application('DeviceManagementManagedDevices.PrivilegedOperations.All'),
    );
    expect(allowed.post(`${url}/retire`).status).toBe(204);
  });

  it('is told of a device that nobody manages', () => {
    const { client } = deviceOf(ADE);
    const url = '/beta/deviceManagement/managedDevices/00000000-0000-4000-8000-00000000dead/wipe';
    expect(client.post(url, {}).status).toBe(404);
  });
});
