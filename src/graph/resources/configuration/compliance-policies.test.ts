import { describe, expect, it } from 'vitest';
import { choice, integer } from '../../../../test/support/catalog.ts';
import { graphClient } from '../../../../test/support/graph-client.ts';

const SET = '/beta/deviceManagement/compliancePolicies';
const ENCRYPTED = choice('linux_deviceencryption_required', 'linux_deviceencryption_required_true');
const block = { actionType: 'block', gracePeriodHours: 72 };

describe('a compliance policy of the settings catalog', () => {
  const POLICY = {
    name: 'Linux',
    platforms: 'linux',
    technologies: 'linuxMdm',
    settings: [{ settingInstance: ENCRYPTED }],
    scheduledActionsForRule: [{ ruleName: 'R', scheduledActionConfigurations: [block] }],
  };

  it('is created with settings and actions, which can be read', () => {
    const client = graphClient();
    const created = client.post(SET, POLICY);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ name: 'Linux', settingCount: 1, isAssigned: false });
    const at = `${SET}/${created.body.id}`;
    expect(client.get(`${at}/settings`).body.value).toHaveLength(1);
    const [rule] = client.get(`${at}/scheduledActionsForRule`).body.value;
    expect(rule.ruleName).toBe('R');
    const actions = `${at}/scheduledActionsForRule/${rule.id}/scheduledActionConfigurations`;
    expect(client.get(actions).body.value).toMatchObject([block]);
    expect(client.get('/v1.0/deviceManagement/compliancePolicies').status).toBe(400);
  });

  it('is checked as configuration policies are', () => {
    const client = graphClient();
    const settings = [{ settingInstance: integer('linux_passwordpolicy_minimumlength', -1) }];
    expect(client.post(SET, { ...POLICY, settings }).status).toBe(400);
    expect(client.get(SET).body.value).toEqual([]);
  });

  it('has its settings changed one by one', () => {
    const client = graphClient();
    const at = `${SET}/${client.post(SET, POLICY).body.id}/settings`;
    const length = integer('linux_passwordpolicy_minimumlength', 8);
    const added = client.post(at, { settingInstance: length });
    expect([added.status, added.body.id]).toEqual([201, '1']);
    const longer = integer('linux_passwordpolicy_minimumlength', 12);
    const changed = client.patch(`${at}/1`, { settingInstance: longer });
    expect(changed.body.settingInstance.simpleSettingValue.value).toBe(12);
    const wrong = choice('linux_passwordpolicy_minimumlength', '12');
    expect(client.patch(`${at}/1`, { settingInstance: wrong }).status).toBe(400);
    expect(client.delete(`${at}/0`).status).toBe(204);
    expect(client.get(at).body.value.map((each: { id: string }) => each.id)).toEqual(['1']);
  });

  it('has its actions replaced by what setScheduledActions is given, and returned', () => {
    const client = graphClient();
    const at = `${SET}/${client.post(SET, POLICY).body.id}`;
    const scheduledActions = [
      { ruleName: 'S', scheduledActionConfigurations: [{ ...block, actionType: 'retire' }] },
    ];
    const answer = client.post(`${at}/setScheduledActions`, { scheduledActions });
    expect(answer.status).toBe(200);
    expect(answer.body.value).toMatchObject([{ ruleName: 'S' }]);
    const rules = client.get(`${at}/scheduledActionsForRule?$expand=scheduledActionConfigurations`).body
      .value;
    expect(rules).toMatchObject([
      { id: answer.body.value[0].id, scheduledActionConfigurations: [{ actionType: 'retire' }] },
    ]);
  });

  it('has its rules and actions created, changed and deleted', () => {
    const client = graphClient();
    const rules = `${SET}/${client.post(SET, { ...POLICY, scheduledActionsForRule: [] }).body.id}/scheduledActionsForRule`;
    const rule = client.post(rules, { ruleName: 'R' });
    expect(rule.status).toBe(201);
    const actions = `${rules}/${rule.body.id}/scheduledActionConfigurations`;
    const { id } = client.post(actions, block).body;
    expect(client.patch(`${actions}/${id}`, { gracePeriodHours: 1 }).body).toMatchObject({
      actionType: 'block',
      gracePeriodHours: 1,
    });
    expect(client.delete(`${actions}/${id}`).status).toBe(204);
    expect(client.delete(`${rules}/${rule.body.id}`).status).toBe(204);
    expect(client.get(rules).body.value).toEqual([]);
  });

  it('is assigned, and knows it', () => {
    const client = graphClient();
    const at = `${SET}/${client.post(SET, POLICY).body.id}`;
    const target = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
    expect(client.post(`${at}/assign`, { assignments: [{ target }] }).body.value).toHaveLength(1);
    expect(client.get(at).body.isAssigned).toBe(true);
    expect(client.post(`${at}/assign`, { assignments: [] }).body.value).toEqual([]);
    expect(client.get(at).body.isAssigned).toBe(false);
  });
});
