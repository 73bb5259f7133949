import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../../test/support/graph-client.ts';
import { DAY } from '../../../clock/index.ts';

const URL = '/v1.0/deviceManagement/applePushNotificationCertificate';

describe('the push certificate', () => {
  it('is made by the first upload, and hidden', () => {
    const client = graphClient();
    const missing = client.get(URL);
    expect([missing.status, missing.body.error.code]).toEqual([404, 'ResourceNotFound']);
    const uploaded = client.patch(URL, {
      appleIdentifier: 'it@contoso.com',
      certificate: '-----BEGIN CERTIFICATE-----',
    });
    expect(uploaded.status).toBe(200);
    expect(uploaded.body).toMatchObject({
      appleIdentifier: 'it@contoso.com',
      topicIdentifier: expect.stringMatching(/^com\.apple\.mgmt\.External\.[0-9a-f-]{36}$/),
      certificateSerialNumber: expect.stringMatching(/^[0-9A-F]{16}$/),
      expirationDateTime: '2027-09-01T08:00:00Z',
      certificate: null,
    });
    expect(client.get(URL).body).toEqual(uploaded.body);
  });

  it('keeps its topic when it is renewed for another year', () => {
    const client = graphClient();
    const upload = () => client.patch(URL, { certificate: 'MII' }).body;
    const before = upload();
    client.tenant.clock.advance(300 * DAY);
    const after = upload();
    expect(after.topicIdentifier).toBe(before.topicIdentifier);
    expect(after.certificateSerialNumber).not.toBe(before.certificateSerialNumber);
    expect(after.expirationDateTime).toBe('2028-06-27T08:00:00Z');
    expect(client.patch(URL, { appleIdentifier: 'new@contoso.com' }).body.expirationDateTime).toBe(
      after.expirationDateTime,
    );
  });

  it('is asked for with a signing request that doesn’t need one', () => {
    const client = graphClient();
    const download = () =>
      client.get(`${URL}/downloadApplePushNotificationCertificateSigningRequest()`).body.value;
    expect(download()).toMatch(/^[A-Za-z0-9+/]{100,}$/);
    expect(download()).toBe(download());
    const generate = `${URL.replace('v1.0', 'beta')}/generateApplePushNotificationCertificateSigningRequest`;
    expect(client.post(generate).body.value).toBe(download());
  });
});
