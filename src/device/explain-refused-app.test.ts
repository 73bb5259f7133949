import { describe, expect, it } from 'vitest';
import { loadFixture } from '../../fixtures/index.ts';
import { SERVICES, Tenant } from '../tenant/index.ts';
import { createSimulation } from './simulation.ts';

const POLICIES = 'identity/conditionalAccess/policies';
const RULE = 'conditional-access-app-without-device';

function registered() {
  const tenant = new Tenant();
  loadFixture(tenant, 'contoso-jit');
  tenant.collection(POLICIES).insert(
    {
      id: 'access',
      displayName: 'Access',
      state: 'enabled',
      conditions: { users: { includeUsers: ['All'] }, applications: { includeApplications: ['Office365'] } },
      grantControls: { operator: 'OR', builtInControls: ['compliantDevice'] },
    },
    SERVICES.seed,
  );
  const simulation = createSimulation(tenant);
  const { id } = simulation.create({
    user: 'priya.raman@contoso.com',
    enrollmentType: 'automatedDeviceEnrollment',
  });
  simulation.act(id, { do: 'enroll' });
  const signIn = (app: string) => simulation.act(id, { do: 'signIn', app }).device;
  expect(signIn('Microsoft Teams').registered).toBe(true);
  return { tenant, simulation, id, signIn };
}

describe('an app that a registered device gets no token for', () => {
  it('is explained: what keeps it from showing the device, and what to do', () => {
    const { simulation, id, signIn } = registered();
    expect(simulation.explain(id).findings).toEqual([]);
    signIn('Google Chrome');
    const explained = simulation.explain(id);
    expect(explained.findings).toEqual([RULE]);
    expect(explained.registered.is).toBe(true);
    expect(explained.sentences.join('\n')).toContain(
      '"Access" refuses the sign-in to Google Chrome (530001) on a device that it lets in elsewhere',
    );
    expect(explained.problems).toEqual([{ rule: RULE, message: expect.stringContaining('Google Chrome') }]);
    expect(explained.next.join('\n')).toContain('Use Microsoft Edge or Safari');
  });

  it('is no more of interest once it has its token, or is gone', () => {
    const { tenant, simulation, id, signIn } = registered();
    signIn('Google Chrome');
    simulation.act(id, { do: 'removeApp', app: 'Google Chrome' });
    expect(simulation.explain(id).findings).toEqual([]);
    signIn('Google Chrome');
    expect(simulation.explain(id).findings).toEqual([RULE]);
    tenant.collection(POLICIES).remove('access', SERVICES.seed);
    expect(signIn('Google Chrome').signedIn).toContain('Google Chrome');
    expect(simulation.explain(id).findings).toEqual([]);
  });

  it('shows the device in Safari, which the extension signs in to as a browser', () => {
    const { tenant, simulation, id, signIn } = registered();
    expect(signIn('Safari').signedIn).toContain('Safari');
    expect([...tenant.collection('auditLogs/signIns')].at(-1)).toMatchObject({
      clientAppUsed: 'Browser',
      appDisplayName: 'OfficeHome',
      deviceDetail: { isCompliant: true },
    });
    expect(simulation.explain(id).findings).toEqual([]);
  });
});
