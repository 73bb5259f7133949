// Makes a tenant of a draft.
import { assume, SERVICES, Tenant, type User } from '../../src/tenant/index.ts';
import { ALL_USERS, type TenantDraft } from './tenant-draft.ts';

const BY = SERVICES.seed;

/** The tenant, the person whose device is judged, and the device's object in the directory. */
export function createExampleTenant(draft: TenantDraft): { tenant: Tenant; user: User; directoryId: string } {
  const tenant = new Tenant();
  const directoryId = 'directory-device';
  tenant.collection('organization').insert({ id: 'organization', displayName: 'Example' }, BY);
  tenant.collection('subscribedSkus').insert(
    {
      id: 'sku',
      skuId: 'sku',
      skuPartNumber: 'INTUNE_A',
      servicePlans: [{ servicePlanId: 'plan', servicePlanName: 'INTUNE_A' }],
    },
    BY,
  );
  const user = tenant.collection('users').insert(
    {
      id: 'user',
      displayName: 'Adele',
      userPrincipalName: 'adele@example.com',
      accountEnabled: draft.enabled,
      assignedLicenses: draft.licensed ? [{ skuId: 'sku' }] : [],
    },
    BY,
  );
  for (const [id, member] of Object.entries(draft.groups)) {
    tenant.collection('groups').insert({ id, displayName: id }, BY);
    if (member) tenant.links('groups/members').link(id, user.id, BY);
  }
  for (const [id, membershipRule] of Object.entries(draft.dynamicDeviceGroups)) {
    tenant
      .collection('groups')
      .insert({ id, displayName: id, membershipRule, groupTypes: ['DynamicMembership'] }, BY);
    if (!draft.unfilledGroups.includes(id)) tenant.links('groups/members').link(id, directoryId, BY);
  }
  for (const [index, { app, grantControls, conditions }] of draft.conditionalAccess.entries()) {
    tenant.collection('identity/conditionalAccess/policies').insert(
      {
        id: `ca-${index}`,
        displayName: `Policy ${index}`,
        state: 'enabled',
        conditions: {
          users: { includeUsers: ['All'] },
          applications: { includeApplications: [app] },
          ...conditions,
        },
        grantControls: { operator: 'OR', ...grantControls },
      },
      BY,
    );
  }
  for (const [id, rule] of Object.entries(draft.filters)) {
    tenant
      .collection('deviceManagement/assignmentFilters')
      .insert({ id, displayName: id, platform: 'iOS', rule }, BY);
  }
  const assign = (set: string, parent: string, assignment: object, index: number) =>
    tenant
      .collection(`${set}/assignments`)
      .insert({ id: `${parent}_${index}`, $parent: parent, ...assignment }, BY);

  for (const [index, sso] of draft.sso.entries()) {
    const id = `sso-${index}`;
    tenant.collection('deviceManagement/deviceConfigurations').insert(
      {
        '@odata.type': `#microsoft.graph.${sso.policyType}`,
        id,
        displayName: `SSO ${index}`,
        [sso.property]: {
          '@odata.type': `#microsoft.graph.${sso.extensionType}`,
          ...sso.extension,
          bundleIdAccessControlList: sso.bundleIds,
          configurations: sso.pairs.map(({ type, key, value }) => ({
            ...(type !== undefined && { '@odata.type': `#microsoft.graph.${type}` }),
            key,
            value,
          })),
        },
      },
      BY,
    );
    for (const [at, target] of sso.targets.entries()) {
      assign('deviceManagement/deviceConfigurations', id, { target }, at);
    }
  }
  for (const [index, { appType, bundleId, assignments, settings: own }] of draft.apps.entries()) {
    const id = `app-${index}`;
    tenant
      .collection('deviceAppManagement/mobileApps')
      .insert(
        { '@odata.type': `#microsoft.graph.${appType}`, id, displayName: bundleId, bundleId, ...own },
        BY,
      );
    for (const [at, { intent, target, useDeviceLicensing }] of assignments.entries()) {
      const settings = {
        '@odata.type': '#microsoft.graph.iosVppAppAssignmentSettings',
        useDeviceLicensing: useDeviceLicensing ?? false,
      };
      assign('deviceAppManagement/mobileApps', id, { intent, target, settings }, at);
    }
  }
  for (const [profiles, type, name] of [
    [draft.restrictionProfiles, 'iosGeneralDeviceConfiguration', 'Restrictions'],
    [draft.emailProfiles, 'iosEasEmailProfileConfiguration', 'Email'],
  ] as const) {
    for (const [index, settings] of profiles.entries()) {
      const displayName = `${name} ${index}`;
      const id = displayName.toLowerCase().replace(' ', '-');
      tenant
        .collection('deviceManagement/deviceConfigurations')
        .insert({ '@odata.type': `#microsoft.graph.${type}`, id, displayName, ...settings }, BY);
      assign('deviceManagement/deviceConfigurations', id, { target: ALL_USERS }, 0);
    }
  }
  for (const [index, bundleId] of draft.appConfigurations.entries()) {
    const app = [...tenant.collection('deviceAppManagement/mobileApps')].find(
      (each) => each.bundleId === bundleId,
    );
    const id = `app-configuration-${index}`;
    tenant.collection('deviceAppManagement/mobileAppConfigurations').insert(
      {
        '@odata.type': '#microsoft.graph.iosMobileAppConfiguration',
        id,
        displayName: `Configuration ${index}`,
        targetedMobileApps: [app?.id],
      },
      BY,
    );
    assign('deviceAppManagement/mobileAppConfigurations', id, { target: ALL_USERS }, 0);
  }
  for (const [index, { policyType, targets, settings }] of draft.compliance.entries()) {
    const id = `compliance-${index}`;
    tenant.collection('deviceManagement/deviceCompliancePolicies').insert(
      {
        '@odata.type': `#microsoft.graph.${policyType}`,
        id,
        displayName: `Compliance ${index}`,
        ...settings,
      },
      BY,
    );
    for (const [at, target] of targets.entries()) {
      assign('deviceManagement/deviceCompliancePolicies', id, { target }, at);
    }
  }
  for (const [index, defaultEnrollmentType] of draft.userEnrollmentProfiles.entries()) {
    const id = `profile-${index}`;
    const set = 'deviceManagement/appleUserInitiatedEnrollmentProfiles';
    tenant
      .collection(set)
      .insert({ id, displayName: id, platform: 'iOS', priority: index, defaultEnrollmentType }, BY);
    assign(set, id, { target: ALL_USERS }, 0);
  }
  for (const [index, [type, settings]] of draft.restrictions.entries()) {
    const id = `restriction-${index}`;
    const set = 'deviceManagement/deviceEnrollmentConfigurations';
    tenant
      .collection(set)
      .insert(
        { '@odata.type': `#microsoft.graph.${type}`, id, displayName: id, priority: index + 1, ...settings },
        BY,
      );
    assign(set, id, { target: ALL_USERS }, 0);
  }
  seedDevices(tenant, user, draft.devices);
  assume(tenant, { firstRegistration: draft.firstRegistration });
  seedApple(tenant, draft);
  for (const write of draft.also) write(tenant);
  return { tenant, user, directoryId };
}

function seedDevices(tenant: Tenant, user: User, count: number): void {
  for (let number = 1; number <= count; number += 1) {
    tenant.collection('deviceManagement/managedDevices').insert(
      {
        id: `device-${number}`,
        deviceName: `iPhone ${number}`,
        userId: user.id,
        operatingSystem: 'iOS',
        osVersion: '18.5',
        model: 'iPhone 16',
        managedDeviceOwnerType: 'personal',
        deviceEnrollmentType: 'userEnrollment',
        complianceState: 'compliant',
        azureADRegistered: false,
        azureADDeviceId: '00000000-0000-0000-0000-000000000000',
        deviceRegistrationState: 'notRegistered',
        enrolledDateTime: '2026-08-31T08:00:00Z',
        lastSyncDateTime: '2026-08-31T08:00:00Z',
      },
      BY,
    );
  }
}

function seedApple(tenant: Tenant, draft: TenantDraft): void {
  if (draft.pushCertificate !== undefined) {
    tenant
      .collection('deviceManagement/applePushNotificationCertificate')
      .insert(
        { id: 'push', appleIdentifier: 'a@example.com', expirationDateTime: draft.pushCertificate },
        BY,
      );
  }
  if (draft.appToken !== undefined)
    tenant
      .collection('deviceAppManagement/vppTokens')
      .insert({ id: 'vpp', organizationName: 'Contoso', expirationDateTime: draft.appToken }, BY);
  if (draft.enrollmentToken === undefined) return;
  const tokens = 'deviceManagement/depOnboardingSettings';
  tenant.collection(tokens).insert(
    {
      id: 'token',
      tokenName: 'Apple Business Manager',
      tokenExpirationDateTime: draft.enrollmentToken,
      defaultIosEnrollmentProfile: 'automated',
    },
    BY,
  );
  if (draft.automatedEnrollmentProfile) {
    tenant.collection(`${tokens}/enrollmentProfiles`).insert(
      {
        id: 'automated',
        $parent: 'token',
        displayName: 'Automated',
        requiresUserAuthentication: false,
        enableAuthenticationViaCompanyPortal: false,
        ...draft.automatedEnrollmentProfile,
      },
      BY,
    );
  }
  for (const [serialNumber, profile] of Object.entries(draft.chosenProfiles)) {
    const id = `chosen-${serialNumber}`;
    tenant
      .collection(`${tokens}/enrollmentProfiles`)
      .insert(
        { id, $parent: 'token', displayName: id, enableAuthenticationViaCompanyPortal: false, ...profile },
        BY,
      );
    tenant
      .collection(`${tokens}/importedAppleDeviceIdentities`)
      .insert({ id: serialNumber, $parent: 'token', serialNumber, requestedEnrollmentProfileId: id }, BY);
  }
  for (const serialNumber of draft.serialNumbers) {
    tenant
      .collection(`${tokens}/importedAppleDeviceIdentities`)
      .insert({ id: serialNumber, $parent: 'token', serialNumber }, BY);
  }
}
