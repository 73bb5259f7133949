import { describe, expect, it, vi } from 'vitest';
import { type Client, enrollDevices, graphClient } from '../../../../test/support/graph-client.ts';
import { DEFAULT_TOP } from './answered-report.ts';
import { CACHE_LIFETIME, CACHING_TAKES } from './cached-reports.ts';
import { EXPORT_TAKES } from './export-jobs.ts';

const REPORTS = '/beta/deviceManagement/reports';
const DEVICES = 'deviceManagement/managedDevices';

function setup(devices = 0) {
  const client = graphClient();
  return { client, ids: enrollDevices(client.tenant, devices) };
}

function ask(client: Client, action: string, body: object = {}) {
  const answer = client.post(`${REPORTS}/${action}`, body);
  if (answer.status !== 200) throw new Error(answer.text);
  return JSON.parse(answer.text as string);
}

const NON_COMPLIANCE = 'getDeviceNonComplianceReport';

describe('a report that is answered at once', () => {
  it('is a stream with its schema and its rows', () => {
    const { client } = setup(4);
    const select = ['DeviceName', 'ComplianceState', 'OwnerType', 'LastContact'];
    const answer = client.post(`${REPORTS}/${NON_COMPLIANCE}`, { select });
    expect(answer.headers['Content-Type']).toBe('application/octet-stream');
    expect(JSON.parse(answer.text as string)).toEqual({
      TotalRowCount: 2,
      Schema: [
        { Column: 'DeviceName', PropertyType: 'String' },
        { Column: 'ComplianceState', PropertyType: 'String' },
        { Column: 'ComplianceState_loc', PropertyType: 'String' },
        { Column: 'OwnerType', PropertyType: 'Int32' },
        { Column: 'OwnerType_loc', PropertyType: 'String' },
        { Column: 'LastContact', PropertyType: 'DateTime' },
      ],
      Values: [
        ['iPhone 0000', '2', 'Not compliant', 2, 'Personal', '2026-08-31T08:00:00'],
        ['iPhone 0003', '2', 'Not compliant', 2, 'Personal', '2026-08-31T08:00:00'],
      ],
      SessionId: '',
    });
  });

  it('comes as the reference page shows it to whoever takes JSON alone', () => {
    const { client } = setup(1);
    const answer = client.send('POST', `${REPORTS}/${NON_COMPLIANCE}`, {}, { accept: 'application/json' });
    expect(JSON.parse(atob(answer.body.value)).TotalRowCount).toBe(1);
  });

  it('comes a page at a time, in order', () => {
    const { client } = setup(300);
    const names = (body: object) =>
      ask(client, NON_COMPLIANCE, { select: ['DeviceName'], ...body }).Values.map(([name]: [string]) => name);
    expect(names({})).toHaveLength(DEFAULT_TOP);
    expect(names({ top: 2 })).toEqual(['iPhone 0000', 'iPhone 0003']);
    expect(names({ top: 2, skip: 2 })).toEqual(['iPhone 0006', 'iPhone 0009']);
    expect(names({ top: 2, orderBy: ['DeviceName desc'] })).toEqual(['iPhone 0297', 'iPhone 0294']);
    expect(names({ top: 1000, orderBy: ['OS', 'DeviceName desc'] })).toHaveLength(100);
    expect(names({ search: 'IPHONE 029' })).toEqual(['iPhone 0291', 'iPhone 0294', 'iPhone 0297']);
    expect(names({ filter: "(DeviceName eq 'iPhone 0003') and (OwnerType eq '2')" })).toEqual([
      'iPhone 0003',
    ]);
  });

  it('looks at the devices once for all its pages, until something changes', () => {
    const { client } = setup(30);
    const first = ask(client, NON_COMPLIANCE, { top: 5 });
    const looked = vi.spyOn(client.tenant.collection(DEVICES), 'at');
    const second = ask(client, NON_COMPLIANCE, { top: 5, skip: 5 });
    expect(looked).not.toHaveBeenCalled();
    expect(second.Values).not.toEqual(first.Values);
    client.delete(`/beta/${DEVICES}/${second.Values[0][0]}`);
    expect(ask(client, NON_COMPLIANCE, { top: 5 }).TotalRowCount).toBe(first.TotalRowCount - 1);
  });

  it('says in the log of requests what had no effect', () => {
    const { client } = setup(1);
    const body = { select: ['Colour'], orderBy: ['Size'], groupBy: ['OS'], filter: 'Filter value' };
    expect(ask(client, NON_COMPLIANCE, body).Schema.length).toBeGreaterThan(20);
    const [entry] = [...client.graph.requests.since()].slice(-1);
    expect(entry?.ignored).toEqual([
      "the column 'Colour' in select has no effect on the report DeviceNonCompliance",
      'groupBy has no effect on the report DeviceNonCompliance',
      "'Size' in orderBy has no effect on the report DeviceNonCompliance",
      "the filter 'Filter value' has no effect on the report DeviceNonCompliance",
    ]);
  });
});

describe('a cached report', () => {
  const id = 'DeviceNonCompliance_00000000-0000-0000-0000-000000000001';
  const CACHED = `${REPORTS}/cachedReportConfigurations`;

  it('is got ready first, by an id that names the report, and then read', () => {
    const { client } = setup(9);
    const body = { id, filter: "(OwnerType eq '2')", orderBy: ['DeviceName desc'], select: ['DeviceName'] };
    expect(client.post(CACHED, body)).toMatchObject({ status: 201, body: { id, status: 'notStarted' } });
    expect(client.post(`${REPORTS}/getCachedReport`, { id }).status).toBe(400);
    client.tenant.clock.advance(CACHING_TAKES);
    expect(client.get(`${CACHED}('${id}')`).body.status).toBe('completed');
    const { TotalRowCount, Values } = ask(client, 'getCachedReport', { id, top: 2 });
    expect([TotalRowCount, Values]).toEqual([3, [['iPhone 0006'], ['iPhone 0003']]]);
    expect(ask(client, 'getCachedReport', { id, select: ['OSVersion'], top: 1 }).Values).toEqual([['18.1']]);
    client.tenant.clock.advance(CACHE_LIFETIME);
    expect(client.post(`${REPORTS}/getCachedReport`, { id }).status).toBe(400);
  });

  it('fails where there is no such report, and is not found by another id', () => {
    const { client } = setup();
    const { id: other } = client.post(CACHED, { reportName: 'Nothing' }).body;
    client.tenant.clock.advance(CACHING_TAKES);
    expect(client.get(`${CACHED}/${other}`).body.status).toBe('failed');
    expect(client.post(`${REPORTS}/getCachedReport`, { id: 'Devices_1' }).status).toBe(404);
  });

  it('can be exported, with nothing more said about what is wanted', () => {
    const { client } = setup(9);
    client.post(CACHED, { id, filter: "(OwnerType eq '2')", select: ['DeviceName'] });
    const body = { reportName: 'DeviceNonCompliance', snapshotId: id };
    expect(client.post(`${REPORTS}/exportJobs`, { ...body, select: ['OS'] }).status).toBe(400);
    const job = client.post(`${REPORTS}/exportJobs`, body).body.id;
    client.tenant.clock.advance(EXPORT_TAKES);
    expect(client.get(`${REPORTS}/exportJobs/${job}`).body.status).toBe('completed');
  });
});
