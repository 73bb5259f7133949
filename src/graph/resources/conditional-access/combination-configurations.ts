// Which keys and certificates a combination of a strength takes.
// https://learn.microsoft.com/graph/api/resources/authenticationcombinationconfiguration
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import * as graphErrors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import type { Call } from '../../request/call.ts';
import * as errors from './errors.ts';
import { CONFIGURATIONS } from './paths.ts';
import { requireOwn } from './strengths.ts';

/** [documented] what each kind of configuration can be about. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  '#microsoft.graph.fido2CombinationConfiguration': ['fido2'],
  '#microsoft.graph.x509CertificateCombinationConfiguration': [
    'x509CertificateSingleFactor',
    'x509CertificateMultiFactor',
  ],
};

/** [documented] only custom strengths have configurations, and about what they allow. */
function check({ parent }: Call, configuration: JsonObject): void {
  const strength = parent as Entity;
  requireOwn(strength);
  const combinations = (configuration['appliesToCombinations'] ?? []) as readonly string[];
  if (combinations.length === 0) throw graphErrors.requiredPropertyMissing('appliesToCombinations');
  const allowed = strength['allowedCombinations'] as readonly string[];
  const kind = KINDS[String(configuration['@odata.type'])] ?? [];
  const wrong = combinations.filter((each) => !kind.includes(each) || !allowed.includes(each));
  if (wrong.length > 0) throw errors.configurationInvalid(wrong);
}

export const combinationConfigurations: Resource = defineResource({
  path: CONFIGURATIONS,
  type: 'authenticationCombinationConfiguration',
  family: 'directory',
  beforeCreate(call, draft) {
    check(call, draft);
    return draft;
  },
  beforeUpdate(call, configuration, patch) {
    check(call, { ...configuration, ...patch });
    return patch;
  },
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/authenticationstrengthpolicy-post-combinationconfigurations',
    'https://learn.microsoft.com/graph/api/authenticationcombinationconfiguration-update',
    'https://learn.microsoft.com/graph/api/resources/x509certificatecombinationconfiguration',
  ],
});
