import { describe, expect, it } from 'vitest';
import { graphClient, ORIGIN, TENANT_ID } from '../../../../test/support/graph-client.ts';

const URL = `/v1.0/organization/${TENANT_ID}`;

describe('the organization', () => {
  it('can be changed, but for its domains, and has its changes tracked', () => {
    const client = graphClient();
    const first = client.get('/v1.0/organization/delta').body;
    expect(first.value).toMatchObject([{ id: TENANT_ID }]);
    const mails = { technicalNotificationMails: ['it@contoso.com'] };
    expect(client.patch(URL, mails).status).toBe(204);
    expect(client.get(URL).body).toMatchObject(mails);
    const domains = { verifiedDomains: [{ name: 'fabrikam.com' }] };
    expect(client.patch(URL, domains).body.error.message).toMatch(/'verifiedDomains' is read-only/);
    const { value } = client.get(first['@odata.deltaLink'].slice(ORIGIN.length)).body;
    expect(value).toMatchObject([{ id: TENANT_ID, ...mails }]);
  });

  it('gives its devices to Intune', () => {
    const client = graphClient();
    expect(client.get(URL).body.mobileDeviceManagementAuthority).toBe('unknown');
    const { status, body } = client.post(`${URL}/setMobileDeviceManagementAuthority`);
    expect(status).toBe(200);
    expect(body.value).toBe(1);
    expect(client.get(URL).body.mobileDeviceManagementAuthority).toBe('intune');
  });
});
