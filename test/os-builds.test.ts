// What a policy that names a build makes of devices: they report the build of their release, unless it isn't known here.
import { expect, it } from 'vitest';
import { OS_VERSIONS } from '../fixtures/apple-devices.ts';
import { buildOfRelease, NEWEST_BUILD, NEWEST_RELEASE } from '../src/apple/os-builds.ts';
import { compareBuilds } from '../src/filters/index.ts';
import { createTenant } from '../src/testing/index.ts';

const COMPLIANCE = '/deviceManagement/deviceCompliancePolicies';
const PERSON = 'priya.raman@contoso.com';

async function withMinimum(osMinimumBuildVersion: string) {
  const tenant = await createTenant({ tenant: 'contoso-jit' });
  const [policy] = (await tenant.graph.api(COMPLIANCE).version('beta').get()).value;
  await tenant.graph.api(`${COMPLIANCE}/${policy.id}`).version('beta').patch({
    '@odata.type': '#microsoft.graph.iosCompliancePolicy',
    osMinimumVersion: null,
    passcodeRequired: false,
    passcodeMinimumLength: null,
    osMinimumBuildVersion,
  });
  const statuses = async () =>
    (await tenant.graph.api(`${COMPLIANCE}/${policy.id}/deviceStatuses`).version('beta').get()).value;
  return { tenant, statuses, policy };
}

it('the builds of the versions that devices are made with are known, and grow with them', () => {
  const builds = OS_VERSIONS.map((version) => buildOfRelease(version) ?? '');
  expect(builds).not.toContain('');
  expect(builds.toSorted(compareBuilds)).toEqual(builds);
});

it('the newest release that is known is the newest that devices are made with, and the last of the list', () => {
  expect(NEWEST_RELEASE).toBe(OS_VERSIONS.at(-1));
  expect(NEWEST_BUILD).toBe(buildOfRelease(NEWEST_RELEASE));
});

it('of iOS 17.7, the last with profile-based user enrollment, a device reports the build as well', async () => {
  const { tenant, statuses } = await withMinimum('99A1');
  await using _ = tenant;
  const facts = {
    user: PERSON,
    enrollmentType: 'userEnrollmentWithCompanyPortal',
    osVersion: '17.7',
  } as const;
  tenant.devices.create(facts).enroll().signIn('Microsoft Teams');
  expect(await statuses()).toMatchObject([{ status: 'nonCompliant' }]);
});

it('a device of which nobody has said a build reports that of its release, and passes after the update', async () => {
  const { tenant, statuses } = await withMinimum('22F76');
  await using _ = tenant;
  const phone = tenant.devices.create({
    user: PERSON,
    enrollmentType: 'webDeviceEnrollment',
    osVersion: '18.4.1',
  });
  phone.enroll().signIn('Microsoft Teams');
  expect(phone.state).toMatchObject({
    osBuildVersion: '22E252',
    complianceState: 'noncompliant',
    remediating: 'Microsoft Teams',
  });
  phone.updateOs('18.5').recheck();
  expect(phone.state).toMatchObject({ complianceState: 'compliant', signedIn: ['Microsoft Teams'] });
  expect(await statuses()).toMatchObject([{ status: 'compliant' }]);
});

it('where a version has no known build, the policy is unknown, and the explanation does not say that it is met', async () => {
  const { tenant, statuses, policy } = await withMinimum('22F76');
  await using _ = tenant;
  const phone = tenant.devices.create({
    user: PERSON,
    enrollmentType: 'webDeviceEnrollment',
    osVersion: '18.5.9',
  });
  phone.enroll().signIn('Microsoft Teams');
  expect(phone.complianceState).toBe('compliant');
  expect(await statuses()).toMatchObject([{ status: 'unknown' }]);
  const states = await tenant.graph
    .api(`/deviceManagement/managedDevices/${phone.state.managedDeviceId}/deviceCompliancePolicyStates`)
    .version('beta')
    .get();
  expect(states.value).toMatchObject([
    { state: 'compliant' },
    { id: policy.id, state: 'unknown', settingStates: [{ state: 'unknown' }] },
  ]);
  expect(phone.explain().compliant.why).toBe('it has said nothing that "iOS compliance" asks about');
});
