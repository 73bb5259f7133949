// Who may call the rest of the directory (device-management.ts has the source and the notation).
export const directoryRules = `
applications read Application.Read.All < Application.ReadWrite.All @directory | Application.Read.All < Application.ReadWrite.All Application.ReadWrite.OwnedBy Directory.Read.All
applications get Application.Read.All < Application.ReadWrite.All @directory | Application.Read.All < Application.ReadWrite.All Application.ReadWrite.OwnedBy @directory
applications write Application.ReadWrite.All | Application.ReadWrite.OwnedBy < Application.ReadWrite.All
applications create Application.ReadWrite.All AppRegistration.Create | Application.ReadWrite.OwnedBy AppRegistration.Create < Application.ReadWrite.All
applications/addKey write Application.ReadWrite.All < Directory.ReadWrite.All | Application.ReadWrite.OwnedBy < Application.ReadWrite.All Directory.ReadWrite.All
applications/addPassword write Application.ReadWrite.All < Directory.ReadWrite.All | Application.ReadWrite.OwnedBy < Application.ReadWrite.All Directory.ReadWrite.All
applications/appManagementPolicies write Application.Read.All < Policy.ReadWrite.ApplicationConfiguration
applications/connectorGroup write Directory.ReadWrite.All | -
applications/delta read Directory.Read.All < Application.Read.All Application.ReadWrite.All Directory.ReadWrite.All | Application.ReadWrite.OwnedBy < Application.Read.All Application.ReadWrite.All @directory
applications/extensionProperties read Application.Read.All < Application.ReadWrite.All @directory | Application.Read.All < Application.ReadWrite.All Application.ReadWrite.OwnedBy @directory
applications/extensionProperties get Application.Read.All < Application.ReadWrite.All Directory.Read.All | Application.Read.All < Application.ReadWrite.All Application.ReadWrite.OwnedBy
applications/extensionProperties write Application.ReadWrite.All < Directory.ReadWrite.All | Application.ReadWrite.OwnedBy < Application.ReadWrite.All Directory.ReadWrite.All
applications/federatedIdentityCredentials read Application.Read.All < Application.ReadWrite.All | Application.Read.All < Application.ReadWrite.All Application.ReadWrite.OwnedBy
applications/federatedIdentityCredentials get Application.ReadWrite.All | Application.ReadWrite.OwnedBy < Application.ReadWrite.All
applications/federatedIdentityCredentials write Application.ReadWrite.All | Application.ReadWrite.OwnedBy < Application.ReadWrite.All
applications/logo write Application.ReadWrite.All | Application.ReadWrite.OwnedBy < Application.ReadWrite.All
applications/owners read Application.Read.All < Application.ReadWrite.All @directory | Application.Read.All < Application.ReadWrite.All Application.ReadWrite.OwnedBy @directory
applications/owners create Application.ReadWrite.All < @directory | Application.ReadWrite.OwnedBy < @directory Application.ReadWrite.All
applications/owners delete Application.ReadWrite.All < Directory.ReadWrite.All | Application.ReadWrite.OwnedBy < Application.ReadWrite.All Directory.ReadWrite.All
applications/removeKey write Application.ReadWrite.All < Directory.ReadWrite.All | Application.ReadWrite.OwnedBy < Application.ReadWrite.All Directory.ReadWrite.All
applications/removePassword write Application.ReadWrite.All < Directory.ReadWrite.All | Application.ReadWrite.OwnedBy < Application.ReadWrite.All Directory.ReadWrite.All
applications/setVerifiedPublisher write Application.ReadWrite.All | -
applications/synchronization/acquireAccessToken write Synchronization.ReadWrite.All | Application.ReadWrite.OwnedBy < Synchronization.ReadWrite.All
applications/synchronization/templates read Synchronization.Read.All < Synchronization.ReadWrite.All | Application.ReadWrite.OwnedBy < Synchronization.Read.All Synchronization.ReadWrite.All
applications/synchronization/templates write Synchronization.ReadWrite.All | Application.ReadWrite.OwnedBy < Synchronization.ReadWrite.All
applications/synchronization/templates/schema/filterOperators read Synchronization.ReadWrite.All | Application.ReadWrite.OwnedBy < Synchronization.ReadWrite.All
applications/synchronization/templates/schema/functions read Synchronization.ReadWrite.All | Application.ReadWrite.OwnedBy < Synchronization.ReadWrite.All
applications/tokenIssuancePolicies read Application.ReadWrite.All < Policy.Read.All Policy.ReadWrite.ApplicationConfiguration | Application.ReadWrite.OwnedBy < Application.ReadWrite.All Policy.Read.All Policy.ReadWrite.ApplicationConfiguration
applications/tokenIssuancePolicies write Application.ReadWrite.All < Policy.Read.All Policy.ReadWrite.ApplicationConfiguration | Application.ReadWrite.OwnedBy < Application.ReadWrite.All Policy.Read.All Policy.ReadWrite.ApplicationConfiguration
applications/tokenLifetimePolicies read Application.ReadWrite.All < Policy.Read.All Policy.ReadWrite.ApplicationConfiguration | Application.ReadWrite.OwnedBy < Application.ReadWrite.All Policy.Read.All Policy.ReadWrite.ApplicationConfiguration
applications/tokenLifetimePolicies write Application.ReadWrite.All < Policy.Read.All Policy.ReadWrite.ApplicationConfiguration | Application.ReadWrite.OwnedBy < Application.ReadWrite.All Policy.Read.All Policy.ReadWrite.ApplicationConfiguration
applications/unsetVerifiedPublisher write Application.ReadWrite.All | -
auditLogs/directoryAudits read AuditLog.Read.All < Directory.Read.All
auditLogs/signIns read AuditLog.Read.All
auditLogs/signIns/confirmCompromised write IdentityRiskyUser.ReadWrite.All | IdentityRiskEvent.ReadWrite.All
auditLogs/signIns/confirmSafe write IdentityRiskyUser.ReadWrite.All | IdentityRiskEvent.ReadWrite.All
auditLogs/signIns/dismiss write IdentityRiskyUser.ReadWrite.All | IdentityRiskEvent.ReadWrite.All
devices read Device.Read.All < @directory | Device.Read.All < Device.ReadWrite.All @directory
devices write Directory.AccessAsUser.All | Device.ReadWrite.All < Directory.ReadWrite.All
devices create Directory.AccessAsUser.All | -
devices delete Directory.AccessAsUser.All | Device.ReadWrite.All
devices/checkMemberGroups write Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All @directory @groups User.Read.All User.ReadWrite.All | Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All Device.ReadWrite.All @directory @groups User.Read.All User.ReadWrite.All
devices/checkMemberObjects write Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All @directory @groups User.Read User.Read.All User.ReadWrite.All | Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All Device.ReadWrite.All @directory @groups User.Read.All User.ReadWrite.All
devices/delta read Device.Read.All
devices/getMemberGroups write Application.Read.All < Application.ReadWrite.All Device.Read.All @directory @groups User.Read.All | Application.Read.All < Application.ReadWrite.All Device.Read.All Device.ReadWrite.All @directory @groups User.Read.All
devices/getMemberObjects write Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All @directory @groups User.Read User.Read.All User.ReadWrite.All | Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All Device.ReadWrite.All @directory @groups User.Read.All User.ReadWrite.All
devices/registeredOwners write Directory.AccessAsUser.All | -
devices/registeredUsers write Directory.AccessAsUser.All | -
directory/administrativeUnits read AdministrativeUnit.Read.All < AdministrativeUnit.ReadWrite.All @directory | < AdministrativeUnit.Read.All AdministrativeUnit.ReadWrite.All @directory
directory/administrativeUnits write AdministrativeUnit.ReadWrite.All | < AdministrativeUnit.ReadWrite.All
directory/administrativeUnits delete AdministrativeUnit.ReadWrite.All
directory/administrativeUnits/members read AdministrativeUnit.Read.All < AdministrativeUnit.ReadWrite.All @directory
directory/administrativeUnits/members write AdministrativeUnit.ReadWrite.All < Directory.AccessAsUser.All Directory.ReadWrite.All Group.ReadWrite.All | < AdministrativeUnit.ReadWrite.All Directory.ReadWrite.All Group.Create Group.ReadWrite.All
directory/administrativeUnits/members delete AdministrativeUnit.ReadWrite.All | < AdministrativeUnit.ReadWrite.All
directory/administrativeUnits/scopedRoleMembers read RoleManagement.Read.Directory < @directory RoleManagement.ReadWrite.Directory
directory/administrativeUnits/scopedRoleMembers write RoleManagement.ReadWrite.Directory
directory/deletedItems/restore write User.DeleteRestore.All < @agentUsers AgentIdentity.DeleteRestore.All AgentIdentityBlueprint.DeleteRestore.All AgentIdentityBlueprintPrincipal.DeleteRestore.All User.ReadWrite.All | User.DeleteRestore.All < @agentUsers AgentIdentity.DeleteRestore.All AgentIdentityBlueprint.DeleteRestore.All AgentIdentityBlueprintPrincipal.DeleteRestore.All User.ReadWrite.All User.ReadWrite.CrossCloud
directoryObjects read Directory.Read.All
directoryObjects/checkMemberGroups write Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All @directory @groups User.Read.All User.ReadWrite.All | Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All Device.ReadWrite.All @directory @groups User.Read.All User.ReadWrite.All
directoryObjects/checkMemberObjects write Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All @directory @groups User.Read User.Read.All User.ReadWrite.All | Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All Device.ReadWrite.All @directory @groups User.Read.All User.ReadWrite.All
directoryObjects/getAvailableExtensionProperties write Directory.Read.All
directoryObjects/getByIds write Directory.Read.All
directoryObjects/getMemberGroups write Application.Read.All < Application.ReadWrite.All Device.Read.All @directory @groups User.Read.All | Application.Read.All < Application.ReadWrite.All Device.Read.All Device.ReadWrite.All @directory @groups User.Read.All
directoryObjects/getMemberObjects write Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All @directory @groups User.Read User.Read.All User.ReadWrite.All | Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All Device.ReadWrite.All @directory @groups User.Read.All User.ReadWrite.All
directoryObjects/validateProperties write Group.Read.All < @directory | Group.Read.All < @directory Group.ReadWrite.All
directoryRoles read Directory.Read.All < Directory.ReadWrite.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory
directoryRoles get RoleManagement.Read.Directory < @directory RoleManagement.ReadWrite.Directory
directoryRoles write RoleManagement.ReadWrite.Directory
directoryRoles/delta read RoleManagement.Read.Directory < @directory RoleManagement.ReadWrite.Directory
directoryRoles/members read RoleManagement.Read.Directory < @directory RoleManagement.ReadWrite.Directory
directoryRoles/scopedMembers read RoleManagement.Read.Directory < @directory RoleManagement.ReadWrite.Directory
directoryRoleTemplates read RoleManagement.Read.Directory < @directory RoleManagement.ReadWrite.Directory
domains read Domain.Read.All < Directory.Read.All Domain.ReadWrite.All
domains write Domain.ReadWrite.All
domains/domainNameReferences read Domain.Read.All < Domain.ReadWrite.All
domains/federationConfiguration read Domain-InternalFederation.Read.All < Domain-InternalFederation.ReadWrite.All
domains/federationConfiguration get Domain-InternalFederation.Read.All < Domain-InternalFederation.ReadWrite.All Domain.Read.All Domain.ReadWrite.All
domains/federationConfiguration write Domain-InternalFederation.ReadWrite.All < Domain.ReadWrite.All
domains/serviceConfigurationRecords read Domain.Read.All < Domain.ReadWrite.All
domains/verificationDnsRecords read Domain.Read.All < Domain.ReadWrite.All
groups read Group.ReadBasic.All < @directory Group-NestingSupport.ReadWrite.All Group-PreferredDataLocation.ReadWrite.All Group.ManageProtection.All Group.Read.All Group.ReadWrite.All GroupMember.Read.All
groups get Group-NestingSupport.ReadWrite.All < @directory Group-PreferredDataLocation.ReadWrite.All Group-XTenantIdentitySync.Read.All Group.ManageProtection.All Group.Read.All Group.ReadBasic.All Group.ReadWrite.All GroupMember.Read.All
groups write Group-NestingSupport.ReadWrite.All < Directory.ReadWrite.All Group-PreferredDataLocation.ReadWrite.All Group.ManageProtection.All Group.ReadWrite.All
groups create Group.ReadWrite.All < Directory.ReadWrite.All Group-PreferredDataLocation.ReadWrite.All | Group.Create < Directory.ReadWrite.All Group-PreferredDataLocation.ReadWrite.All Group.ReadWrite.All
groups delete Group.ReadWrite.All
groups/acceptedSenders read Group.Read.All < Group.ReadWrite.All | -
groups/acceptedSenders write Group.ReadWrite.All | -
groups/appRoleAssignments read Directory.Read.All < AppRoleAssignment.ReadWrite.All Directory.ReadWrite.All
groups/appRoleAssignments write AppRoleAssignment.ReadWrite.All
groups/assignLicense write LicenseAssignment.ReadWrite.All < Directory.ReadWrite.All Group.ReadWrite.All
groups/checkMemberGroups write GroupMember.ReadBasic.All < @agentUsers Application.Read.All Application.ReadWrite.All Device.Read.All @directory Group.Read.All Group.ReadBasic.All Group.ReadWrite.All GroupMember.Read.All User.Read.All User.ReadWrite.All | GroupMember.ReadBasic.All < @agentUsers Application.Read.All Application.ReadWrite.All Device.Read.All Device.ReadWrite.All @directory Group.Read.All Group.ReadBasic.All Group.ReadWrite.All GroupMember.Read.All User.Read.All User.ReadWrite.All
groups/checkMemberObjects write GroupMember.ReadBasic.All < @agentUsers Application.Read.All Application.ReadWrite.All Device.Read.All @directory Group.Read.All Group.ReadBasic.All Group.ReadWrite.All GroupMember.Read.All User.Read User.Read.All User.ReadWrite.All | GroupMember.ReadBasic.All < @agentUsers Application.Read.All Application.ReadWrite.All Device.Read.All Device.ReadWrite.All @directory Group.Read.All Group.ReadBasic.All Group.ReadWrite.All GroupMember.Read.All User.Read.All User.ReadWrite.All
groups/delta read Group.ReadBasic.All < @directory Group-NestingSupport.ReadWrite.All Group.Read.All Group.ReadWrite.All GroupMember.Read.All
groups/evaluateDynamicMembership write Group.Read.All User.Read.All Device.Read.All < Group.ReadWrite.All @directory | -
groups/getMemberGroups write GroupMember.ReadBasic.All < Application.Read.All Application.ReadWrite.All Device.Read.All @directory Group.Read.All Group.ReadBasic.All Group.ReadWrite.All GroupMember.Read.All User.Read.All | GroupMember.ReadBasic.All < Application.Read.All Application.ReadWrite.All Device.Read.All Device.ReadWrite.All @directory Group.Read.All Group.ReadBasic.All Group.ReadWrite.All GroupMember.Read.All User.Read.All
groups/getMemberObjects write GroupMember.ReadBasic.All < @agentUsers Application.Read.All Application.ReadWrite.All Device.Read.All @directory Group.Read.All Group.ReadBasic.All Group.ReadWrite.All GroupMember.Read.All User.Read User.Read.All User.ReadWrite.All | GroupMember.ReadBasic.All < @agentUsers Application.Read.All Application.ReadWrite.All Device.Read.All Device.ReadWrite.All @directory Group.Read.All Group.ReadBasic.All Group.ReadWrite.All GroupMember.Read.All User.Read.All User.ReadWrite.All
groups/memberOf read GroupMember.ReadBasic.All < @directory Group.Read.All Group.ReadBasic.All GroupMember.Read.All
groups/members read GroupMember.ReadBasic.All < Directory.Read.All Group.Read.All Group.ReadBasic.All Group.ReadWrite.All GroupMember.Read.All GroupMember.ReadWrite.All
groups/members write GroupMember.ReadWrite.All < Directory.ReadWrite.All Group.ReadWrite.All
groups/owners read GroupMember.Read.All < Directory.Read.All Group.Read.All Group.ReadWrite.All GroupMember.ReadWrite.All
groups/owners write Group.ReadWrite.All < Directory.ReadWrite.All
groups/permissionGrants read GroupMember.Read.All < Group.Read.All Group.ReadWrite.All GroupMember.ReadWrite.All
groups/rejectedSenders read Group.Read.All < Group.ReadWrite.All | -
groups/photo read Group.Read.All < Group.ReadWrite.All
groups/photo write Group.ReadWrite.All
groups/rejectedSenders write Group.ReadWrite.All | -
groups/renew write Group.ReadWrite.All < Directory.ReadWrite.All
groups/transitiveMemberOf read GroupMember.ReadBasic.All < @directory Group.Read.All Group.ReadBasic.All GroupMember.Read.All | GroupMember.ReadBasic.All < @directory Group.ReadBasic.All
groups/transitiveMembers read GroupMember.ReadBasic.All < Directory.Read.All Group.Read.All Group.ReadBasic.All Group.ReadWrite.All GroupMember.Read.All GroupMember.ReadWrite.All
groups/validateProperties write Group.Read.All < Group.ReadWrite.All
identity/conditionalAccess/authenticationContextClassReferences read AuthenticationContext.Read.All < AuthenticationContext.ReadWrite.All Policy.Read.ConditionalAccess Policy.ReadWrite.ConditionalAccess
identity/conditionalAccess/authenticationContextClassReferences get AuthenticationContext.Read.All < AuthenticationContext.ReadWrite.All Policy.Read.ConditionalAccess
identity/conditionalAccess/authenticationContextClassReferences write AuthenticationContext.ReadWrite.All < Policy.ReadWrite.ConditionalAccess
identity/conditionalAccess/authenticationContextClassReferences delete AuthenticationContext.ReadWrite.All < Policy.Read.ConditionalAccess
identity/conditionalAccess/authenticationStrength/authenticationMethodModes read Policy.Read.AuthenticationMethod < Policy.Read.All Policy.ReadWrite.AuthenticationMethod Policy.ReadWrite.ConditionalAccess
identity/conditionalAccess/authenticationStrength/policies/combinationConfigurations read Policy.Read.AuthenticationMethod < Policy.Read.All Policy.ReadWrite.AuthenticationMethod Policy.ReadWrite.ConditionalAccess
identity/conditionalAccess/authenticationStrength/policies/combinationConfigurations write Policy.ReadWrite.ConditionalAccess < Policy.ReadWrite.AuthenticationMethod
identity/conditionalAccess/authenticationStrength/policies/updateAllowedCombinations write Policy.ReadWrite.ConditionalAccess < Policy.ReadWrite.AuthenticationMethod
identity/conditionalAccess/authenticationStrength/policies/usage read Policy.Read.AuthenticationMethod < Policy.Read.All Policy.ReadWrite.AuthenticationMethod Policy.ReadWrite.ConditionalAccess
identity/conditionalAccess/evaluate write Policy.Read.ConditionalAccess < Policy.Read.All Policy.ReadWrite.ConditionalAccess
identity/conditionalAccess/namedLocations read Policy.Read.All
identity/conditionalAccess/namedLocations write Policy.Read.All < Policy.ReadWrite.ConditionalAccess
identity/conditionalAccess/policies read Policy.Read.All
identity/conditionalAccess/policies write Application.Read.All Policy.Read.All < Policy.ReadWrite.ConditionalAccess | Policy.Read.All < Application.Read.All Policy.ReadWrite.ConditionalAccess
identity/conditionalAccess/policies delete Policy.Read.All < Policy.ReadWrite.ConditionalAccess
identity/conditionalAccess/templates read Policy.Read.All
oauth2PermissionGrants read Directory.Read.All < DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All
oauth2PermissionGrants write < DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All
oauth2PermissionGrants/delta read Directory.Read.All < Directory.ReadWrite.All | Directory.Read.All < DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All
organization read ~ServiceConfig.Read < ~Configuration.Read ~Configuration.ReadWrite ~ServiceConfig.ReadWrite @directory Organization.Read.All Organization.ReadWrite.All User.Read User.Read.All | ~ServiceConfig.Read < ~Configuration.Read ~Configuration.ReadWrite ~ServiceConfig.ReadWrite @directory Organization.Read.All Organization.ReadWrite.All User.Read.All
organization get ~ServiceConfig.Read < ~Configuration.Read ~Configuration.ReadWrite ~ServiceConfig.ReadWrite User.Read.All
organization write ~ServiceConfig.ReadWrite < ~Configuration.ReadWrite Organization.ReadWrite.All
organization/branding read User.Read < Organization.Read.All Organization.ReadWrite.All OrganizationalBranding.Read.All OrganizationalBranding.ReadWrite.All User.Read.All | OrganizationalBranding.Read.All < Organization.Read.All Organization.ReadWrite.All OrganizationalBranding.ReadWrite.All
organization/branding write OrganizationalBranding.ReadWrite.All < Organization.ReadWrite.All
organization/branding delete OrganizationalBranding.ReadWrite.All < Organization.ReadWrite.All | OrganizationalBranding.ReadWrite.All
organization/branding/themes read OrganizationalBranding.Read.All
organization/branding/themes get OrganizationalBranding.Read.All < OrganizationalBranding.ReadWrite.All
organization/branding/themes write OrganizationalBranding.ReadWrite.All
organization/branding/themes/localizations get OrganizationalBranding.Read.All < OrganizationalBranding.ReadWrite.All
organization/certificateBasedAuthConfiguration read Organization.Read.All < Organization.ReadWrite.All
organization/certificateBasedAuthConfiguration write Organization.ReadWrite.All
organization/setMobileDeviceManagementAuthority write ~ServiceConfig.ReadWrite < ~Configuration.ReadWrite
organization/settings read User.Read < User.Read.All | -
organization/settings/contactInsights read Organization.Read.All < Organization.ReadWrite.All
organization/settings/contactInsights write Organization.ReadWrite.All < @agentUsers User.ReadWrite.All | Organization.ReadWrite.All
organization/settings/itemInsights read User.Read.All < @agentUsers User.ReadWrite.All | -
organization/settings/itemInsights write Organization.ReadWrite.All < @agentUsers User.ReadWrite.All | -
organization/settings/microsoftApplicationDataAccess read Organization.Read.All < Organization.ReadWrite.All
organization/settings/microsoftApplicationDataAccess write Organization.ReadWrite.All
organization/settings/peopleInsights read User.Read.All < @agentUsers User.ReadWrite.All | -
organization/settings/peopleInsights write Organization.ReadWrite.All < @agentUsers User.ReadWrite.All | -
policies/authenticationMethodsPolicy read Policy.Read.AuthenticationMethod < Policy.Read.All Policy.ReadWrite.AuthenticationMethod
policies/authenticationMethodsPolicy write Policy.ReadWrite.AuthenticationMethod
policies/authenticationMethodsPolicy/authenticationMethodConfigurations read Policy.Read.AuthenticationMethod < Policy.Read.All Policy.ReadWrite.AuthenticationMethod
policies/authenticationMethodsPolicy/authenticationMethodConfigurations write Policy.ReadWrite.AuthenticationMethod
servicePrincipals read Application.Read.All < Application.ReadWrite.All @directory | Application.Read.All < Application.ReadWrite.All Application.ReadWrite.OwnedBy Directory.Read.All
servicePrincipals get Application.Read.All < Application.ReadWrite.All @directory | Application.Read.All < Application.ReadWrite.All Application.ReadWrite.OwnedBy @directory
servicePrincipals write Application.ReadWrite.All < Directory.ReadWrite.All | Application.ReadWrite.OwnedBy < Application.ReadWrite.All Directory.ReadWrite.All
servicePrincipals/appRoleAssignedTo read Application.Read.All < Application.ReadWrite.All @directory | Application.Read.All < Application.ReadWrite.All Application.ReadWrite.OwnedBy @directory
servicePrincipals/appRoleAssignedTo write Application.Read.All < AppRoleAssignment.ReadWrite.All Application.ReadWrite.All Directory.Read.All
servicePrincipals/appRoleAssignedTo delete AppRoleAssignment.ReadWrite.All < Application.ReadWrite.All
servicePrincipals/appRoleAssignments read Application.Read.All < Application.ReadWrite.All @directory | Application.Read.All < Application.ReadWrite.All Application.ReadWrite.OwnedBy @directory
servicePrincipals/appRoleAssignments write Application.Read.All < AppRoleAssignment.ReadWrite.All Application.ReadWrite.All Directory.Read.All
servicePrincipals/appRoleAssignments delete AppRoleAssignment.ReadWrite.All < Application.ReadWrite.All
servicePrincipals/checkMemberGroups write Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All @directory @groups User.Read.All User.ReadWrite.All | Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All Device.ReadWrite.All @directory @groups User.Read.All User.ReadWrite.All
servicePrincipals/checkMemberObjects write Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All @directory @groups User.Read User.Read.All User.ReadWrite.All | Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All Device.ReadWrite.All @directory @groups User.Read.All User.ReadWrite.All
servicePrincipals/claimsMappingPolicies read Application.ReadWrite.All < Policy.Read.All Policy.ReadWrite.ApplicationConfiguration | Application.ReadWrite.OwnedBy < Application.ReadWrite.All Policy.Read.All Policy.ReadWrite.ApplicationConfiguration
servicePrincipals/claimsMappingPolicies write Application.ReadWrite.All < Policy.Read.All Policy.ReadWrite.ApplicationConfiguration | Application.ReadWrite.OwnedBy < Application.ReadWrite.All Policy.Read.All Policy.ReadWrite.ApplicationConfiguration
servicePrincipals/claimsPolicy read Policy.ReadWrite.ApplicationConfiguration
servicePrincipals/claimsPolicy write Policy.ReadWrite.ApplicationConfiguration
servicePrincipals/createdObjects read Application.Read.All < Application.ReadWrite.All @directory | Application.Read.All < Application.ReadWrite.All Application.ReadWrite.OwnedBy @directory
servicePrincipals/createPasswordSingleSignOnCredentials write Application.ReadWrite.All < @directory
servicePrincipals/delegatedPermissionClassifications read Application.Read.All < Directory.Read.All | Application.Read.All < Application.ReadWrite.OwnedBy Directory.Read.All
servicePrincipals/delegatedPermissionClassifications write Policy.ReadWrite.PermissionGrant
servicePrincipals/deletePasswordSingleSignOnCredentials write Application.ReadWrite.All < @directory
servicePrincipals/delta read Directory.Read.All < Application.Read.All Application.ReadWrite.All Directory.ReadWrite.All | Application.ReadWrite.OwnedBy < Application.Read.All Application.ReadWrite.All @directory
servicePrincipals/getMemberGroups write Application.Read.All < Application.ReadWrite.All Device.Read.All @directory @groups User.Read.All | Application.Read.All < Application.ReadWrite.All Device.Read.All Device.ReadWrite.All @directory @groups User.Read.All
servicePrincipals/getMemberObjects write Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All @directory @groups User.Read User.Read.All User.ReadWrite.All | Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All Device.ReadWrite.All @directory @groups User.Read.All User.ReadWrite.All
servicePrincipals/getPasswordSingleSignOnCredentials write Application.ReadWrite.All < @directory | Application.ReadWrite.OwnedBy < Application.ReadWrite.All @directory
servicePrincipals/homeRealmDiscoveryPolicies read Application.ReadWrite.All < Policy.Read.All Policy.ReadWrite.ApplicationConfiguration | Application.ReadWrite.OwnedBy < Application.ReadWrite.All Policy.Read.All Policy.ReadWrite.ApplicationConfiguration
servicePrincipals/homeRealmDiscoveryPolicies write Application.ReadWrite.All < Policy.Read.All Policy.ReadWrite.ApplicationConfiguration | Application.ReadWrite.OwnedBy < Application.ReadWrite.All Policy.Read.All Policy.ReadWrite.ApplicationConfiguration
servicePrincipals/memberOf read Application.Read.All < Application.ReadWrite.All @directory | Application.Read.All < Application.ReadWrite.All Application.ReadWrite.OwnedBy @directory
servicePrincipals/oauth2PermissionGrants read Directory.Read.All < DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All | < DelegatedPermissionGrant.ReadWrite.All @directory
servicePrincipals/ownedObjects read Application.Read.All < Application.ReadWrite.All @directory | Application.Read.All < Application.ReadWrite.All Application.ReadWrite.OwnedBy @directory
servicePrincipals/owners read Application.Read.All < Application.ReadWrite.All @directory | Application.Read.All < Application.ReadWrite.All Application.ReadWrite.OwnedBy @directory
servicePrincipals/owners create Application.ReadWrite.All < @directory | Application.ReadWrite.OwnedBy < @directory Application.ReadWrite.All
servicePrincipals/owners delete Application.ReadWrite.All < Directory.ReadWrite.All | Application.ReadWrite.OwnedBy < Application.ReadWrite.All Directory.ReadWrite.All
servicePrincipals/remoteDesktopSecurityConfiguration read Application.Read.All < Application-RemoteDesktopConfig.ReadWrite.All Application.ReadWrite.All @directory | Application.Read.All < Application-RemoteDesktopConfig.ReadWrite.All Application.ReadWrite.All Application.ReadWrite.OwnedBy @directory
servicePrincipals/remoteDesktopSecurityConfiguration write Application-RemoteDesktopConfig.ReadWrite.All < Application.ReadWrite.All Directory.ReadWrite.All
servicePrincipals/remoteDesktopSecurityConfiguration/approvedClientApps write Application-RemoteDesktopConfig.ReadWrite.All < Application.ReadWrite.All Directory.ReadWrite.All | Application-RemoteDesktopConfig.ReadWrite.All < Application.ReadWrite.All Application.ReadWrite.OwnedBy Directory.ReadWrite.All
servicePrincipals/remoteDesktopSecurityConfiguration/targetDeviceGroups read Application.Read.All < Application-RemoteDesktopConfig.ReadWrite.All Application.ReadWrite.All Directory.ReadWrite.All | Application.Read.All < Application-RemoteDesktopConfig.ReadWrite.All Application.ReadWrite.All Application.ReadWrite.OwnedBy Directory.ReadWrite.All
servicePrincipals/remoteDesktopSecurityConfiguration/targetDeviceGroups get Application.Read.All < Application-RemoteDesktopConfig.ReadWrite.All Application.ReadWrite.All @directory | Application.Read.All < Application-RemoteDesktopConfig.ReadWrite.All Application.ReadWrite.All Application.ReadWrite.OwnedBy @directory
servicePrincipals/remoteDesktopSecurityConfiguration/targetDeviceGroups write Application-RemoteDesktopConfig.ReadWrite.All < Application.ReadWrite.All Directory.ReadWrite.All | Application-RemoteDesktopConfig.ReadWrite.All < Application.ReadWrite.All Application.ReadWrite.OwnedBy Directory.ReadWrite.All
servicePrincipals/synchronization/acquireAccessToken write Synchronization.ReadWrite.All | Application.ReadWrite.OwnedBy < Synchronization.ReadWrite.All
servicePrincipals/synchronization/jobs read Synchronization.Read.All < Synchronization.ReadWrite.All | Application.ReadWrite.OwnedBy < Synchronization.Read.All Synchronization.ReadWrite.All
servicePrincipals/synchronization/jobs write Synchronization.ReadWrite.All | Application.ReadWrite.OwnedBy < Synchronization.ReadWrite.All
servicePrincipals/synchronization/jobs update Synchronization.ReadWrite.All
servicePrincipals/synchronization/jobs/schema read < CustomSecAttributeProvisioning.Read.All CustomSecAttributeProvisioning.ReadWrite.All | CustomSecAttributeProvisioning.Read.All < CustomSecAttributeProvisioning.ReadWrite.All
servicePrincipals/synchronization/jobs/schema write < CustomSecAttributeProvisioning.ReadWrite.All | CustomSecAttributeProvisioning.ReadWrite.All
servicePrincipals/synchronization/jobs/schema/directories/discover write Directory.ReadWrite.All | Application.ReadWrite.OwnedBy < Directory.ReadWrite.All
servicePrincipals/synchronization/jobs/schema/filterOperators read Synchronization.ReadWrite.All | Application.ReadWrite.OwnedBy < Synchronization.ReadWrite.All
servicePrincipals/synchronization/jobs/schema/functions read Synchronization.ReadWrite.All | Application.ReadWrite.OwnedBy < Synchronization.ReadWrite.All
servicePrincipals/synchronization/jobs/schema/parseExpression write Synchronization.ReadWrite.All | Application.ReadWrite.OwnedBy < Synchronization.ReadWrite.All
servicePrincipals/synchronization/secrets write Synchronization.ReadWrite.All | Application.ReadWrite.OwnedBy < Synchronization.ReadWrite.All
servicePrincipals/synchronization/templates read Synchronization.Read.All < Synchronization.ReadWrite.All | Application.ReadWrite.OwnedBy < Synchronization.Read.All Synchronization.ReadWrite.All
servicePrincipals/synchronization/templates/schema/filterOperators read Synchronization.ReadWrite.All | Application.ReadWrite.OwnedBy < Synchronization.ReadWrite.All
servicePrincipals/synchronization/templates/schema/functions read Synchronization.ReadWrite.All | Application.ReadWrite.OwnedBy < Synchronization.ReadWrite.All
servicePrincipals/synchronization/templates/schema/parseExpression write Synchronization.ReadWrite.All | Application.ReadWrite.OwnedBy < Synchronization.ReadWrite.All
servicePrincipals/tokenLifetimePolicies read Application.ReadWrite.All < Policy.Read.All Policy.ReadWrite.ApplicationConfiguration | Application.ReadWrite.OwnedBy < Application.ReadWrite.All Policy.Read.All Policy.ReadWrite.ApplicationConfiguration
servicePrincipals/tokenLifetimePolicies write Application.ReadWrite.All < Policy.Read.All Policy.ReadWrite.ApplicationConfiguration | Application.ReadWrite.OwnedBy < Application.ReadWrite.All Policy.Read.All Policy.ReadWrite.ApplicationConfiguration
servicePrincipals/transitiveMemberOf read Application.Read.All < Application.ReadWrite.All @directory
servicePrincipals/updatePasswordSingleSignOnCredentials write Application.ReadWrite.All < @directory
subscribedSkus read LicenseAssignment.Read.All < @directory Organization.Read.All Organization.ReadWrite.All
subscribedSkus get LicenseAssignment.Read.All < @directory Organization.Read.All | LicenseAssignment.Read.All < @directory Organization.Read.All Organization.ReadWrite.All
subscriptions read *
subscriptions write *
subscriptions/groups create Group.Read.All < Directory.Read.All
subscriptions/users create User.Read.All < Directory.Read.All
`;
