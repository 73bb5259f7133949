// What Intune's roles can allow: one resource a line, with its name in the admin center and its actions. `Id: name` for an
// action whose name isn't its id in words. [recorded] the ids: terraform-provider-microsoft365, which reads them from the
// service; [documented] names: the reference of built-in roles, made of the service's own. Where no name stands, it is the
// id in words [inferred].

const TABLE = `
ASRPolicy | Attack surface reduction | Assign, Create, Delete, Read, Update, ViewReports
AdminTasks | | Read
AndroidFota | Android FOTA | Assign, Create, Delete, Read, Update
AndroidSync | Android for work | AndroidEnrollmentTimeMembershipAssign, Read, UpdateApps: Update app sync, UpdateEnrollmentProfiles, UpdateOnboarding
AppControlPolicy | App control for business | Assign, Create, Delete, Read, Update, ViewReports
AppleDeviceSerialNumbers | Enrollment programs | Create: Create device, Delete: Delete device, Read: Read device, Update: Sync device
AppleEnrollmentProfiles | Enrollment programs | Assign: Assign profile, Create: Create profile, Delete: Delete profile, Read: Read profile, Update: Update profile
AssignmentFilter | Filters | Create, Delete, Read, Update
Audit | Audit data | Read
CertificateConnector | Certificate Connector | Modify, Read
ChromebookSync | | DeleteOnboarding, Read, UpdateOnboarding
CloudAttach | Cloud attached devices | ApplicationActions: Take application actions, Applications: View applications, CMPivot: Run CMPivot query, ClientDetails: View client details, Collections: View collections, EnrollNow: Enroll Now, ResourceExplorer: View resource explorer, ScriptActions: Run script, Scripts: View scripts, SoftwareUpdates: View software updates, Timeline: View timeline
CloudPki | | Create, Read, Revoke, Update
CorporateDeviceIdentifiers | Corporate device identifiers | Create, Delete, Read, Update
Customization | Customization | Assign, Create, Delete, Read, Update
DerivedCredentials | Derived Credentials | Modify, Read
DeviceCompliancePolices | Device compliance policies | Assign, Create, Delete, Read, Update, ViewReports
DeviceConfigurations | Device configurations | Assign, Create, Delete, Read, Update, UpdateWindowsRestore, ViewReports: View Reports
DeviceEnrollmentManagers | Device enrollment managers | Read, Update
EDRPolicy | Endpoint detection and response | Assign, Create, Delete, Read, Update, ViewReports
EndpointAnalytics | Endpoint Analytics | Create, Delete, Read, Update
EndpointProtection | Endpoint protection reports | Read
EnrollmentProfiles | | EnrollmentTimeMembershipAssign
EnrollmentProgramToken | Enrollment programs | Create: Create token, Delete: Delete token, Read: Read token, Update: Update token
EpmPolicy | Endpoint Privilege Management Policy Authoring | Assign, Create, Delete, ModifyElevationRequests, Read, Update, ViewElevationRequests, ViewReports: View Reports
ManagedApps | Managed apps | Assign, Create, Delete, Read, Update, Wipe
ManagedDeviceCleanupRule | | Update
ManagedDeviceCleanupSettings | | Update
ManagedDevices | Managed devices | Delete, Query, Read, ReadBiosPassword, SetPrimaryUser, Update, ViewReports
ManagedGooglePlay | | Modify, Read
MicrosoftDefenderATP | Microsoft Defender ATP | Read
MicrosoftStoreForBusiness | Microsoft Store For Business | Modify, Read
MicrosoftTunnelGateway | | Create, Delete, Read, Update
MobileApps | Mobile apps | Assign, Create, Delete, Read, Relate, Update, ViewReports
MobileThreatDefense | Mobile Threat Defense | Modify, Read
MultiAdminApproval | | ApprovalForMultiAdminApproval, CreateAccessPolicy, DeleteAccessPolicy, ReadAccessPolicy, UpdateAccessPolicy
Organization | Organization | Create, Delete, Read, Update
OrganizationalMessages | Organizational Messages | Assign, Create, Delete, Read, Update, UpdateControl: Update organizational message control
PartnerDeviceManagement | Partner Device Management | Modify, Read
PolicySets | Policy Sets | Assign, Create, Delete, Read, Update
QuietTimePolicies | Quiet Time policies | Assign, Create, Delete, Read, Update, ViewReports: View Reports
RemoteAssistance | Remote assistance connectors | Read, Update, ViewReports
RemoteAssistanceApp | Remote Help app | Elevation, TakeFullControl, Unattended, ViewScreen
RemoteTasks | Remote tasks | ActivateDeviceEsim: Update cellular data plan, BypassActivationLock, ChangeAssignments, CleanPC: Clean PC, ConfigurationManagerAction: Initiate Configuration Manager action, CustomNotification: Send custom notifications, DeviceLogs: Collect diagnostics, DisableLostMode, EnableLostMode, EnableWindowsIntuneAgent: Enable Windows IntuneAgent, GetFileVaultKey: Get filevault key., InitiateDeviceAttestation, InitiateMDMKeyRecovery: Recover MDM Key, LocateDevice, ManageSharedDeviceUsers, Offboard, OnDemandProactiveRemediation: Run Remediation, PauseConfigurationRefresh, PlayLostModeSound: Play sound to locate lost devices, RebootNow, RemoteLock, RemoveDFCIManagement, RequestRemoteAssistance: Offer remote assistance, ResetPasscode, Retire, RevokeAppleVppLicenses: Revoke App Licenses, RotateBitLockerKeys: Rotate BitLockerKeys (preview), RotateFileVaultKey: Rotate filevault key., RotateLocalAdminPassword, SetDeviceName, ShutDown, SyncDevice: Sync devices., UpdateDeviceAccount, WindowsDefender, Wipe
Reports | Intune data warehouse | Read
Roles | Roles | Assign, Create, Delete, Read, Update
SecurityBaselines | Security baselines | Assign, Create, Delete, Read, Update
SecurityTasks | Security tasks | Read, Update
ServiceNow | ServiceNow | UpdateConnector, ViewIncidents: View Incidents
TelecomExpenses | Telecom expenses | Read, Update
TenantAttachRecommendations | | Read
TermsAndConditions | Terms and conditions | Assign, Create, Delete, Read, Update
WindowsEnterpriseCertificate | Windows Enterprise Certificate | Modify, Read
WindowsOSRecovery | | Assign, Create, Delete, Read, Update
`;

/** Something that a role can allow to do to something. */
export interface IntuneOperation {
  /** `Microsoft.Intune_MobileApps_Read`. */
  readonly id: string;
  readonly resource: string;
  readonly resourceName: string;
  readonly actionName: string;
}

/** What the ids of all operations begin with. */
export const OPERATION_PREFIX = 'Microsoft.Intune_';

export const operationId = (resource: string, action: string) => `${OPERATION_PREFIX}${resource}_${action}`;

/** `ViewReports` in words: `View reports`. */
function words(id: string): string {
  const spaced = id.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

export const INTUNE_OPERATIONS: readonly IntuneOperation[] = TABLE.trim()
  .split('\n')
  .flatMap((line) => {
    const [resource = '', name = '', actions = ''] = line.split('|').map((part) => part.trim());
    return actions.split(', ').map((each) => {
      const [action = '', actionName = words(action)] = each.split(': ');
      return {
        id: operationId(resource, action),
        resource,
        resourceName: name || words(resource),
        actionName,
      };
    });
  });
