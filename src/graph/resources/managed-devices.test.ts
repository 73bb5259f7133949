import { describe, expect, it } from 'vitest';
import { createUser, enrollDevices, graphClient } from '../../../test/support/graph-client.ts';

const DEVICES = '/beta/deviceManagement/managedDevices';

describe('filters on managed devices', () => {
  const client = graphClient();
  enrollDevices(client.tenant, 6);
  const count = (filter: string) => client.get(`${DEVICES}?$filter=${filter}`).body.value.length;

  it.each([
    ["complianceState eq 'noncompliant'", 2],
    ["operatingSystem eq 'iOS' and complianceState eq 'compliant'", 2],
    ["operatingSystem in ('iOS','iPadOS')", 6],
    ["serialNumber eq 'serial3'", 1],
    ["contains(deviceName,'0004')", 1],
    ['enrolledDateTime ge 2026-08-01T08:00:00Z', 6],
    ["id eq '1' or complianceState eq 'compliant'", undefined],
  ])('mean what they say: %s', (filter, expected) => {
    if (expected !== undefined) expect(count(filter)).toBe(expected);
    else expect(client.get(`${DEVICES}?$filter=${filter}`).body.error.message).toBe('Invalid filter clause');
  });

  it.each([
    ["userId eq 'x'", 6],
    ["deviceEnrollmentType eq 'appleBulkWithUser'", 6],
    ["userId eq 'x' and complianceState eq 'noncompliant'", 2],
    ["userId eq 'x' or complianceState eq 'noncompliant'", 6],
    ["userPrincipalName eq ''", 6],
  ])('are silently ignored, and marked in the log: %s', (filter, expected) => {
    expect(count(filter)).toBe(expected);
    const last = [...client.graph.requests.since()].at(-1);
    expect(last?.ignored.join()).toContain('silently ignored');
  });

  it('take ne for eq, and startswith for contains', () => {
    expect(count("operatingSystem ne 'iOS'")).toBe(3);
    expect(count("startswith(deviceName,'0004')")).toBe(1);
  });

  it('leave order and skip without effect', () => {
    const names = (query: string) =>
      client
        .get(`${DEVICES}?$select=deviceName${query}`)
        .body.value.map((each: { deviceName: string }) => each.deviceName);
    expect(names('&$orderby=deviceName desc&$skip=2')).toEqual(names(''));
    expect([...client.graph.requests.since()].at(-2)?.ignored).toEqual([
      '$orderby has no effect on managedDevices',
      '$skip has no effect on managedDevices',
    ]);
  });
});

describe('managed devices', () => {
  it('are asked to check in by syncDevice', () => {
    const client = graphClient();
    const [id] = enrollDevices(client.tenant, 1);
    const asked: string[] = [];
    client.tenant.clock.on('checkIn', (subject) => asked.push(subject));
    expect(client.post(`${DEVICES}/${id}/syncDevice`)).toMatchObject({ status: 204, text: undefined });
    client.tenant.clock.advance(0);
    expect(asked).toEqual([id]);
  });

  it('are found with their user', () => {
    const client = graphClient();
    const ann = createUser(client, 'Ann');
    const [mine] = enrollDevices(client.tenant, 1, { userId: ann });
    enrollDevices(client.tenant, 2, { userId: 'somebody else' });
    const { body } = client.get(`/beta/users/${ann}/managedDevices?$select=id`);
    expect(body.value).toEqual([{ id: mine }]);
    expect(body['@odata.context']).toBe(
      `https://graph.microsoft.com/beta/$metadata#users('${ann}')/managedDevices(id)`,
    );
  });

  it('are counted by their state', () => {
    const client = graphClient();
    enrollDevices(client.tenant, 6);
    expect(client.get('/v1.0/deviceManagement/deviceCompliancePolicyDeviceStateSummary').body).toMatchObject({
      compliantDeviceCount: 4,
      nonCompliantDeviceCount: 2,
      inGracePeriodCount: 0,
    });
  });
});
