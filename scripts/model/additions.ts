// What the service has and the typings package (older than the service) lacks: properties, types and enums of Intune for
// iOS and iPadOS and of the directory. In the notation of src/graph/model/notation.ts. A newer typings package makes
// entries superfluous; the generator names them then.
import type { Additions } from './additions-shape.ts';
import { beta } from './beta-additions.ts';

const both: Additions = {
  properties: {
    application: { createdByAppId: 'String?', isDisabled: 'Boolean?', managerApplications: 'Guid[]' },
    directory: {
      recovery: 'entraRecoveryServices.recovery contained',
      remoteTenantGroups: 'remoteTenantGroup[] contained',
    },
    authenticationMethodTarget: { id: 'String' },
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

export const additions = { both, 'v1.0': v1, beta };
