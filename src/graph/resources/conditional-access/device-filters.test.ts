import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../../test/support/graph-client.ts';

const POLICIES = '/beta/identity/conditionalAccess/policies';

const policy = (devices: object, applications: object = { includeApplications: ['All'] }) => ({
  displayName: 'Workstations',
  state: 'enabled',
  conditions: { applications, users: { includeUsers: ['All'] }, devices },
  grantControls: { operator: 'OR', builtInControls: ['mfa'] },
});

describe('a policy with a filter for devices', () => {
  const client = graphClient();
  const create = (devices: object) => client.post(POLICIES, policy(devices));

  it('gets one by a change, as the page shows it', () => {
    const { id } = create({ includeDevices: ['All'], excludeDevices: ['Compliant'] }).body;
    const without = client.post(POLICIES, { ...policy({}), displayName: 'Others' }).body.id;
    const deviceFilter = { mode: 'exclude', rule: 'device.extensionAttribute1 -ne "SAW"' };
    const change = { conditions: { devices: { deviceFilter } } };
    expect(client.patch(`${POLICIES}/${without}`, change).status).toBe(204);
    expect(client.get(`${POLICIES}/${without}`).body.conditions).toMatchObject({
      devices: { deviceFilter },
      users: { includeUsers: ['All'] },
    });
    const both = client.patch(`${POLICIES}/${id}`, change);
    expect(both.status).toBe(400);
    expect(both.body.error.message).toMatch(/'deviceFilter' cannot be set/);
  });

  it.each([
    ['device.deviceModel -eq "iPhone"', "Invalid device filter rule: Unsupported property 'deviceModel'"],
    ['device.model -match "iPhone"', "Operator '-match' is not supported on attribute 'model'"],
    ['device.model -eq "iPhone', 'Query compilation error'],
    [`device.model -eq "${'x'.repeat(3072)}"`, 'Rule exceeds maximum allowed length'],
  ])('is refused when its rule is wrong: %s', (rule, message) => {
    const { status, body } = create({ deviceFilter: { mode: 'include', rule } });
    expect(status).toBe(400);
    expect(body.error.code).toBe('BadRequest');
    expect(body.error.message).toContain(message);
  });

  it.each([
    [{ deviceFilter: { rule: 'device.model -eq "iPhone"' } }, /^1007: /],
    [{ deviceFilter: { mode: 'allow', rule: 'device.model -eq "iPhone"' } }, /^1007: /],
    [{ includeDeviceStates: ['All'] }, /^1088: 'includeDeviceStates' and/],
  ])('is refused: %j', (devices, message) => {
    const { status, body } = create(devices);
    expect(status).toBe(400);
    expect(body.error.message).toMatch(message);
  });
});
