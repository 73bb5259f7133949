import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../../test/support/graph-client.ts';

describe('apps that only a token of licences brings', () => {
  it('cannot be created', () => {
    const refused = graphClient().post('/v1.0/deviceAppManagement/mobileApps', {
      '@odata.type': '#microsoft.graph.iosVppApp',
      displayName: 'Microsoft Authenticator',
    });
    expect(refused.status).toBe(400);
    expect(JSON.parse(refused.body.error.message).Message).toMatch(
      /^POST is not supported for this app type\./,
    );
  });
});
