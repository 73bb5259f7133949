/**
 * What an iPhone or iPad must reach so that iOS accepts the SSO extension as responsible for Microsoft's sign-in.
 * Nothing on the way may open these connections. Source: Microsoft Enterprise SSO plug-in for Apple devices.
 */
export const ASSOCIATED_DOMAIN_HOSTS: readonly string[] = [
  'app-site-association.cdn-apple.com',
  'app-site-association.networking.apple',
];

/** The hosts of Microsoft's sign-in that the extension answers for, by their names. */
export const IDENTITY_HOSTS: readonly string[] = [
  'login.microsoftonline.com',
  'login.microsoft.com',
  'sts.windows.net',
  'login.partner.microsoftonline.cn',
  'login.chinacloudapi.cn',
  'login.microsoftonline.us',
  'login-us.microsoftonline.com',
];

/** Where a device registers with Microsoft Entra ID. Source: plan your Microsoft Entra device deployment. */
export const DEVICE_REGISTRATION_HOST = 'enterpriseregistration.windows.net';

/** What a device asks its owner's domain at account-driven user enrollment. */
export const ACCOUNT_DRIVEN_WELL_KNOWN_PATH = '/.well-known/com.apple.remotemanagement';
