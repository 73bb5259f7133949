import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../../test/support/graph-client.ts';

const SET = '/v1.0/deviceManagement/deviceCompliancePolicies';
const BLOCK = { actionType: 'block', gracePeriodHours: 6 };

function policyWith(...actions: object[]) {
  const client = graphClient();
  const created = client.post(SET, {
    '@odata.type': '#microsoft.graph.iosCompliancePolicy',
    displayName: 'P',
    scheduledActionsForRule: [{ ruleName: 'PasswordRequired', scheduledActionConfigurations: actions }],
  });
  const url = `${SET}/${created.body.id}`;
  const expand = '$expand=scheduledActionsForRule($expand=scheduledActionConfigurations)';
  const rules = () => client.get(`${url}?${expand}`).body.scheduledActionsForRule;
  const actionsUrl = () => `${url}/scheduledActionsForRule/${rules()[0].id}/scheduledActionConfigurations`;
  return { client, url, rules, actionsUrl };
}

describe('the actions of a rule', () => {
  it('are created, read, changed and deleted one by one', () => {
    const { client, rules, actionsUrl } = policyWith(BLOCK);
    const created = client.post(actionsUrl(), {
      '@odata.type': '#microsoft.graph.deviceComplianceActionItem',
      actionType: 'notification',
      gracePeriodHours: 2,
      notificationTemplateId: 'template',
    });
    expect(created.status).toBe(201);
    const at = `${actionsUrl()}/${created.body.id}`;
    expect(client.get(at).body).toMatchObject({
      actionType: 'notification',
      gracePeriodHours: 2,
      notificationTemplateId: 'template',
      notificationMessageCCList: [],
    });
    expect(client.patch(at, { gracePeriodHours: 4 }).body.gracePeriodHours).toBe(4);
    expect(rules()[0].scheduledActionConfigurations).toMatchObject([
      BLOCK,
      { actionType: 'notification', gracePeriodHours: 4 },
    ]);
    expect(client.get(actionsUrl()).body.value).toHaveLength(2);
    expect(client.delete(at).status).toBe(204);
    expect(client.get(at).status).toBe(404);
    expect(rules()[0].scheduledActionConfigurations).toMatchObject([BLOCK]);
  });

  it('block once, whatever happens to them', () => {
    const { client, rules, actionsUrl } = policyWith(BLOCK, { actionType: 'retire' });
    const [block, retire] = rules()[0].scheduledActionConfigurations.map(
      ({ id }: { id: string }) => `${actionsUrl()}/${id}`,
    );
    for (const refused of [
      client.post(actionsUrl(), BLOCK),
      client.patch(retire, { actionType: 'block' }),
      client.patch(block, { actionType: 'retire' }),
      client.delete(block),
    ]) {
      expect(refused.status).toBe(400);
      expect(JSON.parse(refused.body.error.message).Message).toMatch(
        /^Compliance policy must have one and only one block scheduled action - Operation ID/,
      );
    }
    expect(client.patch(block, { gracePeriodHours: 12 }).status).toBe(200);
    expect(rules()[0].scheduledActionConfigurations).toMatchObject([
      { actionType: 'block', gracePeriodHours: 12 },
      { actionType: 'retire', gracePeriodHours: 0 },
    ]);
  });
});

describe('the rules of a policy', () => {
  it('are written below the policy, and not read there', () => {
    const { client, url, rules } = policyWith(BLOCK);
    const created = client.post(`${url}/scheduledActionsForRule`, { ruleName: 'Another' });
    expect(created.status).toBe(201);
    expect(rules()).toMatchObject([
      { ruleName: 'PasswordRequired', scheduledActionConfigurations: [BLOCK] },
      { ruleName: 'Another', scheduledActionConfigurations: [] },
    ]);
    const at = `${url}/scheduledActionsForRule/${created.body.id}`;
    expect(client.patch(at, { ruleName: 'Renamed' }).body.ruleName).toBe('Renamed');
    expect(client.get(at).body.ruleName).toBe('Renamed');
    const list = client.get(`${url}/scheduledActionsForRule`);
    expect(list.body.error.code).toBe('No method match route template');
    expect(client.delete(at).status).toBe(204);
    expect(client.delete(`${url}/scheduledActionsForRule/${rules()[0].id}`).status).toBe(400);
    expect(rules()).toHaveLength(1);
  });

  it('are replaced as a whole, by none with actions or by such that block once', () => {
    const { client, url, rules } = policyWith(BLOCK);
    const replace = (...actions: object[]) =>
      client.post(`${url}/scheduleActionsForRules`, {
        deviceComplianceScheduledActionForRules: [
          { ruleName: 'R', ...(actions.length > 0 && { scheduledActionConfigurations: actions }) },
        ],
      }).status;
    expect([replace(BLOCK, BLOCK), replace({ actionType: 'retire' })]).toEqual([400, 400]);
    expect(rules()[0].ruleName).toBe('PasswordRequired');
    expect(replace({ actionType: 'block', gracePeriodHours: 48 })).toBe(204);
    expect(rules()).toMatchObject([
      { ruleName: 'R', scheduledActionConfigurations: [{ gracePeriodHours: 48 }] },
    ]);
    expect(replace()).toBe(204);
    expect(rules()).toMatchObject([{ ruleName: 'R', scheduledActionConfigurations: [] }]);
  });
});
