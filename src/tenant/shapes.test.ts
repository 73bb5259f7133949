import { describe, expect, it } from 'vitest';
import { SERVICES, Tenant } from './index.ts';

const by = SERVICES.seed;
const DEVICE = { id: 'a', deviceId: 'b', displayName: 'Phone', operatingSystem: 'iPhone', isManaged: true };

function tenantWithDevice(more: Record<string, unknown> = {}) {
  const tenant = new Tenant();
  const devices = tenant.collection('devices');
  devices.insert({ ...DEVICE, operatingSystemVersion: '26.1', isCompliant: false, ...more }, by);
  return { tenant, devices };
}

describe('entities of one shape', () => {
  it('keep what is no ordinary property of theirs', () => {
    const { devices } = tenantWithDevice({ extensionAttributes: { extensionAttribute1: 'x' } });
    devices.update('a', { $category: 'kiosk' }, by);
    devices.update('a', { isCompliant: true }, by);
    expect(devices.get('a')).toEqual({
      ...DEVICE,
      operatingSystemVersion: '26.1',
      isCompliant: true,
      $category: 'kiosk',
      extensionAttributes: { extensionAttribute1: 'x' },
    });
  });

  it('lose what is removed, ordinary or not', () => {
    const { devices } = tenantWithDevice({ trustType: 'Workplace', $category: 'kiosk' });
    devices.update('a', { trustType: undefined, $category: undefined }, by);
    expect(devices.get('a')).toEqual({ ...DEVICE, operatingSystemVersion: '26.1', isCompliant: false });
    expect(devices.countWhere('trustType', 'Workplace')).toBe(0);
  });

  it('leave no trace of an update that removes what is not there', () => {
    const { tenant, devices } = tenantWithDevice();
    const { lastSequence } = tenant.journal;
    devices.update('a', { trustType: undefined, $category: undefined }, by);
    expect(tenant.journal.lastSequence).toBe(lastSequence);
  });

  it('never change the object that somebody else holds', () => {
    const { devices } = tenantWithDevice();
    const held = devices.get('a');
    devices.update('a', { displayName: 'Another' }, by);
    expect(held?.displayName).toBe('Phone');
  });

  it('are the same after a snapshot has gone through JSON', () => {
    const { tenant, devices } = tenantWithDevice({ $category: 'kiosk' });
    const text = JSON.stringify(tenant.snapshot());
    const restored = new Tenant();
    restored.restore(JSON.parse(text));
    expect(JSON.stringify(restored.snapshot())).toBe(text);
    for (const each of [devices, restored.collection('devices')]) each.update('a', { isCompliant: true }, by);
    expect(JSON.stringify(restored.collection('devices').get('a'))).toBe(JSON.stringify(devices.get('a')));
  });
});
