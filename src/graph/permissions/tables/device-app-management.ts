// Who may call Intune below `deviceAppManagement` (device-management.ts has the source and the notation).
export const deviceAppManagementRules = `
deviceAppManagement read ~Apps.Read < ~Apps.ReadWrite ~Configuration.Read ~Configuration.ReadWrite
deviceAppManagement write ~Apps.ReadWrite < ~Configuration.ReadWrite
deviceAppManagement/iosLobAppProvisioningConfigurations/assignments read ~Apps.Read < ~Apps.ReadWrite
deviceAppManagement/iosLobAppProvisioningConfigurations/assignments write ~Apps.ReadWrite
deviceAppManagement/iosLobAppProvisioningConfigurations/deviceStatuses read ~Apps.ReadWrite < ~Apps.Read
deviceAppManagement/iosLobAppProvisioningConfigurations/deviceStatuses write ~Apps.ReadWrite
deviceAppManagement/iosLobAppProvisioningConfigurations/groupAssignments read ~Apps.ReadWrite < ~Apps.Read
deviceAppManagement/iosLobAppProvisioningConfigurations/groupAssignments write ~Apps.ReadWrite
deviceAppManagement/iosLobAppProvisioningConfigurations/userStatuses read ~Apps.ReadWrite < ~Apps.Read
deviceAppManagement/iosLobAppProvisioningConfigurations/userStatuses write ~Apps.ReadWrite
deviceAppManagement/iosManagedAppProtections read ~Apps.Read < ~Apps.ReadWrite
deviceAppManagement/iosManagedAppProtections write ~Apps.ReadWrite
deviceAppManagement/iosManagedAppProtections/apps read ~Apps.Read < ~Apps.ReadWrite ~Configuration.Read ~Configuration.ReadWrite
deviceAppManagement/iosManagedAppProtections/apps write ~Apps.ReadWrite < ~Configuration.ReadWrite
deviceAppManagement/iosManagedAppProtections/assignments read ~Apps.Read < ~Apps.ReadWrite ~Configuration.Read ~Configuration.ReadWrite
deviceAppManagement/iosManagedAppProtections/assignments write ~Apps.ReadWrite < ~Configuration.ReadWrite
deviceAppManagement/iosManagedAppProtections/deploymentSummary read ~Apps.Read < ~Apps.ReadWrite ~Configuration.Read ~Configuration.ReadWrite
deviceAppManagement/iosManagedAppProtections/deploymentSummary write ~Apps.ReadWrite < ~Configuration.ReadWrite
deviceAppManagement/managedEBookCategories read ~Apps.Read < ~Apps.ReadWrite
deviceAppManagement/managedEBookCategories write ~Apps.ReadWrite
deviceAppManagement/managedEBooks read ~Apps.Read < ~Apps.ReadWrite
deviceAppManagement/managedEBooks write ~Apps.ReadWrite
deviceAppManagement/mobileAppCategories read ~Apps.Read < ~Apps.ReadWrite
deviceAppManagement/mobileAppCategories write ~Apps.ReadWrite
deviceAppManagement/mobileAppConfigurations read ~Apps.Read < ~Apps.ReadWrite
deviceAppManagement/mobileAppConfigurations write ~Apps.ReadWrite
deviceAppManagement/mobileApps read ~Apps.Read < ~Apps.ReadWrite
deviceAppManagement/mobileApps write ~Apps.ReadWrite
deviceAppManagement/mobileApps/relationships read ~Apps.ReadWrite < ~Apps.Read
deviceAppManagement/syncMicrosoftStoreForBusinessApps write ~Configuration.ReadWrite < ~Apps.ReadWrite
deviceAppManagement/targetedManagedAppConfigurations read ~Apps.Read < ~Apps.ReadWrite
deviceAppManagement/targetedManagedAppConfigurations write ~Apps.ReadWrite
deviceAppManagement/targetedManagedAppConfigurations/apps read ~Apps.Read < ~Apps.ReadWrite ~Configuration.Read ~Configuration.ReadWrite
deviceAppManagement/targetedManagedAppConfigurations/apps write ~Apps.ReadWrite < ~Configuration.ReadWrite
deviceAppManagement/targetedManagedAppConfigurations/assignments read ~Apps.Read < ~Apps.ReadWrite ~Configuration.Read ~Configuration.ReadWrite
deviceAppManagement/targetedManagedAppConfigurations/assignments write ~Apps.ReadWrite < ~Configuration.ReadWrite
deviceAppManagement/targetedManagedAppConfigurations/deploymentSummary read ~Apps.Read < ~Apps.ReadWrite ~Configuration.Read ~Configuration.ReadWrite
deviceAppManagement/targetedManagedAppConfigurations/deploymentSummary write ~Apps.ReadWrite < ~Configuration.ReadWrite
deviceAppManagement/targetedManagedAppConfigurations/settings read ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite
deviceAppManagement/targetedManagedAppConfigurations/settings write ~Configuration.ReadWrite < ~Apps.ReadWrite
deviceAppManagement/vppTokens read ~ServiceConfig.Read < ~Configuration.Read ~Configuration.ReadWrite ~ServiceConfig.ReadWrite
deviceAppManagement/vppTokens write ~ServiceConfig.ReadWrite < ~Configuration.ReadWrite
`;
