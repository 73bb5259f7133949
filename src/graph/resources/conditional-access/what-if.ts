// What the policies would make of a sign-in. https://learn.microsoft.com/graph/api/conditionalaccessroot-evaluate
import type { Entity } from '../../../tenant/index.ts';
import type { Operation } from '../../declare/resource.ts';
import * as graphErrors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import type { Call } from '../../request/call.ts';
import type { SupposedSignIn } from '../../types.ts';
import { withStrength } from './policies.ts';

/** [documented] userAction, by the names that policies have for them. */
const USER_ACTIONS: Readonly<Record<string, string>> = {
  registerSecurityInformation: 'urn:user:registersecurityinfo',
  registerOrJoinDevices: 'urn:user:registerdevice',
};

/** [documented] whatIfAnalysisReasons has no name of its own for the risk of a workload identity. */
const REASONS: Readonly<Record<string, string>> = { servicePrincipalRisk: 'signInRisk' };

function identityOf({ tenant }: Call, identity: JsonObject): Pick<SupposedSignIn, 'user' | 'principal'> {
  const { userId, servicePrincipalId } = identity;
  if (typeof servicePrincipalId === 'string') {
    const principal = tenant.collection('servicePrincipals').get(servicePrincipalId);
    if (!principal) throw graphErrors.directoryNotFound(servicePrincipalId);
    return { principal };
  }
  if (userId === undefined) throw graphErrors.invalidValues();
  const user = tenant.collection('users').get(String(userId));
  if (!user) throw graphErrors.directoryNotFound(String(userId));
  return { user };
}

/** What the sign-in would be for: one of the apps, each of which may meet other policies. */
function resourcesOf(context: JsonObject): readonly SupposedSignIn['resource'][] {
  const { includeApplications, userAction, authenticationContextValue } = context;
  if (typeof userAction === 'string') return [{ userAction: USER_ACTIONS[userAction] ?? userAction }];
  if (typeof authenticationContextValue === 'string')
    return [{ authenticationContext: authenticationContextValue }];
  return (Array.isArray(includeApplications) ? includeApplications : []).map((appId) => ({
    appId: String(appId),
  }));
}

/**
 * [documented] deviceInfo, whose names are the directory's but for `ownership` and the extension attributes, which the directory
 * has in an object of their own. [inferred] that attributes which are named count, whatever manages the device.
 */
const deviceOf = (info: JsonObject): SupposedSignIn['device'] => ({
  ...info,
  deviceOwnership: info['ownership'],
  extensionAttributes: info,
  isManaged: true,
});

function supposed(conditions: JsonObject): Omit<SupposedSignIn, 'resource'> {
  const text = (name: string) =>
    typeof conditions[name] === 'string' ? String(conditions[name]) : undefined;
  const level = (name: string) => text(name) ?? 'none';
  const info = conditions['deviceInfo'] as JsonObject | null | undefined;
  const flow = conditions['authenticationFlow'] as JsonObject | null | undefined;
  return {
    platform: text('devicePlatform'),
    device: info ? deviceOf(info) : undefined,
    clientApp: text('clientAppType'),
    address: text('ipAddress'),
    country: text('country'),
    deviceCode: flow?.['transferMethod'] === 'deviceCodeFlow',
    authenticationTransfer: flow?.['transferMethod'] === 'authenticationTransfer',
    risk: {
      user: level('userRiskLevel'),
      signIn: level('signInRiskLevel'),
      principal: level('servicePrincipalRiskLevel'),
      insider: level('insiderRiskLevel'),
    },
  };
}

/**
 * The evaluation itself is Microsoft Entra ID's, the same as of a real sign-in. [documented] The Conditional Access What If tool: policies that
 * are off have no part in it, "the reason represents the first condition that wasn't satisfied", and what is not said "is assumed to be set
 * to none", but for the platform, which is required; [inferred] that without one it is `notEnoughInformation`.
 */
export const evaluate: Operation = {
  on: 'conditionalAccessRoot',
  name: 'evaluate',
  run(call, _root, { signInIdentity, signInContext, signInConditions, appliedPoliciesOnly }) {
    const who = identityOf(call, (signInIdentity ?? {}) as JsonObject);
    const where = supposed((signInConditions ?? {}) as JsonObject);
    const resources = resourcesOf((signInContext ?? {}) as JsonObject);
    if (resources.length === 0) throw graphErrors.invalidValues();
    const answers = resources.map((resource) => call.signInPolicies({ ...who, ...where, resource }));
    const results = (answers[0] ?? []).map(({ policy, unmet }, index): Entity => {
      const applies = answers.some((answer) => answer[index]?.unmet === undefined);
      const reason =
        unmet === 'devicePlatform' && where.platform === undefined
          ? 'notEnoughInformation'
          : (REASONS[unmet ?? ''] ?? unmet);
      return {
        ...withStrength(call, policy),
        '@odata.type': '#microsoft.graph.whatIfAnalysisResult',
        policyApplies: applies,
        analysisReasons: applies ? 'notSet' : reason,
      };
    });
    return appliedPoliciesOnly === true ? results.filter((each) => each['policyApplies']) : results;
  },
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/conditionalaccessroot-evaluate',
    'https://learn.microsoft.com/entra/identity/conditional-access/what-if-tool',
  ],
};
