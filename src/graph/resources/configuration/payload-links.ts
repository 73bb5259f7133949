import { ANY_TYPE } from '../../declare/operations.ts';
import type { Operation } from '../../declare/resource.ts';

/**
 * Whether policies or apps are assigned, and by whom: an administrator or a policy set. That an assignment is a link, and
 * that one that doesn't exist simply has none, is inferred.
 */
export const hasPayloadLinks: Operation = {
  on: ANY_TYPE,
  bound: 'set',
  name: 'hasPayloadLinks',
  run(call, _entity, { payloadIds = [] }) {
    const assignments = call.tenant.collection(`${call.resource.path}/assignments`);
    return (payloadIds as readonly string[]).map((payloadId) => {
      const sources = new Set(
        assignments.where('$parent', payloadId).map(({ source }) => source ?? 'direct'),
      );
      return { payloadId, hasLink: sources.size > 0, error: '', sources: [...sources] };
    });
  },
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/intune-shared-deviceconfiguration-haspayloadlinks?view=graph-rest-beta',
  ],
};
