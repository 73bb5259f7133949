export const JIT_SOURCE = {
  title: 'Set up just-in-time registration in Microsoft Intune',
  url: 'https://learn.microsoft.com/intune/device-enrollment/apple/setup-just-in-time-registration',
} as const;

export const PLUG_IN_SOURCE = {
  title: 'Microsoft Enterprise SSO plug-in for Apple devices',
  url: 'https://learn.microsoft.com/entra/identity-platform/apple-sso-plugin',
} as const;

/** The steps and codes have the names that the broker's own source gives them. */
export const BROKER_SOURCE = {
  title: 'Microsoft Authentication Library, common code for iOS and macOS',
  url: 'https://github.com/AzureAD/microsoft-authentication-library-common-for-objc',
} as const;
