/** Where a fact was read; public pages of Microsoft and Apple. */
export interface Source {
  readonly title: string;
  readonly url: string;
}

const intune = (title: string, path: string): Source => ({
  title,
  url: `https://learn.microsoft.com/intune/${path}`,
});

export const SOURCES = {
  jit: intune(
    'Set up just-in-time registration in Microsoft Intune',
    'device-enrollment/apple/setup-just-in-time-registration',
  ),
  authenticationMethods: intune(
    'Authentication methods for automated device enrollment in Intune',
    'device-enrollment/apple/ref-automated-authentication-methods',
  ),
  automatedEnrollment: intune(
    'Set up automated device enrollment (ADE) for iOS/iPadOS',
    'device-enrollment/apple/setup-automated-ios',
  ),
  accountDrivenEnrollment: intune(
    'Set up account driven Apple User Enrollment',
    'device-enrollment/apple/setup-account-driven-user',
  ),
  userEnrollment: intune(
    'Overview of Apple User Enrollment in Microsoft Intune',
    'device-enrollment/apple/user-enrollment-methods-ios',
  ),
  userEnrollmentWithCompanyPortal: intune(
    'Set up Apple User Enrollment with Company Portal',
    'device-enrollment/apple/setup-user-company-portal',
  ),
  sharedIPad: intune('Shared iPad devices', 'device-enrollment/apple/shared-ipad'),
  enrollmentGuide: intune(
    'Enroll iOS and iPadOS devices in Microsoft Intune',
    'device-enrollment/apple/guide-ios-ipados',
  ),
  pushCertificate: intune(
    'Get an Apple MDM push certificate',
    'device-enrollment/apple/create-mdm-push-certificate',
  ),
  appAssignment: intune(
    'Assign apps to groups with Microsoft Intune',
    'app-management/deployment/assign-groups',
  ),
  volumePurchase: intune(
    'How to manage iOS and macOS apps purchased through Apple Business Manager',
    'app-management/deployment/manage-vpp-apple',
  ),
  profileAssignment: intune(
    'Assign policies in Microsoft Intune',
    'device-configuration/assign-device-profile',
  ),
  filters: intune(
    'Use filters when assigning your apps, policies, and profiles',
    'fundamentals/filters/overview',
  ),
  policyTroubleshooting: intune(
    'Common questions and answers with device policies and profiles',
    'device-configuration/troubleshoot-device-profiles',
  ),
  deviceFeatures: intune(
    'iOS/iPadOS device feature settings in Intune',
    'device-configuration/templates/ref-device-features-apple',
  ),
  complianceOverview: intune(
    'Use compliance policies to set rules for devices you manage with Intune',
    'device-security/compliance/overview',
  ),
  noncomplianceActions: intune(
    'Configure actions for noncompliance',
    'device-security/compliance/configure-noncompliance-actions',
  ),
  complianceSettings: intune(
    'Device compliance settings for iOS/iPadOS in Intune',
    'device-security/compliance/ref-ios-ipados-settings',
  ),
  enrollmentRestrictions: intune('What are enrollment restrictions?', 'device-enrollment/restrictions'),
  deviceLimit: intune(
    'Create device limit restrictions in Intune',
    'device-enrollment/create-device-limit-restrictions',
  ),
  enrollmentErrors: {
    title: 'Troubleshooting iOS/iPadOS device enrollment errors in Microsoft Intune',
    url: 'https://learn.microsoft.com/troubleshoot/mem/intune/device-enrollment/troubleshoot-ios-enrollment-errors',
  },
  deviceEnrollment: intune(
    'Overview of Apple device enrollment in Microsoft Intune',
    'device-enrollment/apple/personal-device-options-ios',
  ),
  networkEndpoints: intune('Network endpoints for Microsoft Intune', 'fundamentals/endpoints'),
  deviceBusy: {
    title: 'iOS device is currently busy error when you deploy a device profile to an iOS device',
    url: 'https://learn.microsoft.com/troubleshoot/mem/intune/device-configuration/2016341112-ios-device-is-currently-busy',
  },
  deviceEnrollmentTroubleshooting: {
    title: 'Troubleshoot device enrollment in Intune',
    url: 'https://learn.microsoft.com/troubleshoot/mem/intune/device-enrollment/troubleshoot-device-enrollment-in-intune',
  },
  multifactorAuthentication: intune(
    'Require multifactor authentication for Intune device enrollments',
    'device-enrollment/configure-multifactor-authentication',
  ),
  compliantDevices: {
    title: 'Require device compliance with Conditional Access',
    url: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-device-compliance',
  },
  grantControls: {
    title: 'Conditional Access: Grant',
    url: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-grant',
  },
  deviceFilters: {
    title: 'Conditional Access: Filter for devices',
    url: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-condition-filters-for-devices',
  },
  supportedBrowsers: {
    title: 'Conditional Access: Conditions (supported browsers)',
    url: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-conditions#supported-browsers',
  },
  signInErrors: {
    title: 'Microsoft Entra authentication and authorization error codes',
    url: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
  },
  deviceDeployment: {
    title: 'Plan your Microsoft Entra device deployment',
    url: 'https://learn.microsoft.com/entra/identity/devices/plan-device-deployment',
  },
  deviceFeaturesResource: {
    title: 'iosDeviceFeaturesConfiguration resource type (Microsoft Graph beta)',
    url: 'https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-iosdevicefeaturesconfiguration?view=graph-rest-beta',
  },
  ssoPlugIn: {
    title: 'Microsoft Enterprise SSO plug-in for Apple devices',
    url: 'https://learn.microsoft.com/entra/identity-platform/apple-sso-plugin',
  },
  ssoTroubleshooting: {
    title: 'Troubleshooting the Microsoft Enterprise SSO Extension plugin on Apple devices',
    url: 'https://learn.microsoft.com/entra/identity/devices/troubleshoot-mac-sso-extension-plugin',
  },
  appLock: {
    title: 'AppLock (Apple device management)',
    url: 'https://developer.apple.com/documentation/devicemanagement/applock',
  },
  extensibleSso: {
    title: 'ExtensibleSingleSignOn (Apple device management)',
    url: 'https://developer.apple.com/documentation/devicemanagement/extensiblesinglesignon',
  },
  securityInfo: {
    title: 'Protect security info registration with Conditional Access policy',
    url: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-security-info-registration',
  },
  deviceRegistrationPolicy: {
    title: 'Require multifactor authentication for device registration',
    url: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-device-registration',
  },
  appleReleases: { title: 'Releases (Apple Developer)', url: 'https://developer.apple.com/news/releases/' },
  mdmPayload: {
    title: 'MDM: the payload you use to configure mobile device management settings',
    url: 'https://developer.apple.com/documentation/devicemanagement/mdm',
  },
  installProfile: {
    title: 'Install a configuration profile on your iPhone, iPad or Apple Vision Pro',
    url: 'https://support.apple.com/102400',
  },
} as const satisfies Record<string, Source>;
