import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../test/support/graph-client.ts';

const ROOT = '/v1.0/deviceManagement';

describe('the settings of Intune', () => {
  it('are changed one by one', () => {
    const client = graphClient();
    const { id, settings } = client.get(ROOT).body;
    const changed = client.patch(ROOT, { settings: { secureByDefault: true } });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ id, settings: { ...settings, secureByDefault: true } });
  });

  it.each([0, 121])('take no validity of %i days', (deviceComplianceCheckinThresholdDays) => {
    const client = graphClient();
    const refused = client.patch(ROOT, { settings: { deviceComplianceCheckinThresholdDays } });
    expect([refused.status, refused.body.error.code]).toEqual([400, 'BadRequest']);
    expect(client.get(ROOT).body.settings.deviceComplianceCheckinThresholdDays).toBe(30);
    for (const days of [1, 120]) {
      const taken = client.patch(ROOT, { settings: { deviceComplianceCheckinThresholdDays: days } });
      expect(taken.body.settings.deviceComplianceCheckinThresholdDays).toBe(days);
    }
  });
});
