// Authentication strengths. https://learn.microsoft.com/graph/api/resources/authenticationstrengthpolicy
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import * as graphErrors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { type Call, now } from '../../request/call.ts';
import * as errors from './errors.ts';
import { STRENGTHS } from './paths.ts';
import { BUILT_IN_STRENGTHS } from './strength-table.ts';
import { policiesWith } from './used-by.ts';

/** Whether every combination proves two factors; the others are single ones. [documented] authenticationMethodModes */
const SINGLE = new Set([
  'password',
  'sms',
  'federatedSingleFactor',
  'x509CertificateSingleFactor',
  'qrCodePin',
]);

function requirements(combinations: unknown): string {
  const all = (combinations as readonly string[] | undefined) ?? [];
  return all.length > 0 && all.every((each) => !SINGLE.has(each)) ? 'mfa' : 'none';
}

function requireOwn(strength: Entity): void {
  if (strength['policyType'] === 'builtIn') throw errors.strengthBuiltIn();
}

function checkNew(call: Call, draft: JsonObject): JsonObject {
  for (const name of ['displayName', 'allowedCombinations']) {
    const value = draft[name];
    if (!value || (Array.isArray(value) && value.length === 0))
      throw graphErrors.requiredPropertyMissing(name);
  }
  return {
    ...draft,
    policyType: 'custom',
    requirementsSatisfied: requirements(draft['allowedCombinations']),
    modifiedDateTime: now(call),
  };
}

export const strengths: Resource = defineResource({
  path: STRENGTHS,
  type: 'authenticationStrengthPolicy',
  family: 'directory',
  source: { kind: 'stored', builtIn: () => BUILT_IN_STRENGTHS },
  beforeCreate: checkNew,
  beforeUpdate(call, strength, patch) {
    requireOwn(strength);
    const combinations = patch['allowedCombinations'] ?? strength['allowedCombinations'];
    return {
      ...patch,
      policyType: 'custom',
      requirementsSatisfied: requirements(combinations),
      modifiedDateTime: now(call),
    };
  },
  beforeDelete(call, strength) {
    requireOwn(strength);
    const users = policiesWith(call, 'strength', strength.id);
    if (users.length > 0) throw errors.inUse('Authentication strength', users);
  },
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/authenticationstrengthroot-list-policies',
    'https://learn.microsoft.com/graph/api/authenticationstrengthroot-post-policies',
    'https://learn.microsoft.com/graph/api/authenticationstrengthpolicy-update',
    'https://learn.microsoft.com/graph/api/authenticationstrengthpolicy-delete',
  ],
});
