import { describe, expect, it, vi } from 'vitest';
import { createUser, enrollDevices, graphClient, ORIGIN } from '../../../../test/support/graph-client.ts';

const DEVICES = '/beta/deviceManagement/managedDevices';

describe('a list of managed devices', () => {
  it.each(['', "&$filter=operatingSystem eq 'iOS'"])(
    'costs the same on every page of a list: %s',
    (filter) => {
      const many = graphClient();
      enrollDevices(many.tenant, 2000);
      const looked = vi.spyOn(many.tenant.collection('deviceManagement/managedDevices'), 'at');
      const costs: number[] = [];
      let url: string | undefined = `${DEVICES}?$top=50${filter}`;
      while (url !== undefined) {
        looked.mockClear();
        const { body } = many.get(url);
        costs.push(looked.mock.calls.length);
        url = body['@odata.nextLink']?.slice(ORIGIN.length);
      }
      expect(costs.length).toBeGreaterThan(15);
      // The last page has no row after it to look for.
      expect(new Set(costs.slice(0, -1)).size).toBe(1);
      expect(costs.at(-1)).toBeLessThanOrEqual(costs[0] as number);
    },
  );
});

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
  it('may be reached through their user as well', () => {
    const client = graphClient();
    const ann = createUser(client, 'Ann');
    const [id] = enrollDevices(client.tenant, 1, { userId: ann });
    enrollDevices(client.tenant, 1, { userId: 'somebody else' });
    const url = `/beta/users/${ann}/managedDevices`;
    expect(client.get(url).body.value).toMatchObject([{ id }]);
    expect(client.post(`${url}/${id}/syncDevice`).status).toBe(204);
    expect(client.patch(`${url}/${id}`, { ownerType: 'company' }).body).toMatchObject({ id });
    expect(client.get(`${DEVICES}/${id}`).body).toMatchObject({ managedDeviceOwnerType: 'company' });
    expect(client.delete(`${url}/${id}`).status).toBe(204);
    expect(client.get(DEVICES).body.value).toHaveLength(1);
  });

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

describe('what a managed device shows without being told', () => {
  const client = graphClient();
  const [id, bare] = [
    ...enrollDevices(client.tenant, 1, {
      azureADDeviceId: '5d3c0001-0000-4000-8000-000000000001',
      deviceEnrollmentType: 'appleAccountDrivenUserEnrollment',
      userPrincipalName: 'ann@contoso.com',
      model: 'iPad Air',
      enrolledDateTime: '2026-08-01T15:07:00Z',
    }),
    ...enrollDevices(client.tenant, 1, { azureADRegistered: false, managedDeviceOwnerType: 'company' }),
  ];
  const read = (url: string) => client.get(url).body;

  it('repeats under a second name what it has under the first', () => {
    expect(read(`${DEVICES}/${id}`)).toMatchObject({
      aadRegistered: true,
      azureActiveDirectoryDeviceId: '5d3c0001-0000-4000-8000-000000000001',
      ownerType: 'personal',
      joinType: 'azureADRegistered',
      deviceType: 'iPad',
      emailAddress: 'ann@contoso.com',
      enrolledByUserPrincipalName: 'ann@contoso.com',
      managedDeviceName: 'ann_IPad_8/1/2026_3:07 PM',
      managementCertificateExpirationDate: '2027-08-01T15:07:00Z',
    });
    expect(read(`${DEVICES}/${bare}`)).toMatchObject({
      aadRegistered: false,
      ownerType: 'company',
      joinType: 'unknown',
      deviceType: 'iPhone',
      emailAddress: null,
      managedDeviceName: 'IPhone_8/1/2026_8:00 AM',
    });
  });

  it('has on v1.0 the enrollment type that v1.0 knows', () => {
    const v1 = DEVICES.replace('beta', 'v1.0');
    expect(read(`${DEVICES}/${id}`).deviceEnrollmentType).toBe('appleAccountDrivenUserEnrollment');
    expect(read(`${v1}/${id}`).deviceEnrollmentType).toBe('appleUserEnrollment');
    expect(read(`${v1}/${id}?$select=deviceEnrollmentType`).deviceEnrollmentType).toBe('appleUserEnrollment');
    expect(read(`${v1}/${id}/deviceEnrollmentType`).value).toBe('appleUserEnrollment');
    expect(read(`${v1}/${id}/deviceEnrollmentType/$value`)).toBeUndefined();
    expect(client.get(`${v1}/${id}/deviceEnrollmentType/$value`).text).toBe('appleUserEnrollment');
    expect(read(`${v1}/${bare}`).deviceEnrollmentType).toBe('userEnrollment');
  });

  it.each([
    ["azureActiveDirectoryDeviceId eq '5d3c0001-0000-4000-8000-000000000001'", 1],
    ["contains(emailAddress,'ann@')", 1],
    ["emailAddress eq 'ann@contoso.com'", 1],
  ])('is found by it: %s', (filter, expected) => {
    expect(read(`${DEVICES}?$filter=${filter}`).value).toHaveLength(expected);
  });

  it('is found by its second name as fast as by its first', () => {
    const many = graphClient();
    enrollDevices(many.tenant, 2000);
    const [wanted] = enrollDevices(many.tenant, 1, { azureADDeviceId: 'wanted' });
    const devices = many.tenant.collection('deviceManagement/managedDevices');
    const looked = vi.spyOn(devices, 'at');
    const { value } = many.get(`${DEVICES}?$filter=azureActiveDirectoryDeviceId eq 'wanted'&$select=id`).body;
    expect(value).toEqual([{ id: wanted }]);
    expect(looked.mock.calls.length).toBeLessThan(10);
  });

  it('changes the first name when the second is written', () => {
    expect(client.patch(`${DEVICES}/${bare}`, { ownerType: 'personal' }).body).toMatchObject({
      ownerType: 'personal',
      managedDeviceOwnerType: 'personal',
    });
    expect(client.patch(`${DEVICES}/${bare}`, { managedDeviceName: 'Pool' }).body.managedDeviceName).toBe(
      'Pool',
    );
  });

  it('shows its hardware where it is asked for by id, and an empty object elsewhere', () => {
    const [id] = enrollDevices(client.tenant, 1, { manufacturer: 'Apple', isSupervised: true });
    const asked = read(`${DEVICES}/${id}?$select=id,hardwareInformation`);
    expect(asked.hardwareInformation).toMatchObject({
      serialNumber: 'SERIAL0',
      manufacturer: 'Apple',
      model: 'iPhone 15',
      isSupervised: true,
      wiredIPv4Addresses: [],
    });
    const stub = { serialNumber: null, manufacturer: null, isSupervised: false, totalStorageSpace: 0 };
    expect(read(`${DEVICES}/${id}`).hardwareInformation).toMatchObject(stub);
    expect(read(`${DEVICES}?$select=hardwareInformation`).value[0].hardwareInformation).toMatchObject(stub);
  });
});
