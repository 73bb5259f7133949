// Automated device enrollment: what an enrollment policy (technologies `enrollment`) says. [recorded] in July 2026, spelling
// included: https://github.com/pl4nty/intune-change-tracking
import type { DefinitionTable } from './definition-table.ts';

const ACCOUNT_SETTINGS = '6c217eb1-e939-4a7d-8a27-da4b6dbf9513';
const ACCOUNT_NAME = '^[^!@#$%^&*()<>?+=:"|,]+$';
const HIDE = '*0:Hide=0; 1:Show=1';
const NO = '*0:No=0; 1:Yes=1';
const YES = '0:No=0; *1:Yes=1';

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

const ENROLLMENT = {
  prefix: 'ade',
  platforms: 'iOS',
  technologies: 'enrollment',
  usage: 'configuration',
  visibility: 'template',
  accessTypes: 'add,delete,get,replace',
  baseUri: './enrollment/ade',
} satisfies Partial<DefinitionTable>;

/** Management settings, and what macOS does about accounts. */
export const enrollment: DefinitionTable = {
  ...ENROLLMENT,
  categoryId: '75e27534-3163-45b1-b34e-ca79b077b286',
  idOf: (name) => name.toLowerCase(),
  offsetOf: (name) => `/${lowerFirst(name)}`,
  lines: `
toggle | ActivateCellularDataChoices | Activate cellular data | ${NO}
  1>text.dropdown! | activateCellularData | Carrier activation server URL | regEx 0..0 = "http://activation.carrier.net" ^https?://
texts files=cer | AppleConfiguratorCertificates | Apple Configurator certificates | 0..600 of base64 0..8192 = null
toggle visionOS,tvOS id=awaitconfiguration_basic at=/ade_awaitConfiguration_basic | AwaitConfiguration_Basic_1 | Await final configuration | ${YES}
toggle iOS,visionOS,tvOS id=devicenametemplatechoices at=/deviceNameTemplateChoices | AppleDeivceNameTemplateChoices | Apple device name template | ${NO}
  1>text! iOS,visionOS,tvOS id=appledevicenametemplate at=/deviceNameTemplate | DeivceNameTemplate | Device name template | regEx 0..63 = "{{DEVICETYPE}}-{{SERIAL}}" ^[a-zA-Z0-9-._{}]*$
toggle iOS,macOS,visionOS,tvOS | LockedEnrollment | Locked enrollment | 0:No='false'; *1:Yes='true'
toggle macOS id=macos_awaitconfiguration at=/AppleMacOSAwaitConfiguration | AppleMacOSAwaitConfiguration | Await final configuration | ${YES}
  1>toggle! macOS id=accountsettings_createlocaladmin at=/accountSettings/createLocalAdmin in=${ACCOUNT_SETTINGS} | CreateLocalAdmin | Create a local admin account | ${NO}
    1>text.smallTextBox! macOS id=accountsettings_adminaccountname at=/accountSettings/adminAccountName | AdminAccountName | Admin account username | none 1..255 = "admin" ${ACCOUNT_NAME}
    1>text.smallTextBox! macOS id=accountsettings_adminaccountfullname at=/accountSettings/adminAccountFullName | AdminAccountFullName | Admin account full name | none 1..255 = "Admin" ${ACCOUNT_NAME}
    1>toggle! macOS id=accountsettings_hideusersgroups at=/accountSettings/hideUsersGroups | HideUsersGroups | Hide in Users and Groups | *0:NotConfigured/Not Configured=0; 1:Yes=1
    1>number.smallTextBox! macOS id=accountsettings_adminaccountpasswordrotation at=/accountSettings/adminAccountPasswordRotation | AdminAccountPasswordRotation | Admin account password rotation period (days) | 0..180 = 0
    0,1>toggle! macOS id=accountsettings_createlocalprimary at=/accountSettings/createLocalPrimary | CreateLocalPrimary | Create a local primary account | *0:No=0; 1:YesStandardAccountType/Yes - Standard Account Type=1 <1; 2:YesAdministratorAccountType/Yes - Administrator Account Type=2
      1,2>toggle! macOS id=accountsettings_prefillaccountinfo at=/accountSettings/prefillAccountInfo | PrefillAccountInfo | Prefill account info | *0:NotConfigured/Not Configured=0; 1:Yes=1
        1>text.smallTextBox! macOS id=accountsettings_primaryaccountname at=/accountSettings/primaryAccountName | PrimaryAccountName | Primary account name | none 1..255 = "{{partialupn}}" ${ACCOUNT_NAME}
        1>text.smallTextBox! macOS id=accountsettings_primaryaccountfullname at=/accountSettings/primaryAccountFullName | PrimaryAccountFullName | Primary account full name | none 1..255 = "{{username}}" ${ACCOUNT_NAME}
        1>toggle! macOS id=accountsettings_restrictediting at=/accountSettings/restrictEditing | RestrictEditing | Restrict editing | 0:NotConfigured/Not configured=0; *1:Yes=1
choice macOS id=macos_useraffinity at=/AppleMacOSUserAffinity | AppleMacOSUserAffinity | User affinity | *1:EnrollWithUserAffinity/Enroll with user affinity='1'; 0:EnrollWithoutUserAffinity/Enroll without user affinity='0'
  1>choice! macOS id=macos_authenticationmethod at=/AppleMacOSAuthenticationMethod | AppleMacOSAuthenticationMethod | Intune authentication method | *2:SetupAssistantLegacyModernAuth/Setup Assistant with modern authentication='2'
choice iOS,macOS | UserAffinity | User affinity | *1:EnrollWithUserAffinity/Enroll with user affinity='1'; 0:EnrollWithoutUserAffinity/Enroll without user affinity='0'; 2:EnrollWithAzureADSharedMode/Enroll with Microsoft Entra ID shared mode='2'; 3:EnrollWithSharedIPad/Enroll with Shared iPad='3'
  1>choice! iOS,macOS | AuthenticationMethod | Intune authentication method | *2:SetupAssistantLegacyModernAuth/Setup Assistant with modern authentication='2'
    2>toggle! iOS,macOS at=/modernAuth_awaitfinalconfiguration | ModernAuth_Awaitfinalconfiguration | Await final configuration | ${YES}
  0,2>toggle! iOS,macOS at=/useraffinity_awaitfinalconfiguration | Useraffinity_Awaitfinalconfiguration | Await final configuration | ${YES}
  3>choice! | RequireSharedIPadTemporarySessionOnly | Require Shared iPad temporary session only | *0:NotConfigured/Not configured=0; 1:Yes=1
    0>number! | MaximumCachedUsers | Maximum cached users | 0..100 = 10
    0>number | MaximumSecondsAfterScreenLockBeofrePasswordIsRequired | Maximum seconds after screen lock before password is required | 0..14400 = 0
    0>number! | MaximumSecondsInactivityUntilUserLogsOut | Maximum seconds of inactivity until user session logs out | 0..14400 = 0
    1>number! | MaximumSecondsInactivityUntilTemporarySessionLogsOut | Maximum seconds of inactivity until temporary session logs out | 0..14400 = 0
choice visionOS,tvOS id=useraffinitybasic | UserAffinity_Basic | User affinity | *0:EnrollWithoutUserAffinity/Enroll without user affinity='0'
`,
};

/** Which screens of the setup assistant are shown. */
export const setupAssistant: DefinitionTable = {
  ...ENROLLMENT,
  categoryId: '0d23daec-d948-4eee-8ee5-89ab1c59e440',
  idOf: (name) => `setupassistant_${name.toLowerCase()}`,
  offsetOf: (name) => `/setupAssistant/${lowerFirst(name)}`,
  lines: `
toggle macOS | Accessibility | Accessibility | ${HIDE}
toggle | AccessibilityAppearance | Accessibility appearance | ${HIDE}
toggle | ActionButton | Action Button | ${HIDE}
toggle | AndroidMigration | Android migration | ${HIDE}
toggle iOS,macOS | Appearance | Appearance | ${HIDE}
toggle iOS,macOS,visionOS,tvOS | AppleId | Apple ID | ${HIDE}
toggle iOS,macOS,visionOS | ApplePay | Apple Pay | ${HIDE}
toggle iOS,macOS | AppStore | App Store | ${HIDE}
toggle | CameraButton | Camera button | ${HIDE}
text.smallTextBox iOS,macOS,visionOS,tvOS | Department | Department | none 1..125 = null
text.smallTextBox iOS,macOS,visionOS,tvOS | DepartmentPhone | Department phone | none 1..50 = null
toggle | DeviceMigration | Device to device migration | ${HIDE}
toggle iOS,macOS,visionOS,tvOS | DiagnosticsData | Diagnostics Data | ${HIDE}
toggle iOS,macOS | EnableLockdownMode | Enable Lock down Mode | ${HIDE}
toggle macOS at=/fileVault | FileVault | FileVault | ${HIDE}
toggle iOS,macOS,visionOS | GetStarted | Get Started | ${HIDE}
toggle macOS | iCloudDiagnostics | iCloud Diagnostics | ${HIDE}
toggle macOS | iCloudStorage | iCloud Storage | ${HIDE}
toggle | IMessageFacetime | iMessage and FaceTime | ${HIDE}
toggle iOS,macOS,visionOS id=setupassistant_intelligence at=/setupAssistant/Intelligence | ade_SetupAssistant_Intelligence_0 | Intelligence | ${HIDE}
toggle iOS,macOS | LiquidGlass | Liquid Glass | ${HIDE}
toggle iOS,macOS,visionOS,tvOS | LocationServices | Location services | ${HIDE}
toggle | Multitasking | Multitasking | ${HIDE}
toggle iOS,macOS | OSShowcase | OS showcase | ${HIDE}
toggle iOS,macOS,visionOS | Passcode | Passcode | ${HIDE}
toggle iOS,macOS,visionOS,tvOS | Privacy | Privacy | ${HIDE}
toggle iOS,macOS | Restore | Restore | ${HIDE}
toggle | RestoreCompleted | Restore completed | ${HIDE}
toggle id=setupassistant_safety at=/setupAssistant/Safety | ade_SetupAssistant_Safety_0 | Emergency SOS | ${HIDE}
toggle | SafetyAndHandling | Safety and handling | ${HIDE}
toggle tvOS id=setupassistant_screensaver at=/setupAssistant/screenSaver | Screen Saver | Screen Saver | ${HIDE}
toggle iOS,macOS,visionOS | ScreenTime | Screen Time | ${HIDE}
toggle | SimSetup | SIM setup | ${HIDE}
toggle iOS,macOS,visionOS,tvOS | Siri | Siri | ${HIDE}
toggle iOS,macOS,visionOS | SoftwareUpdate | Software Update | ${HIDE}
toggle iOS,macOS | SoftwareUpdateCompleted | Software Update completed | ${HIDE}
toggle iOS,tvOS id=setupassistant_taptosetup at=/setupAssistant/tapToSetup | Tap to Setup | Tap to Setup | ${HIDE}
toggle iOS,macOS,visionOS,tvOS | TermsAndConditions | Terms and conditions | ${HIDE}
toggle iOS,macOS | TermsOfAddress | Terms of Address | ${HIDE}
toggle visionOS | Tips | Tips | ${HIDE}
toggle iOS,macOS,visionOS | TouchFaceId | Touch ID and Face ID | ${HIDE}
toggle tvOS id=setupassistant_tvhomescreensync at=/setupAssistant/tvHomeScreenSync | TV Home Screen Sync | TV Home Screen Sync | ${HIDE}
toggle tvOS id=setupassistant_tvprovidersignin at=/setupAssistant/tvProviderSignIn | TV Provider Sign In | TV Provider Sign In | ${HIDE}
toggle tvOS id=setupassistant_tvroom at=/setupAssistant/tvRoom | TV Room | TV Room | ${HIDE}
toggle macOS | UnlockWithWatch | Auto unlock with Apple Watch | ${HIDE}
toggle | VoiceSelection | Voice selection | ${HIDE}
toggle | WatchMigration | Watch migration | ${HIDE}
toggle | WebContentFiltering | Web Content Filtering | ${HIDE}
`,
};
