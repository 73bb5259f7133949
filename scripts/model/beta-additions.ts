// What the service has in beta and the typings package lacks.
import type { Additions } from './additions-shape.ts';

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

export const beta: Additions = {
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
    application: {
      // Both as in v1.0: its resource page and the examples of reading and creating one have them on beta as well.
      addIns: 'addIn[]',
      applicationTemplateId: 'String? readOnly',
      signInAudienceRestrictions: 'signInAudienceRestrictionsBase?',
    },
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
    // Only its page has it, with the function that gives it: intune-shared-mobileapp-getrelatedappstates.
    mobileAppRelationshipState: {
      kind: 'complex',
      properties: {
        deviceId: 'String?',
        errorCode: 'Int32',
        installState: 'resultantAppState',
        installStateDetail: 'resultantAppStateDetail',
        sourceIds: 'String[]?',
        targetDisplayName: 'String?',
        targetId: 'String?',
        targetLastSyncDateTime: 'DateTimeOffset',
      },
    },
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
