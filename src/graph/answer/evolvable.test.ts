import { describe, expect, it } from 'vitest';
import { application, graphClient, smallTenant } from '../../../test/support/graph-client.ts';
import { SERVICES } from '../../tenant/index.ts';

describe('evolvable enumerations', () => {
  const tenant = smallTenant();
  const client = graphClient(tenant, application('AuditLog.Read.All', 'Policy.Read.All'));
  tenant.collection('auditLogs/signIns').insert(
    {
      id: '11111111-0000-4000-8000-000000000001',
      createdDateTime: '2026-09-01T08:00:00Z',
      appliedConditionalAccessPolicies: [
        { id: 'a', displayName: 'Watched', result: 'reportOnlyFailure' },
        { id: 'b', displayName: 'Enforced', result: 'success' },
      ],
    },
    SERVICES.seed,
  );
  const results = (headers: Record<string, string> = {}) => {
    const answer = client.get('/beta/auditLogs/signIns/11111111-0000-4000-8000-000000000001', headers);
    const applied = answer.body.appliedConditionalAccessPolicies as { result: string }[];
    return { results: applied.map(({ result }) => result), headers: answer.headers };
  };

  it('hide newer members from clients that don’t say they know them', () => {
    expect(results().results).toEqual(['unknownFutureValue', 'success']);
  });

  it('tell them to clients that do, and that they were asked for', () => {
    const asked = results({ prefer: 'include-unknown-enum-members' });
    expect(asked.results).toEqual(['reportOnlyFailure', 'success']);
    expect(asked.headers['Preference-Applied']).toBe('include-unknown-enum-members');
    // Neither answer is kept for the other.
    expect(results().results).toEqual(['unknownFutureValue', 'success']);
  });
});
