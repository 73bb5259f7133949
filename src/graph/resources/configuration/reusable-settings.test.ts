import { describe, expect, it } from 'vitest';
import { simple, text } from '../../../../test/support/catalog.ts';
import { graphClient } from '../../../../test/support/graph-client.ts';

const SET = '/beta/deviceManagement/reusablePolicySettings';
const POLICIES = '/beta/deviceManagement/configurationPolicies';
const SETTING = {
  displayName: 'Script',
  settingDefinitionId: 'linux_customcompliance_discoveryscript_reusablesetting',
  settingInstance: text('linux_customcompliance_discoveryscript_reusablesetting', 'ZWNobw=='),
};

describe('a reusable setting', () => {
  it('knows the policies that refer to it', () => {
    const client = graphClient();
    const created = client.post(SET, SETTING);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      displayName: 'Script',
      version: 1,
      referencingConfigurationPolicyCount: 0,
    });
    const at = `${SET}/${created.body.id}`;
    const reference = {
      '@odata.type': '#microsoft.graph.deviceManagementConfigurationReferenceSettingValue',
      value: created.body.id,
    };
    const settings = [{ settingInstance: simple('linux_customcompliance_discoveryscript', reference) }];
    const { id } = client.post(POLICIES, { name: 'P', settings }).body;
    client.post(POLICIES, { name: 'Q' });
    expect(client.get(at).body.referencingConfigurationPolicyCount).toBe(1);
    expect(client.get(`${at}/referencingConfigurationPolicies`).body.value).toMatchObject([
      { id, name: 'P', settingCount: 1 },
    ]);
    client.delete(`${POLICIES}/${id}`);
    expect(client.get(at).body.referencingConfigurationPolicyCount).toBe(0);
  });

  it('is cloned as a setting of its own', () => {
    const client = graphClient();
    const { id } = client.post(SET, SETTING).body;
    expect(client.patch(`${SET}/${id}`, { description: 'd' }).body.version).toBe(2);
    const clone = client.post(`${SET}/${id}/clone`);
    expect(clone.status).toBe(200);
    expect(clone.body).toMatchObject({ displayName: 'Script', description: 'd', version: 1 });
    expect(clone.body.id).not.toBe(id);
    expect(client.get(SET).body.value).toHaveLength(2);
  });
});
