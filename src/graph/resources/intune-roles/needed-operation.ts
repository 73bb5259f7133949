// Which of Intune's operations a request comes to. The names of operations are the service's; which of them a path needs isn't
// published and follows from the names [inferred]. What isn't here needs any role.
import type { Access } from '../../permissions/permissions.ts';
import { INTUNE_OPERATIONS, operationId } from './resource-operations-table.ts';

/** `<resource> <sets>`; the longest that a path begins with counts. */
const SETS = `
AppleDeviceSerialNumbers deviceManagement/depOnboardingSettings/importedAppleDeviceIdentities
AppleEnrollmentProfiles deviceManagement/depOnboardingSettings/enrollmentProfiles deviceManagement/depOnboardingSettings/defaultIosEnrollmentProfile deviceManagement/appleUserInitiatedEnrollmentProfiles
AssignmentFilter deviceManagement/assignmentFilters
Audit deviceManagement/auditEvents
CertificateConnector deviceManagement/ndesConnectors
CorporateDeviceIdentifiers deviceManagement/importedDeviceIdentities
Customization deviceManagement/intuneBrandingProfiles
DeviceCompliancePolices deviceManagement/deviceCompliancePolicies deviceManagement/compliancePolicies
DeviceConfigurations deviceManagement/deviceConfigurations deviceManagement/configurationPolicies deviceManagement/reusablePolicySettings
EnrollmentProgramToken deviceManagement/depOnboardingSettings
ManagedApps deviceAppManagement/managedAppPolicies deviceAppManagement/iosManagedAppProtections deviceAppManagement/defaultManagedAppProtections deviceAppManagement/targetedManagedAppConfigurations deviceAppManagement/managedAppRegistrations deviceAppManagement/managedAppStatuses
ManagedDevices deviceManagement/managedDevices deviceManagement/detectedApps deviceManagement/managedDeviceOverview
MobileApps deviceAppManagement/mobileApps deviceAppManagement/mobileAppCategories deviceAppManagement/mobileAppConfigurations deviceAppManagement/managedEBooks deviceAppManagement/vppTokens
MobileThreatDefense deviceManagement/mobileThreatDefenseConnectors
Organization deviceManagement/applePushNotificationCertificate
PartnerDeviceManagement deviceManagement/deviceManagementPartners deviceManagement/complianceManagementPartners
RemoteAssistance deviceManagement/remoteAssistancePartners
Roles deviceManagement/roleDefinitions deviceManagement/roleAssignments deviceManagement/roleScopeTags deviceManagement/resourceOperations roleManagement/deviceManagement
TermsAndConditions deviceManagement/termsAndConditions
`;

/** `<action> <operations>`: what is asked of a managed device. */
const TASKS = `
ActivateDeviceEsim activateDeviceEsim
BypassActivationLock bypassActivationLock
CleanPC cleanWindowsDevice
CustomNotification sendCustomNotificationToCompanyPortal
DeviceLogs createDeviceLogCollectionRequest
DisableLostMode disableLostMode
EnableLostMode enableLostMode
LocateDevice locateDevice
ManageSharedDeviceUsers deleteUserFromSharedAppleDevice logoutSharedAppleDeviceActiveUser
PlayLostModeSound playLostModeSound
RebootNow rebootNow
RemoteLock remoteLock
RequestRemoteAssistance requestRemoteAssistance
ResetPasscode resetPasscode
Retire retire
RevokeAppleVppLicenses revokeAppleVppLicenses
SetDeviceName setDeviceName
ShutDown shutDown
SyncDevice syncDevice
UpdateDeviceAccount updateWindowsDeviceAccount
WindowsDefender windowsDefenderScan windowsDefenderUpdateSignatures
Wipe wipe
`;

const inverted = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [to = '', ...names] = line.split(' ');
        return names.map((name) => [name, to] as const);
      }),
  );

const RESOURCES = inverted(SETS);
const TASK_OF = inverted(TASKS);
const KNOWN: ReadonlySet<string> = new Set(INTUNE_OPERATIONS.map(({ id }) => id));

const READS: ReadonlySet<Access> = new Set(['read', 'get']);
export const isReading = (access: Access): boolean => READS.has(access);

/** The set that a path is in or below, and what is below it. */
function placeOf(path: string): { readonly resource: string; readonly below: string } | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    const resource = RESOURCES.get(path.slice(0, end));
    if (resource !== undefined) return { resource, below: path.slice(end + 1) };
  }
  return undefined;
}

function actionFor(resource: string, below: string, access: Access): string {
  if (isReading(access)) return 'Read';
  // Giving something to somebody, whether by the action or one by one.
  if (/^(?:.*\/)?assign(?:ments)?$/i.test(below)) return 'Assign';
  if (below !== '') return 'Update';
  if (access === 'create') return 'Create';
  if (access === 'delete') return 'Delete';
  return resource === 'Roles' && access === 'write' ? 'Assign' : 'Update';
}

/** The operation that a request comes to, by the path that its permission is looked up by; undefined where none is known. */
export function neededOperation(path: string, access: Access): string | undefined {
  const place = placeOf(path);
  if (!place) return undefined;
  const { resource, below } = place;
  const task = resource === 'ManagedDevices' && access === 'write' ? TASK_OF.get(below) : undefined;
  if (task !== undefined) return operationId('RemoteTasks', task);
  // [documented] giving somebody a role is an operation of its own.
  const wanted =
    path === 'deviceManagement/roleAssignments' && !isReading(access)
      ? 'Assign'
      : actionFor(resource, below, access);
  // What some resources call Modify is everything that isn't reading.
  return [wanted, 'Update', 'Modify'].map((each) => operationId(resource, each)).find((id) => KNOWN.has(id));
}
