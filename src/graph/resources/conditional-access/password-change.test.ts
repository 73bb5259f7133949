import { expect, it } from 'vitest';
import { graphClient } from '../../../../test/support/graph-client.ts';

const CHANGE = { operator: 'AND', builtInControls: ['mfa', 'passwordChange'] };

/** Special considerations when using `passwordChange` as a control: conditionalAccessGrantControls. */
it.each<[string, number, object, object]>([
  ['people at risk in all applications', 201, {}, CHANGE],
  ['people of whom no risk is asked', 400, { userRiskLevels: [] }, CHANGE],
  ['one application', 400, { applications: { includeApplications: ['Office365'] } }, CHANGE],
  [
    'all applications but one',
    400,
    { applications: { includeApplications: ['All'], excludeApplications: ['Office365'] } },
    CHANGE,
  ],
  ['a platform', 400, { platforms: { includePlatforms: ['iOS'] } }, CHANGE],
  ['sign-ins at risk', 400, { signInRiskLevels: ['high'] }, CHANGE],
  ['no second factor', 400, {}, { operator: 'AND', builtInControls: ['passwordChange'] }],
  ['a second factor in its place', 400, {}, { ...CHANGE, operator: 'OR' }],
])('a new password is asked for: %s', (_of, status, conditions, grantControls) => {
  const answer = graphClient().post('/v1.0/identity/conditionalAccess/policies', {
    displayName: 'New password',
    state: 'enabled',
    conditions: {
      users: { includeUsers: ['All'] },
      applications: { includeApplications: ['All'] },
      userRiskLevels: ['high'],
      ...conditions,
    },
    grantControls,
  });
  expect(answer.status).toBe(status);
  if (status === 400)
    expect(answer.body.error.message).toBe(
      '1032: ConditionalActionPolicy validation failed due to InvalidPasswordResetControl.',
    );
});
