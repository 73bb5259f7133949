import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../../test/support/graph-client.ts';

const SET = '/beta/deviceManagement/configurationPolicies';
const PROVISIONING_CLIENT = 'f1346770-5b25-470b-88bd-d5744ab7952c';

function setUp() {
  const client = graphClient();
  const policy = `${SET}/${client.post(SET, { name: 'P', platforms: 'iOS', technologies: 'enrollment' }).body.id}`;
  const group = (displayName: string, extra: object = {}): string =>
    client.post('/v1.0/groups', {
      displayName,
      mailNickname: displayName,
      mailEnabled: false,
      securityEnabled: true,
      ...extra,
    }).body.id;
  const set = (targetId: string) =>
    client.post(`${policy}/setEnrollmentTimeDeviceMembershipTarget`, {
      enrollmentTimeDeviceMembershipTargets: [{ targetType: 'staticSecurityGroup', targetId }],
    }).body;
  const targets = () =>
    client
      .get(`${policy}/retrieveEnrollmentTimeDeviceMembershipTarget`)
      .body.enrollmentTimeDeviceMembershipTargetValidationStatuses.map((each: never) => each['targetId']);
  return { client, policy, group, set, targets };
}

describe('the group of an enrollment policy', () => {
  it('must be a static security group that the provisioning client owns', () => {
    const { client, group, set, targets } = setUp();
    const codeOf = (targetId: string) => {
      const result = set(targetId);
      expect(result.validationSucceeded).toBe(false);
      return result.enrollmentTimeDeviceMembershipTargetValidationStatuses[0].targetValidationErrorCode;
    };
    expect(codeOf('aaaaaaaa-0000-4000-8000-000000000001')).toBe('securityGroupNotFound');
    const team = { groupTypes: ['Unified'], mailEnabled: true, securityEnabled: false };
    expect(codeOf(group('Team', team))).toBe('notSecurityGroup');
    const dynamic = {
      groupTypes: ['DynamicMembership'],
      membershipRule: 'user.city -eq "X"',
      membershipRuleProcessingState: 'On',
    };
    expect(codeOf(group('Dynamic', dynamic))).toBe('notStaticSecurityGroup');
    const fitting = group('iPads');
    expect(codeOf(fitting)).toBe('firstPartyAppNotAnOwner');
    expect(targets()).toEqual([]);

    const principal = client.post('/v1.0/servicePrincipals', { appId: PROVISIONING_CLIENT }).body.id;
    client.post(`/v1.0/groups/${fitting}/owners/$ref`, {
      '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${principal}`,
    });
    expect(set(fitting)).toMatchObject({ validationSucceeded: true });
    expect(targets()).toEqual([fitting]);
  });

  it('is read with GET only, and cleared', () => {
    const { client, policy, targets } = setUp();
    const refused = client.post(`${policy}/retrieveEnrollmentTimeDeviceMembershipTarget`, {});
    expect(refused.body.error.code).toBe('No method match route template');
    for (const method of ['POST', 'DELETE']) {
      const cleared = client.send(method, `${policy}/clearEnrollmentTimeDeviceMembershipTarget`);
      expect([cleared.status, cleared.body.value]).toEqual([200, true]);
    }
    expect(targets()).toEqual([]);
  });
});
