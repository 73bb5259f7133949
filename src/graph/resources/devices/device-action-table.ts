// Every action on a managed device: what it needs, and how it shows until the device has heard of it.
import type { Evidence } from '../../declare/resource.ts';
import type { JsonObject } from '../../model/index.ts';
import type { Need } from './device-needs.ts';

export interface DeviceAction {
  readonly name: string;
  readonly needs: Need;
  /** Whether it has been seen to be refused on devices of other platforms, which don't understand it. */
  readonly refused?: boolean;
  /** The type of its row in `deviceActionResults`, when it has one of its own. */
  readonly result?: string;
  /** What that row shows of the request. */
  readonly shown?: (parameters: JsonObject) => JsonObject;
  /** [recorded] retire and wipe show here and have no row: powershell-intune-samples#35 and #161. */
  readonly managementState?: string;
  /** What `remoteActionAudits` calls it (`remoteAction`); many it has no word for. */
  readonly audit?: string;
  /** Parameters that must not be empty. */
  readonly required?: readonly string[];
  readonly evidence: Evidence;
  readonly sources?: readonly string[];
}

const APPLE = 'https://developer.apple.com/documentation/devicemanagement';
const CHROME_OS = 'https://learn.microsoft.com/intune/device-enrollment/chrome-enterprise-device-details';
/** Why retire and wipe have no rows. */
const WITHOUT_ROW = [
  'https://github.com/microsoftgraph/powershell-intune-samples/issues/35',
  'https://github.com/microsoftgraph/powershell-intune-samples/issues/161',
];

/** [documented] Apple: which commands need supervision, and which user enrollment forbids. */
const ON_APPLE: readonly DeviceAction[] = [
  {
    name: 'remoteLock',
    needs: 'apple',
    refused: true,
    result: 'remoteLockActionResult',
    audit: 'remoteLock',
    evidence: 'recorded',
    sources: [
      'https://github.com/microsoftgraph/powershell-intune-samples/issues/35',
      'https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/4523',
      `${APPLE}/lock-a-device`,
    ],
  },
  {
    name: 'resetPasscode',
    needs: 'deviceEnrollment',
    result: 'resetPasscodeActionResult',
    audit: 'resetPasscode',
    evidence: 'documented',
    sources: [`${APPLE}/clear-passcode`],
  },
  {
    name: 'rebootNow',
    needs: 'supervised',
    audit: 'rebootNow',
    evidence: 'documented',
    sources: [`${APPLE}/restart-a-device`],
  },
  {
    name: 'shutDown',
    needs: 'supervised',
    refused: true,
    audit: 'shutDown',
    evidence: 'recorded',
    sources: [
      'https://github.com/microsoftgraph/microsoft-graph-docs/issues/12966',
      'https://github.com/microsoft/Intune-PowerShell-SDK/issues/61',
      `${APPLE}/shut-down-a-device`,
    ],
  },
  {
    name: 'enableLostMode',
    needs: 'supervised',
    audit: 'enableLostMode',
    evidence: 'documented',
    sources: [`${APPLE}/enable-lost-mode`],
  },
  {
    name: 'disableLostMode',
    needs: 'supervised',
    audit: 'disableLostMode',
    evidence: 'documented',
    sources: [`${APPLE}/disable-lost-mode`],
  },
  {
    name: 'playLostModeSound',
    needs: 'supervised',
    evidence: 'documented',
    sources: [`${APPLE}/play-lost-mode-sound`],
  },
  {
    name: 'locateDevice',
    needs: 'supervised',
    refused: true,
    result: 'locateDeviceActionResult',
    audit: 'locateDevice',
    evidence: 'recorded',
    sources: [
      'https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/5720',
      `${APPLE}/get-device-location`,
    ],
  },
  {
    name: 'setDeviceName',
    needs: 'supervised',
    audit: 'setDeviceName',
    // [inferred] Apple's command needs a name.
    required: ['deviceName'],
    evidence: 'documented',
    sources: [`${APPLE}/settingscommand/command/settings/devicename`],
  },
  {
    name: 'activateDeviceEsim',
    needs: 'deviceEnrollment',
    result: 'activateDeviceEsimActionResult',
    shown: ({ carrierUrl }) => ({ carrierUrl }),
    audit: 'activateDeviceEsim',
    // [documented] Apple's command needs the address of the carrier's server.
    required: ['carrierUrl'],
    evidence: 'documented',
    sources: [`${APPLE}/refresh-cellular-plans`],
  },
  { name: 'bypassActivationLock', needs: 'supervised', evidence: 'documented' },
  {
    name: 'logoutSharedAppleDeviceActiveUser',
    needs: 'supervisedIpad',
    audit: 'logoutSharedAppleDeviceActiveUser',
    evidence: 'documented',
  },
  {
    name: 'deleteUserFromSharedAppleDevice',
    needs: 'supervisedIpad',
    result: 'deleteUserFromSharedAppleDeviceActionResult',
    shown: ({ userPrincipalName }) => ({ userPrincipalName }),
    evidence: 'documented',
  },
  {
    name: 'revokeAppleVppLicenses',
    needs: 'apple',
    result: 'revokeAppleVppLicensesActionResult',
    audit: 'revokeAppleVppLicenses',
    evidence: 'inferred',
  },
  {
    name: 'sendCustomNotificationToCompanyPortal',
    needs: 'apple',
    required: ['notificationTitle', 'notificationBody'],
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/intune/remote-actions/custom-notifications'],
  },
  {
    name: 'retire',
    needs: 'any',
    managementState: 'retirePending',
    audit: 'removeCompanyData',
    evidence: 'recorded',
    sources: WITHOUT_ROW,
  },
  {
    name: 'wipe',
    needs: 'deviceEnrollment',
    managementState: 'wipePending',
    audit: 'factoryReset',
    evidence: 'recorded',
    sources: [...WITHOUT_ROW, 'https://support.apple.com/guide/security/secc46f3562c/web'],
  },
];

const elsewhere = (needs: Need, audits: Readonly<Record<string, string | undefined>>, source?: string) =>
  Object.entries(audits).map(
    ([name, audit]): DeviceAction => ({
      name,
      needs,
      ...(audit === undefined ? {} : { audit }),
      evidence: source ? 'documented' : 'inferred',
      ...(source ? { sources: [source] } : {}),
    }),
  );

/** What no iPhone or iPad understands: not supported there, and waiting for ever on a record of the other platform. */
const ELSEWHERE: readonly DeviceAction[] = [
  ...elsewhere('windows', {
    recoverPasscode: 'recoverPasscode',
    cleanWindowsDevice: 'cleanWindowsDevice',
    windowsDefenderScan: 'fullScan',
    windowsDefenderUpdateSignatures: 'windowsDefenderUpdateSignatures',
    updateWindowsDeviceAccount: 'updateDeviceAccount',
    rotateBitLockerKeys: 'rotateBitLockerKeys',
    rotateLocalAdminPassword: 'rotateLocalAdminPassword',
    removeDeviceFirmwareConfigurationInterfaceManagement:
      'removeDeviceFirmwareConfigurationInterfaceManagement',
    triggerConfigurationManagerAction: undefined,
    initiateMobileDeviceManagementKeyRecovery: 'initiateMobileDeviceManagementKeyRecovery',
    initiateOnDemandProactiveRemediation: 'initiateOnDemandProactiveRemediation',
    initiateDeviceAttestation: 'initiateDeviceAttestation',
    pauseConfigurationRefresh: 'pauseConfigurationRefresh',
    enrollNowAction: undefined,
  }),
  ...elsewhere('macOS', { rotateFileVaultKey: 'rotateFileVaultKey', rotateRecoveryLockPasscode: undefined }),
  ...elsewhere('android', {
    suspendManagedHomeScreen: 'suspendManagedHomeScreen',
    restoreManagedHomeScreen: 'restoreManagedHomeScreen',
  }),
  ...elsewhere(
    'chromeOS',
    { deprovision: 'deprovision', disable: 'disable', reenable: 'reenable' },
    CHROME_OS,
  ),
];

export const DEVICE_ACTIONS: readonly DeviceAction[] = [...ON_APPLE, ...ELSEWHERE];

/** What only `executeAction` knows. */
export const BULK_ONLY: readonly DeviceAction[] = [
  ...elsewhere('windows', { collectDiagnostics: undefined }),
  ...elsewhere('chromeOS', { moveDeviceToOrganizationalUnit: 'moveDeviceToOrganizationalUnit' }, CHROME_OS),
];
