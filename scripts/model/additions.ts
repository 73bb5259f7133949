// What the service has and the typings package (older than the service) lacks: properties, types and enums of Intune for
// iOS and iPadOS and of the directory. In the notation of src/graph/model/notation.ts. A newer typings package makes
// entries superfluous; the generator names them then.
import type { TypeDocument } from '../../src/graph/model/notation.ts';

/** A type document whose properties are still apart: property name to notation. */
export type OpenTypeDocument = Omit<TypeDocument, 'properties'> & { properties: Record<string, string> };

/** Properties and enum members to add, and declarations to make. */
interface Additions {
  /** Type name to property name to notation. */
  properties: Readonly<Record<string, Readonly<Record<string, string>>>>;
  types: Readonly<Record<string, OpenTypeDocument>>;
  /** Type name to the base that it really has. */
  bases: Readonly<Record<string, string>>;
  /** Enum name to all of its members, separated by spaces. */
  enums: Readonly<Record<string, string>>;
  /** Enum name to the members that come after those of the typings. */
  moreMembers: Readonly<Record<string, string>>;
}

const both: Additions = {
  properties: {
    application: { createdByAppId: 'String?', isDisabled: 'Boolean?', managerApplications: 'Guid[]' },
    directory: {
      recovery: 'entraRecoveryServices.recovery contained',
      remoteTenantGroups: 'remoteTenantGroup[] contained',
    },
    // Documented in "List devices", and among what devices are sorted by.
    device: { createdDateTime: 'DateTimeOffset? readOnly' },
    group: {
      onPremisesExtensionAttributes: 'onPremisesExtensionAttributes?',
      welcomeMessageEnabled: 'Boolean?',
    },
    identityContainer: {
      riskPrevention: 'riskPreventionContainer contained',
      verifiedId: 'identityVerifiedIdRoot contained',
    },
    orgContact: { onPremisesSyncBehavior: 'onPremisesSyncBehavior contained' },
    servicePrincipal: { createdByAppId: 'String?', isDisabled: 'Boolean?' },
    user: {
      identityParentId: 'String?',
      onPremisesSyncBehavior: 'onPremisesSyncBehavior contained',
      sponsorOf: 'directoryObject[] navigation',
    },
    userSettings: { workHoursAndLocations: 'workHoursAndLocationsSetting contained' },
  },
  types: {
    agentIdentityBlueprint: {
      kind: 'entity',
      base: 'application',
      open: true,
      properties: {
        inheritablePermissions: 'inheritablePermission[] contained',
        sponsors: 'directoryObject[] navigation',
      },
    },
    agentIdentityBlueprintPrincipal: {
      kind: 'entity',
      base: 'servicePrincipal',
      open: true,
      properties: { sponsors: 'directoryObject[] navigation' },
    },
    agentUser: { kind: 'entity', base: 'user', open: true, properties: {} },
  },
  enums: {
    groupAccessType: 'none private secret public unknownFutureValue',
    managementState:
      'managed retirePending retireFailed wipePending wipeFailed unhealthy deletePending retireIssued wipeIssued ' +
      'wipeCanceled retireCanceled discovered unknownFutureValue',
  },
  bases: {},
  moreMembers: { conditionalAccessGrantControl: 'riskRemediation' },
};

const v1: Additions = {
  properties: {
    // Not in the schema of v1.0; the open type carries it (documented in "Update device").
    device: { extensionAttributes: 'onPremisesExtensionAttributes?' },
    conditionalAccessRoot: { deletedItems: 'caPoliciesDeletableRoot contained' },
    group: {
      accessType: 'groupAccessType?',
      creationOptions: 'String[]',
      infoCatalogs: 'String[]',
      isFavorite: 'Boolean?',
      organizationId: 'String?',
      resourceBehaviorOptions: 'String[]',
      resourceProvisioningOptions: 'String[]',
      unseenConversationsCount: 'Int32?',
      unseenMessagesCount: 'Int32?',
      onPremisesSyncBehavior: 'onPremisesSyncBehavior contained',
    },
    managedDevice: { managementState: 'managementState readOnly' },
    signIn: {
      authenticationAppDeviceDetails: 'authenticationAppDeviceDetails?',
      homeTenantId: 'String?',
      resourceTenantId: 'String?',
      servicePrincipalId: 'String?',
      servicePrincipalName: 'String?',
      userAgent: 'String?',
    },
    unifiedRoleAssignment: { principalOrganizationId: 'String?' },
    user: { adhocCalls: 'adhocCall[] contained', cloudPCs: 'cloudPC[] contained' },
    userSettings: { exchange: 'exchangeSettings contained' },
  },
  types: {
    agentIdentity: {
      kind: 'entity',
      base: 'servicePrincipal',
      open: true,
      properties: {
        agentIdentityBlueprintId: 'String',
        createdDateTime: 'DateTimeOffset?',
        sponsors: 'directoryObject[] navigation',
      },
    },
    authenticationAppDeviceDetails: {
      kind: 'complex',
      properties: {
        appVersion: 'String?',
        clientApp: 'String?',
        deviceId: 'String?',
        operatingSystem: 'String?',
      },
    },
    caPoliciesDeletableRoot: {
      kind: 'entity',
      base: 'entity',
      properties: {
        namedLocations: 'namedLocation[] contained',
        policies: 'conditionalAccessPolicy[] contained',
      },
    },
    policyDeletableItem: {
      kind: 'entity',
      base: 'entity',
      abstract: true,
      properties: { deletedDateTime: 'DateTimeOffset?' },
    },
  },
  enums: {},
  bases: { conditionalAccessPolicy: 'policyDeletableItem', namedLocation: 'policyDeletableItem' },
  moreMembers: { authenticationMethodModes: 'qrCodePin', riskDetail: 'microsoftRevokedSessions' },
};

const ddmAssignment = {
  allowDownloadsOverCellular: 'ddmAppAllowDownloadsOverCellular?',
  associatedDomains: 'String[]?',
  associatedDomainsDirectDownloadAllowed: 'Boolean?',
  automaticAppUpdates: 'ddmAppAutomaticAppUpdates?',
  cellularSliceConfigurationId: 'String?',
  contentFilterConfigurationId: 'String?',
  dnsProxyConfigurationId: 'String?',
  preventManagedAppBackup: 'Boolean?',
  relayConfigurationId: 'String?',
  tapToPayScreenLockEnabled: 'Boolean?',
};

const beta: Additions = {
  properties: {
    // Intune
    appleVpnConfiguration: { excludeLocalNetworks: 'Boolean?', includeAllNetworks: 'Boolean?' },
    depMacOSEnrollmentProfile: {
      depProfileAdminAccountPasswordRotationSetting: 'depProfileAdminAccountPasswordRotationSetting?',
      usePlatformSSODuringSetupAssistant: 'Boolean?',
    },
    deviceManagement: {
      samsungEFotaFirmwareVersions: 'samsungEFotaFirmwareVersion[]?',
      androidAppConfigurationSchema: 'androidAppConfigurationSchema contained',
    },
    deviceCompliancePolicyScript: { runIntervalInMinutes: 'Int32?' },
    iosDdmLobAppAssignmentSettings: {
      cellularSliceConfigurationId: 'String?',
      contentFilterConfigurationId: 'String?',
      dnsProxyConfigurationId: 'String?',
      relayConfigurationId: 'String?',
    },
    iosLobApp: { appleDeviceAppDeliveryProtocolType: 'appleDeviceDeliveryProtocol?' },
    iosMinimumOperatingSystem: { v26_0: 'Boolean?' },
    iosStoreApp: { appleDeviceAppDeliveryProtocolType: 'appleDeviceDeliveryProtocol?' },
    iosVppApp: { appleDeviceAppDeliveryProtocolType: 'appleDeviceDeliveryProtocol?' },
    managedAppProtection: { purviewContentEvaluationRequired: 'managedAppPurviewEvaluationRequirement?' },
    mobileThreatDefenseConnector: {
      grantMobileThreatDefensePartnerRole: 'Boolean?',
      launchMobileThreatDefensePartnerOnSetupEnabled: 'Boolean?',
    },
    vppToken: { appleDeviceAppDeliveryProtocolType: 'appleDeviceDeliveryProtocol?' },
    // Directory
    application: { signInAudienceRestrictions: 'signInAudienceRestrictionsBase?' },
    auditLogRoot: {
      auditActivityTypes: 'auditActivityType[] contained',
      signInEventsAppSummary: 'signInEventsAppActivity[] contained',
      signInEventsSummary: 'signInEventsActivity[] contained',
    },
    directoryAudit: { performedBy: 'auditActivityPerformer?' },
    identityContainer: { signInIdentifiers: 'signInIdentifierBase[] contained' },
    organizationalBranding: { themes: 'organizationalBrandingTheme[] contained' },
    signInConditions: { agentIdRiskLevel: 'agentIdRiskLevel?' },
    user: {
      cloudPcPools: 'cloudPcPool[] contained',
      distributionLists: 'distributionList[] contained',
    },
    conditionalAccessClientApplications: {
      agentIdServicePrincipalFilter: 'conditionalAccessFilter?',
      excludeAgentIdServicePrincipals: 'String[]?',
      includeAgentIdServicePrincipals: 'String[]?',
    },
    conditionalAccessConditionSet: { agentIdRiskLevels: 'conditionalAccessAgentIdRiskLevels?' },
    onPremisesPublishing: { trafficRoutingMethod: 'trafficRoutingMethod?' },
    servicePrincipalLockConfiguration: { enforcementScope: 'servicePrincipalLockScope?' },
    signIn: { clientSessionId: 'String?' },
    subscription: {
      vapidPublicKey: 'String?',
      webPushEncryptionP256dhPublicKey: 'String?',
      webPushEncryptionSecret: 'String?',
    },
  },
  types: {
    // Intune
    depProfileAdminAccountPasswordRotationSetting: {
      kind: 'complex',
      properties: {
        autoRotationPeriodInDays: 'Int32?',
        depProfileDelayAutoRotationSetting: 'depProfileDelayAutoRotationSetting?',
      },
    },
    depProfileDelayAutoRotationSetting: {
      kind: 'complex',
      properties: {
        onRetrievalAutoRotatePasswordEnabled: 'Boolean?',
        onRetrievalDelayAutoRotatePasswordInHours: 'Int32?',
      },
    },
    deviceLocalAdminAccountDetail: {
      kind: 'complex',
      properties: { passwordLastRotationDateTime: 'DateTimeOffset?' },
    },
    deviceSyncStatusResponse: {
      kind: 'complex',
      properties: { components: 'syncComponent[]?', deviceId: 'String?' },
    },
    syncComponent: {
      kind: 'complex',
      properties: {
        moreInfo: 'String?',
        name: 'String?',
        reportedDateTime: 'DateTimeOffset?',
        status: 'syncComponentStatus?',
      },
    },
    samsungEFotaFirmwareVersion: {
      kind: 'complex',
      properties: {
        androidProcessorVersionName: 'String?',
        consumerSoftwareCustomizationCode: 'String?',
        description: 'String?',
        deviceModelName: 'String?',
        firmwareVersion: 'String?',
        id: 'String?',
        osVersionName: 'String?',
        releaseDateTime: 'DateTimeOffset?',
        requestFirmwareTypeName: 'String?',
        salesCode: 'String?',
        securityPatchVersion: 'String?',
      },
    },
    iosDdmStoreAppAssignmentSettings: {
      kind: 'complex',
      base: 'mobileAppAssignmentSettings',
      properties: { ...ddmAssignment, version: 'Int32?', vpnConfigurationId: 'String?' },
    },
    iosDdmVppAppAssignmentSettings: {
      kind: 'complex',
      base: 'mobileAppAssignmentSettings',
      properties: {
        ...ddmAssignment,
        useDeviceLicensing: 'Boolean?',
        version: 'Int32?',
        vpnConfigurationId: 'String?',
      },
    },
    // Directory
    agentIdentity: {
      kind: 'entity',
      base: 'servicePrincipal',
      open: true,
      properties: {
        agentIdentityBlueprintId: 'String',
        createdDateTime: 'DateTimeOffset?',
        inheritedAppRoleAssignments: 'appRoleAssignment[] navigation',
        inheritedOauth2PermissionGrants: 'oAuth2PermissionGrant[] navigation',
        sponsors: 'directoryObject[] navigation',
      },
    },
    agentSignIn: {
      kind: 'complex',
      base: 'signInIdentity',
      properties: { agentServicePrincipalId: 'String?' },
    },
    allowedTenantsAudience: {
      kind: 'complex',
      base: 'signInAudienceRestrictionsBase',
      properties: { allowedTenantIds: 'String[]?', isHomeTenantAllowed: 'Boolean?' },
    },
    auditActivityPerformer: {
      kind: 'complex',
      properties: { appId: 'String?', blueprintId: 'String?', identityType: 'auditIdentityType?' },
    },
    summarizedSignIn: {
      kind: 'entity',
      base: 'entity',
      properties: {
        aggregationDateTime: 'DateTimeOffset?',
        appDisplayName: 'String?',
        appId: 'String?',
        conditionalAccessStatus: 'conditionalAccessStatus?',
        firstSignInDateTime: 'DateTimeOffset?',
        ipAddress: 'String?',
        managedServiceIdentity: 'managedIdentity?',
        resourceDisplayName: 'String?',
        resourceId: 'String?',
        servicePrincipalId: 'String?',
        servicePrincipalName: 'String?',
        signInCount: 'Int64?',
        status: 'signInStatus?',
        tenantId: 'String?',
        tokenIssuerType: 'tokenIssuerType?',
        userPrincipalName: 'String?',
      },
    },
    // Abstract by its name (inferred).
    signInAudienceRestrictionsBase: { kind: 'complex', abstract: true, properties: { kind: 'kind?' } },
    unrestrictedAudience: { kind: 'complex', base: 'signInAudienceRestrictionsBase', properties: {} },
  },
  enums: {
    operationApprovalPolicyType:
      'unknown deviceAction deviceWipe deviceRetire deviceRetireNonCompliant deviceDelete deviceLock deviceErase ' +
      'deviceDisableActivationLock windowsEnrollment compliancePolicy configurationPolicy appProtectionPolicy policySet ' +
      'filter endpointSecurityPolicy app script role deviceResetPasscode unknownFutureValue operationApprovalPolicy ' +
      'autopilot windows365 deviceEnrollment deviceUpdate enrollmentRestriction tenantConfiguration tunnel ' +
      'endpointPrivilegeManagement deviceSecurityAction',
    // Intune
    appleDeviceDeliveryProtocol:
      'default mobileDeviceManagement declarativeDeviceManagement unknownFutureValue',
    ddmAppAllowDownloadsOverCellular: 'alwaysOn alwaysOff storeSettings unknownFutureValue',
    ddmAppAutomaticAppUpdates: 'alwaysOn alwaysOff storeSettings unknownFutureValue',
    managedAppPurviewEvaluationRequirement: 'notRequired requiredWhenOnline required unknownFutureValue',
    mobileAppContentScriptState: 'commitPending commitSuccess commitFailed unknownFutureValue',
    syncComponentStatus: 'none inProgress success failure partialSuccess unknownFutureValue',
    // Directory
    agentIdRiskLevel: 'none low medium high unknownFutureValue',
    auditIdentityType: 'agent servicePrincipal unknownFutureValue',
    conditionalAccessAgentIdRiskLevels: 'low medium high unknownFutureValue',
    kind: 'unrestricted allowedTenants unknownFutureValue',
    servicePrincipalLockScope: 'notConfigured foreignTenantOnly everywhere unknownFutureValue',
    trafficRoutingMethod: 'none random sessionPersistence performance unknownFutureValue',
  },
  bases: {},
  moreMembers: {
    authenticationEventType: 'passwordSubmit',
    deviceManagementConfigurationTemplateFamily: 'windowsRecoveryAndRemediationConfiguration',
    protocolType: 'officeS2S wsTrust',
    remoteAction: 'suspendManagedHomeScreen restoreManagedHomeScreen',
    riskDetail:
      'adminConfirmedAgentSafe adminConfirmedAgentCompromised adminDismissedRiskForAgent microsoftRevokedSessions',
    whatIfAnalysisReasons: 'agentIdRisk agentIdentities',
    wiFiSecurityType: 'unknownFutureValue wpa3Personal',
  },
};

export const additions = { both, 'v1.0': v1, beta };
