import { describe, expect, it } from 'vitest';
import { enrollDevices, graphClient } from '../../../../test/support/graph-client.ts';
import { BULK_LIMIT } from './bulk-actions.ts';

const DEVICES = '/beta/deviceManagement/managedDevices';
const ABSENT = '00000000-0000-4000-8000-00000000dead';

function fleet() {
  const client = graphClient();
  client.tenant.clock.on('checkIn', () => {});
  const [supervised] = enrollDevices(client.tenant, 1, { operatingSystem: 'iOS', isSupervised: true });
  const [plain] = enrollDevices(client.tenant, 1, { operatingSystem: 'iOS', isSupervised: false });
  const [pc] = enrollDevices(client.tenant, 1, { operatingSystem: 'Windows' });
  const execute = (actionName: string, deviceIds: unknown, more = {}) =>
    client.post(`${DEVICES}/executeAction`, { actionName, deviceIds, ...more });
  const rows = (id: string | undefined) => client.get(`${DEVICES}/${id}`).body.deviceActionResults;
  return { client, supervised, plain, pc, execute, rows };
}

describe('a bulk action', () => {
  it('says which devices were asked, which are not there, and which cannot do it', () => {
    const { client, supervised, plain, pc, execute, rows } = fleet();
    const { status, body } = execute('rebootNow', [supervised, plain, pc, ABSENT]);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      successfulDeviceIds: [supervised],
      failedDeviceIds: [],
      notFoundDeviceIds: [ABSENT],
      notSupportedDeviceIds: [plain, pc],
    });
    expect(rows(supervised)).toMatchObject([{ actionName: 'rebootNow', actionState: 'pending' }]);
    expect(rows(plain)).toEqual([]);
    expect(rows(pc)).toEqual([]);
    const [audit] = client.get('/beta/deviceManagement/remoteActionAudits').body.value;
    expect(audit).toMatchObject({ action: 'rebootNow', deviceActionCategory: 'bulk' });
    expect(audit.bulkDeviceActionId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ['syncDevice', 'syncDevice', {}],
    [
      'customTextNotification',
      'sendCustomNotificationToCompanyPortal',
      { notificationTitle: 'Lunch', notificationBody: 'x' },
    ],
    ['setDeviceName', 'setDeviceName', { deviceName: 'Pool' }],
  ])('is the action of that name: %s', (actionName, row, more) => {
    const { supervised, execute, rows } = fleet();
    expect(execute(actionName, [supervised], more).status).toBe(200);
    expect(rows(supervised)).toMatchObject([{ actionName: row }]);
  });

  it('deletes and retires devices', () => {
    const { client, supervised, plain, execute } = fleet();
    expect(execute('retire', [plain]).body.successfulDeviceIds).toEqual([plain]);
    expect(client.get(`${DEVICES}/${plain}`).body.managementState).toBe('retirePending');
    expect(execute('delete', [supervised, plain]).body.successfulDeviceIds).toEqual([supervised, plain]);
    expect(client.get(`${DEVICES}/${plain}`).status).toBe(404);
    const audits = client.get('/beta/deviceManagement/remoteActionAudits?$select=action,actionState').body;
    expect(audits.value).toEqual([
      { action: 'removeCompanyData', actionState: 'canceled' },
      { action: 'delete', actionState: 'done' },
      { action: 'delete', actionState: 'done' },
    ]);
  });

  it('is refused without devices, with too many, without what it needs, or when nobody knows it', () => {
    const { supervised, execute, rows } = fleet();
    const many = Array.from({ length: BULK_LIMIT + 1 }, () => supervised);
    expect(execute('rebootNow', []).status).toBe(400);
    expect(execute('rebootNow', many).status).toBe(400);
    expect(execute('rebootNow', many.slice(1)).status).toBe(200);
    expect(execute('setDeviceName', [supervised]).status).toBe(400);
    expect(execute('dance', [supervised]).status).toBe(400);
    expect(rows(supervised)).toHaveLength(1);
  });
});
