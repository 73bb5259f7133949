import type { PlistDictionary, PlistValue } from './plist.ts';

type Extension = Readonly<Record<string, unknown>>;
type Convert = (value: unknown, extension: Extension) => PlistValue | undefined;

const text: Convert = (value) => (typeof value === 'string' && value !== '' ? value : undefined);
const flag: Convert = (value) => (typeof value === 'boolean' ? value : undefined);
const not: Convert = (value) => (typeof value === 'boolean' ? !value : undefined);
const integer: Convert = (value) => (Number.isInteger(value) ? (value as number) : undefined);
const texts: Convert = (value) =>
  Array.isArray(value) && value.length > 0 ? value.filter((item) => typeof item === 'string') : undefined;
/** The policy lists realms only; each is taken to stand for the policy's domains (inferred). */
const realms: Convert = (value, extension) => {
  const listed = texts(value, extension) as readonly string[] | undefined;
  const domains = texts(extension['domains'], extension) ?? [];
  return listed && Object.fromEntries(listed.map((realm) => [realm, domains]));
};

/**
 * Which key of Apple's Kerberos extension each property of `iosKerberosSingleSignOnExtension` becomes. Properties that
 * say "block" turn into keys that say "allow".
 * Source: Apple, ExtensibleSingleSignOnKerberos.ExtensionData; the pairing by meaning is inferred.
 */
const KEYS: readonly (readonly [property: string, key: string, convert: Convert])[] = [
  ['activeDirectorySiteCode', 'siteCode', text],
  ['blockActiveDirectorySiteAutoDiscovery', 'useSiteAutoDiscovery', not],
  ['blockAutomaticLogin', 'allowAutomaticLogin', not],
  ['cacheName', 'cacheName', text],
  ['credentialBundleIdAccessControlList', 'credentialBundleIdACL', texts],
  ['domainRealms', 'domainRealmMapping', realms],
  ['isDefaultRealm', 'isDefaultRealm', flag],
  ['managedAppsInBundleIdACLIncluded', 'includeManagedAppsInBundleIdACL', flag],
  ['passwordBlockModification', 'allowPasswordChange', not],
  ['passwordChangeUrl', 'pwChangeURL', text],
  ['passwordEnableLocalSync', 'syncLocalPassword', flag],
  ['passwordExpirationDays', 'pwExpireOverride', integer],
  ['passwordExpirationNotificationDays', 'pwNotificationDays', integer],
  ['passwordMinimumAgeDays', 'pwReqMinAge', integer],
  ['passwordMinimumLength', 'pwReqLength', integer],
  ['passwordPreviousPasswordBlockCount', 'pwReqHistory', integer],
  ['passwordRequireActiveDirectoryComplexity', 'pwReqComplexity', flag],
  ['passwordRequirementsDescription', 'pwReqText', text],
  ['requireUserPresence', 'requireUserPresence', flag],
  ['signInHelpText', 'helpText', text],
  ['userPrincipalName', 'principalName', text],
];

/** The Kerberos extension's settings; whatever the policy leaves open stays with Apple's default. */
export function kerberosExtensionData(extension: Extension): PlistDictionary {
  const data: Record<string, PlistValue> = {};
  for (const [property, key, convert] of KEYS) {
    const value = convert(extension[property], extension);
    if (value !== undefined) data[key] = value;
  }
  return data;
}
