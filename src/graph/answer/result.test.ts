import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../test/support/graph-client.ts';

const REPORT = '/beta/deviceManagement/reports/getConfigManagerDevicePolicyStatusReport';

describe('what operations give back', () => {
  const client = graphClient();

  it('nothing, as an answer without a body', () => {
    const { status, text } = client.post('/beta/deviceAppManagement/syncMicrosoftStoreForBusinessApps');
    expect({ status, text }).toEqual({ status: 204, text: undefined });
  });

  it('a primitive value, with the context of its type', () => {
    const { body } = client.get('/beta/deviceManagement/assignmentFilters/getState()');
    expect(body['@odata.context']).toMatch(/\$metadata#microsoft\.graph\.assignmentFilterState$/);
    const flag = client.get("/v1.0/deviceManagement/verifyWindowsEnrollmentAutoDiscovery(domainName='x')");
    expect(flag.body).toEqual({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#Edm.Boolean',
      value: false,
    });
  });

  it('a list of primitive values', () => {
    const audience = '/beta/users/getManagedAppBlockedUsers()';
    expect(client.get(audience).body).toEqual({
      '@odata.context': 'https://graph.microsoft.com/beta/$metadata#Collection(Edm.String)',
      value: [],
    });
  });

  it('a stream, as bytes', () => {
    const { status, headers, text } = client.post(REPORT, {});
    expect(status).toBe(200);
    expect(headers['Content-Type']).toBe('application/octet-stream');
    expect(text).toBeTypeOf('string');
  });

  it('a stream in JSON, for who takes nothing else', () => {
    const { headers, body } = client.send('POST', REPORT, {}, { accept: 'application/json' });
    expect(headers['Content-Type']).toMatch(/^application\/json/);
    expect(body).toMatchObject({ value: expect.any(String) });
    const either = client.send('POST', REPORT, {}, { accept: 'application/json, */*' });
    expect(either.headers['Content-Type']).toBe('application/octet-stream');
  });
});

describe('operations without behaviour', () => {
  it('are checked all the same, and say that nothing comes of them', () => {
    const client = graphClient();
    const url = '/beta/deviceManagement/enableLegacyPcManagement';
    expect(client.post(url, { nonsense: 1 }).body.error.message).toContain("'nonsense'");
    const answer = client.post(url, {});
    expect(answer.status).toBe(204);
    expect(answer.headers['x-tenantless-generic']).toBe('deviceManagement/enableLegacyPcManagement');
    const [entry] = [...client.graph.requests.since()].slice(-1);
    expect(entry?.ignored.join()).toContain('has no behaviour here');
  });

  it('answer what their result is when nothing is known, and check the numbers that they are given', () => {
    const client = graphClient();
    const at = (call: string) => client.get(`/beta/deviceAppManagement/mobileApps/${call}`);
    expect(at("getMobileAppCount(status='x')").body.value).toBe(0);
    expect(at("getTopMobileApps(status='x',count=5)").body.value).toEqual([]);
    expect(at("getTopMobileApps(status='x',count='five')").body.error.message).toContain('Edm.Int64');
    const app = client.post('/beta/deviceAppManagement/mobileApps', {
      '@odata.type': '#microsoft.graph.webApp',
      displayName: 'W',
    }).body.id;
    const states = at(`${app}/getRelatedAppStates(userPrincipalName='u',deviceId='d')`).body;
    expect(states).toMatchObject({ value: [] });
    expect(states['@odata.context']).toMatch(/mobileAppRelationshipState\)$/);
  });
});
