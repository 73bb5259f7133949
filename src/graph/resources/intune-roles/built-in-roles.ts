// The roles that every tenant has. [recorded] ids: terraform-provider-microsoft365 and graph2otel; [documented] names,
// descriptions and permissions: the reference of built-in roles. Organizational Messages Manager and Endpoint Privilege
// Manager are documented as well, but their ids aren't published, so they aren't here.
import { createBuiltIn, type Entity } from '../../../tenant/index.ts';
import { operationId } from './resource-operations-table.ts';

interface BuiltInRole {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  /** One resource a line, with the actions that are allowed. */
  readonly allows: string;
}

const POLICIES = 'Assign Create Delete Read Update';

const ROLES: readonly BuiltInRole[] = [
  {
    id: 'c1d9fcbb-cba5-40b0-bf6b-527006585f4b',
    displayName: 'Application Manager',
    description:
      'Application Managers manage mobile and managed applications, can read device information and can view device configuration profiles.',
    allows: `
      AndroidSync Read UpdateApps
      AssignmentFilter Create Delete Read Update
      CertificateConnector Read
      CloudAttach ApplicationActions Applications ClientDetails Collections ResourceExplorer SoftwareUpdates Timeline
      Customization Read
      DerivedCredentials Read
      DeviceConfigurations Read
      ManagedApps ${POLICIES} Wipe
      ManagedDevices Read
      MicrosoftDefenderATP Read
      MicrosoftStoreForBusiness Read
      MobileApps ${POLICIES} Relate
      MobileThreatDefense Read
      Organization Read
      PartnerDeviceManagement Read
      PolicySets ${POLICIES}
      WindowsEnterpriseCertificate Read`,
  },
  {
    // graph2otel shows three actions of this one; the page has all.
    id: 'c56d53a2-73d0-4502-b6bd-4a9d3dba28d5',
    displayName: 'Endpoint Security Manager',
    description:
      'Manages security and compliance features such as security baselines, device compliance, conditional access, and Microsoft Defender for Endpoint.',
    allows: `
      AndroidFota Read
      AndroidSync Read
      AppleDeviceSerialNumbers Read
      AppleEnrollmentProfiles Read
      AssignmentFilter Read
      Audit Read
      CertificateConnector Read
      CloudAttach CMPivot ClientDetails Collections ResourceExplorer Scripts SoftwareUpdates Timeline
      CorporateDeviceIdentifiers Read
      Customization Read
      DerivedCredentials Read
      DeviceCompliancePolices ${POLICIES} ViewReports
      DeviceConfigurations Read ViewReports
      DeviceEnrollmentManagers Read
      EndpointAnalytics Read
      EndpointProtection Read
      EnrollmentProgramToken Read
      EpmPolicy ${POLICIES} ViewReports
      ManagedApps Read
      ManagedDevices Delete Read SetPrimaryUser Update ViewReports
      MicrosoftDefenderATP Read
      MicrosoftStoreForBusiness Read
      MobileApps Read
      MobileThreatDefense Modify Read
      Organization Read
      PartnerDeviceManagement Read
      PolicySets Read
      RemoteAssistance Read ViewReports
      RemoteTasks ConfigurationManagerAction GetFileVaultKey RebootNow RemoteLock RotateBitLockerKeys RotateFileVaultKey ShutDown SyncDevice WindowsDefender
      Reports Read
      Roles Read
      SecurityBaselines ${POLICIES}
      SecurityTasks Read Update
      TelecomExpenses Read
      TermsAndConditions Read
      WindowsEnterpriseCertificate Read`,
  },
  {
    // [recorded] in full: graph2otel, 2026.
    id: '9553af24-bd83-4ac3-a339-0e58f9e5478e',
    displayName: 'Endpoint Privilege Reader',
    description:
      'Endpoint Privilege Readers can view Endpoint Privilege Management (EPM) policies in the Intune console.',
    allows: `
      Organization Read
      EpmPolicy Read ViewReports ViewElevationRequests
      ManagedDevices Read
      AdminTasks Read`,
  },
  {
    id: 'fa1d7878-e8cb-41a1-8254-0142355c9f84',
    displayName: 'Read Only Operator',
    description:
      'Read Only Operators view user, device, enrollment, configuration and application information and cannot make changes to Intune.',
    allows: `
      AndroidFota Read
      AndroidSync Read
      AppleDeviceSerialNumbers Read
      AppleEnrollmentProfiles Read
      AssignmentFilter Read
      Audit Read
      CertificateConnector Read
      CloudAttach Applications ClientDetails Collections ResourceExplorer Scripts SoftwareUpdates Timeline
      CorporateDeviceIdentifiers Read
      Customization Read
      DerivedCredentials Read
      DeviceCompliancePolices Read ViewReports
      DeviceConfigurations Read ViewReports
      DeviceEnrollmentManagers Read
      EndpointAnalytics Read
      EndpointProtection Read
      EnrollmentProgramToken Read
      EpmPolicy Read ViewReports
      ManagedApps Read
      ManagedDevices Read ViewReports
      MicrosoftDefenderATP Read
      MicrosoftStoreForBusiness Read
      MobileApps Read
      MobileThreatDefense Read
      Organization Read
      OrganizationalMessages Read
      PartnerDeviceManagement Read
      PolicySets Read
      QuietTimePolicies Read ViewReports
      RemoteAssistance Read ViewReports
      RemoteTasks GetFileVaultKey
      Reports Read
      Roles Read
      SecurityBaselines Read
      ServiceNow ViewIncidents
      TelecomExpenses Read
      TermsAndConditions Read
      WindowsEnterpriseCertificate Read`,
  },
  {
    id: '2f9f4f7e-2d13-427b-adf2-361a1eef7ae8',
    displayName: 'School Administrator',
    description:
      'School Administrators can manage apps and settings for their groups. They can take remote actions on devices, including remotely locking them, restarting them, and retiring them from management.',
    allows: `
      AppleDeviceSerialNumbers Delete Read Update
      AppleEnrollmentProfiles ${POLICIES}
      AssignmentFilter Create Delete Read Update
      Audit Read
      CertificateConnector Modify Read
      CloudAttach ApplicationActions Applications CMPivot ClientDetails Collections EnrollNow ResourceExplorer ScriptActions Scripts SoftwareUpdates Timeline
      Customization ${POLICIES}
      DerivedCredentials Read
      DeviceConfigurations ${POLICIES}
      DeviceEnrollmentManagers Read Update
      EndpointAnalytics Create Delete Read Update
      EnrollmentProgramToken Create Delete Read Update
      ManagedApps Create Delete Read Update
      ManagedDevices Delete Read SetPrimaryUser Update
      MicrosoftDefenderATP Read
      MicrosoftStoreForBusiness Modify Read
      MobileApps ${POLICIES} Relate
      MobileThreatDefense Read
      Organization Read
      PartnerDeviceManagement Read
      PolicySets ${POLICIES}
      RemoteAssistance Read Update ViewReports
      RemoteAssistanceApp Elevation TakeFullControl ViewScreen
      RemoteTasks ActivateDeviceEsim CleanPC ConfigurationManagerAction DeviceLogs DisableLostMode EnableLostMode InitiateMDMKeyRecovery LocateDevice OnDemandProactiveRemediation PlayLostModeSound RebootNow RemoteLock RequestRemoteAssistance ResetPasscode Retire SetDeviceName SyncDevice Wipe
      Reports Read
      ServiceNow ViewIncidents
      TermsAndConditions ${POLICIES}
      WindowsEnterpriseCertificate Modify Read`,
  },
  {
    id: '0bd113fe-6be5-400c-a28f-ae5553f9c0be',
    displayName: 'Policy and Profile manager',
    description:
      'Policy and Profile Managers manage compliance policy, configuration profiles, Apple enrollment and corporate device identifiers.',
    allows: `
      AndroidFota Read
      AndroidSync Read UpdateApps UpdateOnboarding
      AppleDeviceSerialNumbers Create Delete Read Update
      AppleEnrollmentProfiles ${POLICIES}
      AssignmentFilter Create Delete Read Update
      Audit Read
      CertificateConnector Read
      CloudAttach Applications ClientDetails Collections ResourceExplorer Scripts SoftwareUpdates Timeline
      CorporateDeviceIdentifiers Create Delete Read Update
      DerivedCredentials Read
      DeviceCompliancePolices ${POLICIES} ViewReports
      DeviceConfigurations ${POLICIES} ViewReports
      EnrollmentProgramToken Create Delete Read Update
      ManagedApps ${POLICIES}
      MicrosoftDefenderATP Read
      MobileThreatDefense Read
      Organization Read
      PartnerDeviceManagement Read
      PolicySets ${POLICIES}
      QuietTimePolicies ${POLICIES} ViewReports`,
  },
  {
    id: '9e0cc482-82df-4ab2-a24c-0c23a3f52e1e',
    displayName: 'Help Desk Operator',
    description:
      'Help Desk Operators perform remote tasks on users and devices and can assign applications or policies to users or devices.',
    allows: `
      AndroidFota Read
      AndroidSync Read
      AppleDeviceSerialNumbers Read
      AppleEnrollmentProfiles Read
      AssignmentFilter Read
      Audit Read
      CertificateConnector Read
      CloudAttach ApplicationActions Applications CMPivot ClientDetails Collections EnrollNow ResourceExplorer ScriptActions Scripts SoftwareUpdates Timeline
      CorporateDeviceIdentifiers Read
      Customization Read
      DerivedCredentials Read
      DeviceCompliancePolices Read ViewReports
      DeviceConfigurations Read ViewReports
      DeviceEnrollmentManagers Read
      EndpointAnalytics Read
      EndpointProtection Read
      EnrollmentProgramToken Read
      ManagedApps Assign Read Wipe
      ManagedDevices Read SetPrimaryUser Update ViewReports
      MicrosoftDefenderATP Read
      MicrosoftStoreForBusiness Read
      MobileApps Assign Read
      MobileThreatDefense Read
      Organization Read
      PartnerDeviceManagement Read
      PolicySets Read
      RemoteAssistance Read
      RemoteAssistanceApp Elevation TakeFullControl ViewScreen
      RemoteTasks ActivateDeviceEsim CleanPC ConfigurationManagerAction CustomNotification DeviceLogs DisableLostMode EnableLostMode EnableWindowsIntuneAgent GetFileVaultKey InitiateMDMKeyRecovery LocateDevice ManageSharedDeviceUsers OnDemandProactiveRemediation PlayLostModeSound RebootNow RemoteLock RequestRemoteAssistance ResetPasscode Retire RevokeAppleVppLicenses RotateBitLockerKeys RotateFileVaultKey SetDeviceName ShutDown SyncDevice UpdateDeviceAccount WindowsDefender Wipe
      Roles Read
      SecurityBaselines Read
      ServiceNow ViewIncidents
      TelecomExpenses Read
      TermsAndConditions Read
      WindowsEnterpriseCertificate Read`,
  },
  {
    // [recorded] in full: graph2otel, 2026.
    id: 'fb2603eb-3c87-4be3-8b5b-d58a5b4a0bc0',
    displayName: 'Intune Role Administrator',
    description:
      'Intune Role Administrators manage custom Intune roles and add assignments for built-in Intune roles. It is the only Intune role that can assign permissions to Administrators.',
    allows: `
      Organization Read
      Roles Create Read Update Delete Assign`,
  },
];

function actionsOf(allows: string): string[] {
  return allows
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [resource = '', ...actions] = line.trim().split(' ');
      return actions.map((action) => operationId(resource, action));
    });
}

/** What allows these operations, as Graph writes it: once in `actions`, and once in `resourceActions`. [recorded] */
export function permissionOf(actions: readonly string[]): Readonly<Record<string, unknown>> {
  return {
    actions,
    resourceActions: [{ allowedResourceActions: actions, notAllowedResourceActions: [] }],
  };
}

export const builtInRoles = createBuiltIn(() =>
  ROLES.map(
    ({ allows, ...role }): Entity => ({
      '@odata.type': '#microsoft.graph.deviceAndAppManagementRoleDefinition',
      ...role,
      isBuiltIn: true,
      rolePermissions: [permissionOf(actionsOf(allows))],
      roleScopeTagIds: [],
    }),
  ),
);

const IDS: ReadonlySet<string> = new Set(ROLES.map(({ id }) => id));

export const isBuiltInRole = (id: string): boolean => IDS.has(id.toLowerCase());
