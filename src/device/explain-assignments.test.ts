import { describe, expect, it } from 'vitest';
import { loadFixture } from '../../fixtures/index.ts';
import { type AssignmentTarget, assume, SERVICES, Tenant } from '../tenant/index.ts';
import { assignmentLines } from './explain-assignments.ts';
import { createSimulation } from './simulation.ts';

const CONFIGURATIONS = 'deviceManagement/deviceConfigurations';

function contoso() {
  const tenant = new Tenant();
  loadFixture(tenant, 'contoso-jit');
  const simulation = createSimulation(tenant);
  const { id } = simulation.create({ user: 'priya.raman@contoso.com' });
  const arrivals = () =>
    Object.fromEntries(
      simulation.assignments(id).assignments.map(({ name, onDevice }) => [name, onDevice?.state]),
    );
  return { tenant, simulation, id, arrivals };
}

describe('what a device gets', () => {
  it('is to come before enrollment, and there afterwards', () => {
    const { tenant, simulation, id, arrivals } = contoso();
    const [policy] = tenant.collection(CONFIGURATIONS);
    const [compliance] = tenant.collection('deviceManagement/deviceCompliancePolicies');
    const names = [policy?.displayName, compliance?.displayName, 'Microsoft Authenticator'] as string[];
    const states = () => names.map((name) => arrivals()[name]);
    expect(states()).toEqual(['pending', 'pending', 'pending']);
    simulation.act(id, { do: 'enroll', waitForApps: false });
    expect(states()).toEqual(['installed', 'compliant', 'installing']);
    tenant.clock.advance(20 * 60_000);
    simulation.act(id, { do: 'removePasscode' });
    simulation.act(id, { do: 'checkIn' });
    expect(states()).toEqual(['installed', 'nonCompliant', 'installed']);
  });

  it('leaves at the next check-in after it was unassigned', () => {
    const { tenant, simulation, id } = contoso();
    simulation.act(id, { do: 'enroll' });
    const assignments = tenant.collection(`${CONFIGURATIONS}/assignments`);
    for (const { id: assignment } of [...assignments]) assignments.remove(assignment, SERVICES.seed);
    const [unassigned] = simulation.assignments(id).assignments;
    expect(unassigned).toMatchObject({ applies: false, onDevice: { state: 'leaving' } });
    simulation.act(id, { do: 'checkIn' });
    expect(simulation.assignments(id).assignments[0]).toMatchObject({ onDevice: { state: 'absent' } });
  });

  it('is refused when another profile answers for the same addresses', () => {
    const { tenant, simulation, id } = contoso();
    const [policy] = tenant.collection(CONFIGURATIONS);
    const [assignment] = tenant.collection(`${CONFIGURATIONS}/assignments`);
    if (!policy || !assignment) throw new Error('the fixture has no policy');
    tenant
      .collection(CONFIGURATIONS)
      .insert({ ...policy, id: 'second', displayName: 'Second' }, SERVICES.seed);
    const twin = { ...assignment, id: 'second-1', $parent: 'second' };
    tenant.collection(`${CONFIGURATIONS}/assignments`).insert(twin, SERVICES.seed);
    simulation.act(id, { do: 'enroll' });
    const second = simulation.assignments(id).assignments.find((each) => each.id === 'second');
    expect(second).toMatchObject({ applies: true, onDevice: { state: 'refused' } });
    expect(assignmentLines(second as never).at(-1)).toContain('another profile has an SSO extension');
  });

  it('says why an app with used-up licences does not come', () => {
    const { tenant, simulation, id } = contoso();
    const apps = tenant.collection('deviceAppManagement/mobileApps');
    const target: AssignmentTarget = { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' };
    const app = {
      '@odata.type': '#microsoft.graph.iosVppApp',
      id: 'paid',
      displayName: 'Paid',
      bundleId: 'com.contoso.paid',
      totalLicenseCount: 5,
      usedLicenseCount: 5,
    };
    apps.insert(app, SERVICES.seed);
    const assignment = { id: 'paid-1', $parent: 'paid', intent: 'required', target };
    tenant
      .collection('deviceAppManagement/mobileApps/assignments')
      .insert(assignment as never, SERVICES.seed);
    simulation.act(id, { do: 'enroll' });
    const paid = simulation.assignments(id).assignments.find((each) => each.id === 'paid');
    expect(paid).toMatchObject({ intent: 'required', onDevice: { state: 'failed' } });
    expect(paid?.onDevice?.why).toContain('all 5 licences of the app are in use');
  });

  it('tells of a compliance policy what fails, what nobody can tell, and with whom it is in conflict', () => {
    const { tenant, simulation, id } = contoso();
    const policies = tenant.collection('deviceManagement/deviceCompliancePolicies');
    const [policy] = policies;
    const [assignment] = tenant.collection(`${policies.name}/assignments`);
    if (!policy || !assignment) throw new Error('the fixture has no policy');
    const second = { ...policy, id: 'second', displayName: 'Second', passcodeMinimumLength: 12 };
    policies.insert(second, SERVICES.seed);
    const twin = { ...assignment, id: 'second-1', $parent: 'second' };
    tenant.collection(`${policies.name}/assignments`).insert(twin, SERVICES.seed);
    simulation.act(id, { do: 'enroll' });
    const onDevice = (of: string) =>
      simulation.assignments(id).assignments.find((each) => each.id === of)?.onDevice;
    expect(onDevice('second')).toEqual({ state: 'nonCompliant', why: 'Minimum password length fails' });
    assume(tenant, { complianceConflict: 'shown' });
    expect(onDevice(policy.id)).toEqual({
      state: 'conflict',
      why: '“Second” wants another value for passcodeMinimumLength; no setting fails',
    });
    assume(tenant, { complianceConflict: 'never' });
    policies.remove('second', SERVICES.seed);
    simulation.act(id, { do: 'checkIn' });
    simulation.act(id, { do: 'failQueries', queries: ['DeviceInformation'] });
    simulation.act(id, { do: 'checkIn' });
    expect(onDevice(policy.id)).toEqual({ state: 'error', why: 'Minimum OS version is in error' });
    expect(simulation.explain(id).compliant.why).toMatch(
      /^for an error of "iOS compliance" it keeps its state until \d{4}-/,
    );
  });
});
