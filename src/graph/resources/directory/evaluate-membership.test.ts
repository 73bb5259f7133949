import { describe, expect, it } from 'vitest';
import { membershipStatus, salesGroup } from '../../../../test/support/dynamic-group.ts';
import { graphClient } from '../../../../test/support/graph-client.ts';

describe('the rule of a group', () => {
  const { client, create, settle, members } = salesGroup();
  const error = (answer: { body: { error?: { code: string; message: string } } }) => answer.body.error;

  it('is checked when it is processed', () => {
    const unsupported = {
      code: 'DynamicGroupQueryParseError',
      message: "Unsupported property 'employeeType'",
    };
    const membershipRule = 'user.employeeType -eq "x"';
    const answer = create({ membershipRule });
    expect(answer.status).toBe(400);
    expect(error(answer)).toMatchObject(unsupported);
    const { id } = create().body;
    expect(error(client.patch(`/v1.0/groups/${id}`, { membershipRule }))).toMatchObject(unsupported);
  });

  it('is taken as it is while processing is paused, and fails then', () => {
    const membershipRule = 'user.employeeType -eq "x"';
    const { id } = create({ membershipRule, membershipRuleProcessingState: 'Paused' }).body;
    expect(membershipStatus(client, id).status).toBe('NotStarted');
    expect(client.patch(`/v1.0/groups/${id}`, { membershipRuleProcessingState: 'On' }).status).toBe(204);
    settle();
    expect(members(id)).toEqual([]);
    expect(membershipStatus(client, id)).toEqual({
      status: 'Failed',
      lastMembershipUpdated: '0001-01-01T00:00:00Z',
      errorMessage: 'Membership updates could not be evaluated: unsupported property.',
    });
  });

  it('is for dynamic groups, and of users for those of Microsoft 365', () => {
    expect(error(create({ groupTypes: [] }))?.code).toBe('Request_BadRequest');
    expect(error(create({ membershipRuleProcessingState: 'Off' }))?.message).toContain(
      'membershipRuleProcessingState',
    );
    const unified = { groupTypes: ['Unified', 'DynamicMembership'], mailEnabled: true, mailNickname: 'u' };
    expect(create({ ...unified, membershipRule: 'device.objectId -ne null' }).status).toBe(400);
    expect(create(unified).status).toBe(201);
  });
});

describe('evaluating membership', () => {
  const { tenant, client, create, ann, bob } = salesGroup();
  const signedIn = graphClient(tenant, {
    kind: 'delegated',
    appId: 'app',
    appDisplayName: 'App',
    permissions: new Set(['Group.Read.All', 'User.Read.All']),
    userId: ann,
  });
  const evaluate = (body: object, group = '') =>
    signedIn.post(`/beta/groups${group}/evaluateDynamicMembership`, body);

  it('tells what a rule makes of somebody, and why', () => {
    const membershipRule = '(user.displayName -startsWith "An")';
    const { status: code, body } = evaluate({ memberId: ann, membershipRule });
    expect(code).toBe(200);
    expect(body).toMatchObject({
      membershipRule,
      membershipRuleEvaluationResult: true,
      membershipRuleEvaluationDetails: {
        expression: 'user.displayName -startsWith "An"',
        expressionResult: true,
        propertyToEvaluate: { propertyName: 'displayName', propertyValue: 'Ann' },
      },
    });
    expect(evaluate({ memberId: bob, membershipRule }).body.membershipRuleEvaluationResult).toBe(false);
  });

  it('goes by the rule of a group, part by part', () => {
    const { id } = create({ membershipRule: 'user.department eq "Sales" and not (user.mail eq null)' }).body;
    expect(evaluate({ memberId: ann }, `/${id}`).body).toMatchObject({
      membershipRuleEvaluationResult: false,
      membershipRuleEvaluationDetails: {
        expression: 'user.department -eq "Sales" -and -not user.mail -eq null',
        expressionEvaluationDetails: [
          { expressionResult: true },
          {
            expressionResult: false,
            expressionEvaluationDetails: [
              { expressionResult: true, propertyToEvaluate: { propertyName: 'mail', propertyValue: null } },
            ],
          },
        ],
      },
    });
  });

  it('refuses what it cannot evaluate, and applications', () => {
    const membershipRule = 'user.city -eq "x"';
    expect(evaluate({ memberId: ann, membershipRule: 'city -eq "x"' }).body.error.code).toBe(
      'InvalidObjectTypeException',
    );
    expect(evaluate({ memberId: tenant.random.guid(), membershipRule }).status).toBe(404);
    expect(evaluate({ membershipRule }).status).toBe(400);
    expect(evaluate({ memberId: ann }).status).toBe(400);
    expect(
      client.post('/beta/groups/evaluateDynamicMembership', { memberId: ann, membershipRule }).status,
    ).toBe(403);
  });
});
