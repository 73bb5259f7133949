import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type Client, enrollDevices, graphClient, ORIGIN } from '../../../../test/support/graph-client.ts';
import { EXPORT_FILES_KEPT } from '../../../tenant/index.ts';
import { serveDownload } from './export-download.ts';
import { DOWNLOAD_LIFETIME, EXPORT_STARTS, EXPORT_TAKES } from './export-jobs.ts';

const JOBS = '/v1.0/deviceManagement/reports/exportJobs';

/** With the mark in front that says how the text is written. */
const textOf = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

function setup(devices = 0, extra = {}) {
  const client = graphClient();
  const ids = enrollDevices(client.tenant, devices, extra);
  return { client, tenant: client.tenant, ids };
}

const download = ({ tenant }: Client, url: string, method = 'GET') =>
  serveDownload(tenant, method, url.slice(ORIGIN.length));

/** Asks for a report and waits for it: the archive's only file. */
function exported(client: Client, body: object) {
  const created = client.post(JOBS, body);
  if (created.status !== 201) throw new Error(created.text);
  client.tenant.clock.advance(EXPORT_TAKES);
  const { url } = client.get(`${JOBS}('${created.body.id}')`).body;
  const [[name, bytes]] = Object.entries(unzipSync(download(client, url).body as Uint8Array)) as [
    [string, Uint8Array],
  ];
  return { id: created.body.id as string, name, text: textOf(bytes) };
}

const lines = (text: string) => text.trimEnd().split('\r\n');

describe('an export of a report', () => {
  it('begins, goes on and is done as time passes, and says then where its file is', () => {
    const { client, tenant } = setup(2);
    const created = client.post(JOBS, { reportName: 'Devices', select: ['DeviceName'] });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      '@odata.context': `${ORIGIN}/v1.0/$metadata#deviceManagement/reports/exportJobs/$entity`,
      reportName: 'Devices',
      format: 'csv',
      localizationType: 'localizedValuesAsAdditionalColumn',
      status: 'notStarted',
      url: null,
      expirationDateTime: '0001-01-01T00:00:00Z',
    });
    const { id } = created.body;
    expect(id).toMatch(/^Devices_[0-9a-f-]{36}$/);
    const state = () => client.get(`${JOBS}/${id}`).body.status;
    tenant.clock.advance(EXPORT_STARTS);
    expect(state()).toBe('inProgress');
    tenant.clock.advance(EXPORT_TAKES - EXPORT_STARTS);
    const done = client.get(`${JOBS}('${id}')`).body;
    expect(done.status).toBe('completed');
    expect(Date.parse(done.expirationDateTime) - tenant.clock.now).toBe(DOWNLOAD_LIFETIME);
    expect(done.url).toMatch(new RegExp(`^${ORIGIN}/storage/reports/${id}\\.zip\\?.*sig=.*se=.*sp=r$`));
  });

  it('is a ZIP archive with one file of its name, whose text begins with a byte order mark', () => {
    const { client } = setup(2);
    const { id, name, text } = exported(client, {
      reportName: 'Devices',
      select: ['DeviceName', 'OSVersion'],
    });
    expect(name).toBe(`${id}.csv`);
    expect(text).toBe('\uFEFFDeviceName,OSVersion\r\niPhone 0000,18.1\r\niPhone 0001,18.1\r\n');
  });

  it('has numbers and beside them words, or words alone', () => {
    const { client } = setup(1);
    const body = {
      reportName: 'DeviceCompliance',
      select: ['OwnerType', 'ComplianceState', 'OS', 'LastContact'],
    };
    expect(lines(exported(client, body).text)).toEqual([
      '\uFEFFOwnerType,OwnerType_loc,ComplianceState,ComplianceState_loc,OS,OS_loc,LastContact',
      '2,Personal,2,Not compliant,IOS,iOS,2026-08-31 08:00:00.0000000',
    ]);
    const replaced = { ...body, localizationType: 'replaceLocalizableValues' };
    expect(lines(exported(client, replaced).text)).toEqual([
      '\uFEFFOwnerType,ComplianceState,OS,LastContact',
      'Personal,Not compliant,iOS,2026-08-31 08:00:00.0000000',
    ]);
  });

  it('comes as JSON as well', () => {
    const { client } = setup(1);
    const { name, text } = exported(client, {
      reportName: 'DeviceCompliance',
      format: 'json',
      select: ['DeviceName', 'OwnerType'],
    });
    expect(name).toMatch(/\.json$/);
    expect(JSON.parse(text)).toEqual({
      values: [{ DeviceName: 'iPhone 0000', OwnerType: 2, OwnerType_loc: 'Personal' }],
    });
  });

  it('takes the names of the example on the page about it', () => {
    const { client } = setup(1, { managementAgent: 'mdm' });
    const select =
      'DeviceName managementAgent ownerType complianceState OS OSVersion LastContact UPN DeviceId';
    const { text } = exported(client, {
      reportName: 'Devices',
      filter: "(OwnerType eq '2')",
      localizationType: 'LocalizedValuesAsAdditionalColumn',
      format: 'json',
      select: select.split(' '),
    });
    expect(JSON.parse(text).values).toMatchObject([
      { DeviceName: 'iPhone 0000', ManagementAgents: 2, OwnerType: 2, CompliantState: '2', OS: 'IOS' },
    ]);
  });

  it('renames what it tells of devices and their inventory, and says it in words', () => {
    const { client } = setup(1);
    const select = ['DeviceName', 'CompliantState', 'DeviceType', 'IsManaged'];
    expect(lines(exported(client, { reportName: 'DevicesWithInventory', select }).text)).toEqual([
      '\uFEFFDevice name,Compliance,OS,IsManaged',
      'iPhone 0000,Not compliant,iOS,True',
    ]);
    const [head] = lines(exported(client, { reportName: 'DevicesWithInventory' }).text);
    expect(head).toMatch(/^\uFEFFDevice ID,Device name,Enrollment date,Last check-in,/);
    expect(head).not.toContain('PartnerFeaturesBitmask');
  });

  it('keeps the rows that its filter lets through', () => {
    const { client } = setup(6);
    const named = (filter: string, reportName = 'DeviceCompliance') =>
      lines(exported(client, { reportName, filter, select: ['DeviceName'] }).text).slice(1);
    expect(named("(ComplianceState eq '2')")).toEqual(['iPhone 0000', 'iPhone 0003']);
    expect(named("(ComplianceState eq '2') or (OwnerType eq '1')")).toHaveLength(2);
    expect(named("not (ComplianceState eq '2') and OwnerType in ('1','2')")).toHaveLength(4);
    expect(named('', 'DeviceNonCompliance')).toHaveLength(2);
    expect(named("LastContact ge '2026-08-31T09:00:00Z'", 'Devices')).toEqual([]);
  });

  it('writes quotes only where a comma or a line would break the row', () => {
    const { client } = setup(1, { deviceName: 'Ann\'s "best"', osVersion: '1,8 "x"' });
    const { text } = exported(client, { reportName: 'Devices', select: ['DeviceName', 'OSVersion'] });
    expect(lines(text)[1]).toBe('Ann\'s "best","1,8 ""x"""');
  });

  it('tells how things stood when it was made', () => {
    const { client, tenant, ids } = setup(1);
    const { id } = client.post(JOBS, { reportName: 'Devices', select: ['DeviceName'] }).body;
    client.tenant.clock.advance(EXPORT_TAKES);
    client.delete(`/v1.0/deviceManagement/managedDevices/${ids[0]}`);
    tenant.clock.advance(60_000);
    const files = unzipSync(download(client, client.get(`${JOBS}/${id}`).body.url).body as Uint8Array);
    expect(textOf(files[`${id}.csv`] as Uint8Array)).toContain('iPhone 0000');
  });

  it('is the same, byte for byte, for the same seed and steps', () => {
    const make = () => {
      const { client } = setup(3);
      const { id } = client.post(JOBS, { reportName: 'Devices' }).body;
      client.tenant.clock.advance(EXPORT_TAKES);
      return download(client, client.get(`${JOBS}/${id}`).body.url).body;
    };
    expect(make()).toEqual(make());
  });
});

describe('a request for an export', () => {
  const refused = (body: object) => {
    const { status, body: answer } = setup().client.post(JOBS, body);
    return [status, JSON.parse(answer.error.message).Message.split(' - ')[0]];
  };

  it('is refused for reports that there are not, or that are not exported', () => {
    expect(refused({ reportName: 'DefenderAgentHealthStatus' })).toEqual([
      400,
      'PostExportJobAsync not supported for reportType Unknown',
    ]);
    expect(refused({ reportName: 'DeviceEnrollmentFailures' })).toEqual([
      400,
      'PostExportJobAsync not supported for reportType DeviceEnrollmentFailures',
    ]);
    expect(refused({ reportName: 'DiscoveredAppsRawData' })[1]).toMatch(/DiscoveredAppsRawData$/);
  });

  it('is refused without the filter that a report needs', () => {
    const needed = 'required filters are not set, restriction filter needed';
    expect(refused({ reportName: 'DeviceInstallStatusByApp' })).toEqual([400, needed]);
    expect(refused({ reportName: 'DeviceInstallStatusByApp', filter: "AppInstallState eq '1'" })).toEqual([
      400,
      needed,
    ]);
  });

  it('is refused with columns that a report has not, those for people included', () => {
    expect(refused({ reportName: 'Policies', select: ['OS'] })[0]).toBe(400);
    expect(refused({ reportName: 'DeviceCompliance', select: ['ManagementAgent'] })[0]).toBe(400);
    for (const select of [['Colour'], ['ComplianceState_loc']]) {
      expect(refused({ reportName: 'DeviceCompliance', select })[0]).toBe(400);
    }
  });

  it('is refused with a filter that cannot be read, or by a column that is none for it', () => {
    for (const filter of ['OwnerType eq', "(UPN eq 'x')", "length(OS) eq '3'", 'OS eq OwnerType']) {
      expect(refused({ reportName: 'DeviceCompliance', filter })[0]).toBe(400);
    }
  });

  it('is taken as PDF, and fails', () => {
    const { client, tenant } = setup();
    const { status, body } = client.post(JOBS, { reportName: 'Devices', format: 'pdf' });
    expect([status, body.status]).toEqual([201, 'notStarted']);
    tenant.clock.advance(EXPORT_TAKES);
    expect(client.get(`${JOBS}('${body.id}')`).body).toMatchObject({ status: 'failed', url: null });
    const strict = { 'x-tenantless-strict': 'true' };
    const refused = client.send('POST', JOBS, { reportName: 'Devices', format: 'pdf' }, strict);
    expect(refused.body.error.message).toContain('Ask for csv or json.');
  });

  it('fails when it is changed into what cannot be done', () => {
    const { client, tenant } = setup();
    for (const patch of [{ filter: 'OwnerType eq' }, { reportName: 'Nothing' }]) {
      const { id } = client.post(JOBS, { reportName: 'Devices' }).body;
      client.patch(`${JOBS}/${id}`, patch);
      tenant.clock.advance(EXPORT_TAKES);
      expect(client.get(`${JOBS}/${id}`).body).toMatchObject({ status: 'failed', url: null });
    }
  });

  it('has no list, and can be taken back with its file', () => {
    const { client } = setup();
    expect(client.get(JOBS)).toMatchObject({
      status: 400,
      body: { error: { code: 'No method match route template' } },
    });
    const { id } = client.post(JOBS, { reportName: 'Users' }).body;
    client.tenant.clock.advance(EXPORT_TAKES);
    const { url } = client.get(`${JOBS}/${id}`).body;
    expect(client.delete(`${JOBS}/${id}`).status).toBe(204);
    expect(download(client, url).status).toBe(403);
    const other = client.post(JOBS, { reportName: 'Users' }).body.id;
    client.delete(`${JOBS}/${other}`);
    expect(() => client.tenant.clock.advance(EXPORT_TAKES)).not.toThrow();
  });
});

describe('the place that a report is downloaded from', () => {
  function ready() {
    const { client, tenant } = setup(1);
    const { id } = client.post(JOBS, { reportName: 'Devices' }).body;
    tenant.clock.advance(EXPORT_TAKES);
    return { client, tenant, url: client.get(`${JOBS}/${id}`).body.url as string };
  }

  it('needs the address as it was given, and in time', () => {
    const { client, tenant, url } = ready();
    expect(download(client, url)).toMatchObject({
      status: 200,
      headers: { 'Content-Type': 'application/octet-stream', 'x-ms-blob-type': 'BlockBlob' },
    });
    const failed = { status: 403, headers: { 'x-ms-error-code': 'AuthenticationFailed' } };
    expect(download(client, url.replace(/sig=[^&]+/, 'sig=x'))).toMatchObject(failed);
    expect(download(client, url.replace(/\?.*/, ''))).toMatchObject(failed);
    tenant.clock.advance(DOWNLOAD_LIFETIME);
    expect(download(client, url)).toMatchObject(failed);
  });

  it('only gives', () => {
    const { client, url } = ready();
    expect(download(client, url, 'PUT').status).toBe(405);
  });

  it(`keeps the latest ${EXPORT_FILES_KEPT} files`, () => {
    const { client, tenant, url } = ready();
    for (let index = 0; index < EXPORT_FILES_KEPT; index += 1) client.post(JOBS, { reportName: 'Users' });
    tenant.clock.advance(EXPORT_TAKES);
    expect(download(client, url)).toMatchObject({
      status: 404,
      headers: { 'x-ms-error-code': 'BlobNotFound' },
    });
  });
});
