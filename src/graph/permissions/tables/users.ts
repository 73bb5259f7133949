// Who may call `users`; `me` is what of it is about the caller (device-management.ts has the source and the notation).
export const userRules = `
users read User.ReadBasic.All < @agentUsers ~Apps.Read ~Apps.ReadWrite ~Configuration.Read ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite ~ServiceConfig.Read ~ServiceConfig.ReadWrite @directory User.Read.All User.ReadWrite.All | User.ReadBasic.All < @agentUsers ~Apps.Read ~Apps.ReadWrite ~Configuration.Read ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite ~ServiceConfig.Read ~ServiceConfig.ReadWrite @directory User.Read.All User.ReadWrite.All User.ReadWrite.CrossCloud
users get User.ReadBasic.All < @agentUsers ~Apps.Read ~Apps.ReadWrite ~Configuration.Read ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite ~ServiceConfig.Read ~ServiceConfig.ReadWrite @directory User.Read User.Read.All User.ReadWrite User.ReadWrite.All | User.ReadBasic.All < @agentUsers ~Apps.Read ~Apps.ReadWrite ~Configuration.Read ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite ~ServiceConfig.Read ~ServiceConfig.ReadWrite @directory User.Read.All User.ReadWrite.All User.ReadWrite.CrossCloud
users write User.ReadWrite.All < @agentUsers ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.ReadWrite ~ServiceConfig.ReadWrite Directory.ReadWrite.All User-Mail.ReadWrite.All User-PasswordProfile.ReadWrite.All User-Phone.ReadWrite.All User.EnableDisableAccount.All User.ManageIdentities.All User.ReadWrite | User.ReadWrite.All < @agentUsers ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.ReadWrite ~ServiceConfig.ReadWrite Directory.ReadWrite.All User-Mail.ReadWrite.All User-PasswordProfile.ReadWrite.All User-Phone.ReadWrite.All User.EnableDisableAccount.All User.ManageIdentities.All User.ReadWrite.CrossCloud
users create User.ReadWrite.All < @agentUsers ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.ReadWrite ~ServiceConfig.ReadWrite Directory.ReadWrite.All
users delete User.DeleteRestore.All User.ReadWrite.All < @agentUsers ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.ReadWrite ~ServiceConfig.ReadWrite | User.DeleteRestore.All User.ReadWrite.All < @agentUsers ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.ReadWrite ~ServiceConfig.ReadWrite User.ReadWrite.CrossCloud
users/appRoleAssignments read AppRoleAssignment.ReadWrite.All < Directory.Read.All | Directory.Read.All < AppRoleAssignment.ReadWrite.All
users/appRoleAssignments write AppRoleAssignment.ReadWrite.All
users/assignLicense write LicenseAssignment.ReadWrite.All < @agentUsers Directory.ReadWrite.All User.ReadWrite.All
users/checkMemberGroups write Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All @directory @groups User.Read.All User.ReadWrite.All | Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All Device.ReadWrite.All @directory @groups User.Read.All User.ReadWrite.All
users/checkMemberObjects write Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All @directory @groups User.Read User.Read.All User.ReadWrite.All | Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All Device.ReadWrite.All @directory @groups User.Read.All User.ReadWrite.All
users/createdObjects read User.Read < @agentUsers @directory User.Read.All User.ReadWrite User.ReadWrite.All | User.Read.All < @agentUsers @directory User.ReadWrite.All
users/delta read User.Read.All < @agentUsers @directory User.ReadWrite.All
users/directReports read User.Read < @agentUsers @directory User.Read.All User.ReadWrite.All | User.Read.All < @agentUsers @directory User.ReadWrite.All
users/getManagedAppBlockedUsers read ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite
users/getManagedAppDiagnosticStatuses read ~Apps.Read < ~Apps.ReadWrite
users/getManagedAppPolicies read ~Apps.Read < ~Apps.ReadWrite
users/getManagedDevicesWithAppFailures read ~ManagedDevices.Read < ~ManagedDevices.ReadWrite
users/getManagedDevicesWithFailedOrPendingApps read ~ManagedDevices.Read < ~ManagedDevices.ReadWrite
users/getMemberGroups write Application.Read.All < Application.ReadWrite.All Device.Read.All @directory @groups User.Read.All | Application.Read.All < Application.ReadWrite.All Device.Read.All Device.ReadWrite.All @directory @groups User.Read.All
users/getMemberObjects write Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All @directory @groups User.Read User.Read.All User.ReadWrite.All | Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All Device.ReadWrite.All @directory @groups User.Read.All User.ReadWrite.All
users/isManagedAppUserBlocked read ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite
users/licenseDetails read LicenseAssignment.Read.All < @agentUsers @directory User.Read User.Read.All User.ReadWrite.All | LicenseAssignment.Read.All < @agentUsers @directory User.Read.All User.ReadWrite.All
users/manager read User.Read.All < @agentUsers @directory User.ReadWrite.All
users/manager write User.ReadWrite.All < @agentUsers Directory.ReadWrite.All
users/memberOf read User.Read < @directory Group.ReadBasic.All GroupMember.Read.All GroupMember.ReadBasic.All | Directory.Read.All < Directory.ReadWrite.All Group.ReadBasic.All GroupMember.ReadBasic.All
users/memberOf get User.Read | User.Read.All
users/mobileAppIntentAndStates read ~ManagedDevices.Read < ~ManagedDevices.ReadWrite
users/mobileAppIntentAndStates write ~ManagedDevices.ReadWrite
users/oauth2PermissionGrants read Directory.Read.All < DelegatedPermissionGrant.ReadWrite.All
users/ownedDevices read User.Read < @directory User.Read.All User.ReadWrite.All | User.Read.All < @directory User.ReadWrite.All
users/ownedObjects read User.Read < @agentUsers @directory User.Read.All User.ReadWrite.All | User.Read.All < @agentUsers @directory User.ReadWrite.All
users/permissionGrants read ResourceSpecificPermissionGrant.ReadForUser < TeamsAppInstallation.ManageSelectedForUser TeamsAppInstallation.ReadWriteAndConsentForUser TeamsAppInstallation.ReadWriteAndConsentSelfForUser | ResourceSpecificPermissionGrant.ReadForUser.All < TeamsAppInstallation.ManageSelectedForUser.All TeamsAppInstallation.ReadWriteAndConsentForUser.All TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All
users/registeredDevices read User.Read < @directory User.Read.All User.ReadWrite.All | User.Read.All < @directory User.ReadWrite.All
users/reprocessLicenseAssignment write User.ReadWrite.All < @agentUsers Directory.ReadWrite.All
users/photo read User.Read < User.ReadBasic.All User.Read.All User.ReadWrite User.ReadWrite.All | User.Read.All < User.ReadWrite.All
users/photo write User.ReadWrite < User.ReadWrite.All | User.ReadWrite.All
users/revokeSignInSessions write User.RevokeSessions.All < @agentUsers Directory.ReadWrite.All User.ReadWrite.All
users/settings read User.Read < User.Read.All User.ReadWrite User.ReadWrite.All | User.Read.All < User.ReadWrite.All
users/settings write User.ReadWrite < User.ReadWrite.All | User.ReadWrite.All
users/transitiveMemberOf read User.Read < @directory Group.Read.All Group.ReadBasic.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All | User.Read.All < @directory Group.Read.All Group.ReadBasic.All GroupMember.Read.All GroupMember.ReadBasic.All
users/unblockManagedApps write ~Configuration.ReadWrite < ~Apps.ReadWrite
users/usageRights read User.Read < @agentUsers @directory User.Read.All User.ReadWrite User.ReadWrite.All | User.Read.All < @agentUsers @directory User.ReadWrite.All
users/validatePassword write User.ReadWrite < User.ReadWrite.All | -
users/wipeManagedAppRegistrationsByDeviceTag write ~Apps.ReadWrite
me read User.Read < @agentUsers @directory User.Read.All User.ReadBasic.All User.ReadWrite User.ReadWrite.All | -
me/changePassword write User-PasswordProfile.ReadWrite.All | -
me/checkMemberGroups write Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All @directory @groups User.Read.All User.ReadWrite.All | -
me/checkMemberObjects write Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All @directory @groups User.Read User.Read.All User.ReadWrite.All | -
me/createdObjects read User.Read < @agentUsers @directory User.Read.All User.ReadWrite User.ReadWrite.All | -
me/directReports read User.Read < @agentUsers @directory User.Read.All User.ReadWrite.All | -
me/getMemberGroups write Application.Read.All < Application.ReadWrite.All Device.Read.All @directory @groups User.Read.All | -
me/getMemberObjects write Application.Read.All < @agentUsers Application.ReadWrite.All Device.Read.All @directory @groups User.Read User.Read.All User.ReadWrite.All | -
me/licenseDetails read LicenseAssignment.Read.All < @agentUsers @directory User.Read User.Read.All User.ReadWrite.All | -
me/manager read User.Read.All < @agentUsers @directory User.ReadWrite.All | -
me/memberOf read User.Read < @directory Group.ReadBasic.All GroupMember.Read.All GroupMember.ReadBasic.All | -
me/memberOf get User.Read < User.Read.All | -
me/oauth2PermissionGrants read Directory.Read.All < DelegatedPermissionGrant.ReadWrite.All | -
me/ownedDevices read User.Read < @directory User.Read.All User.ReadWrite.All | -
me/ownedObjects read User.Read < @agentUsers @directory User.Read.All User.ReadWrite.All | -
me/registeredDevices read User.Read < @directory User.Read.All User.ReadWrite.All | -
me/revokeSignInSessions write User.RevokeSessions.All < @agentUsers Directory.ReadWrite.All User.ReadWrite.All | -
me/transitiveMemberOf read User.Read < @directory Group.Read.All Group.ReadBasic.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All | -
`;
