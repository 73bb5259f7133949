// Policies of the settings catalog, as devices get them. What they say about the single sign-on extension is brought into the
// form that the template "Device features" has, so that everything else knows one form. Microsoft's pages about just-in-time
// registration use the template. That the catalog's texts may hold variables is [recorded] in their definitions; that
// {{DEVICEREGISTRATION}} is one of them is inferred.
import { CATALOG_SET, type Entity, type Policy, TEMPLATE_SET } from '../tenant/index.ts';
import { CatalogReader, type Found } from './catalog-settings.ts';

const TYPE = '#microsoft.graph.deviceManagementConfigurationPolicy';

/** Where the catalog keeps a policy's settings. */
export const CATALOG_SETTINGS = '$settings';

const MICROSOFT_EXTENSION = 'com.microsoft.azureauthenticator.ssoextension';

interface Profile {
  readonly policy: Policy;
  /** From pointers in the template's form to pointers in Graph's `settings` of the policy. */
  readonly places: ReadonlyMap<string, string>;
}

const PROFILES = new WeakMap<Entity, Profile>();
const PLACES = new WeakMap<Policy, ReadonlyMap<string, string>>();

/** Whether it comes as a profile: those of automated enrollment, for one, don't. */
export function isDeviceProfile(entity: Entity): boolean {
  return /\b(?:mdm|appleRemoteManagement)\b/i.test(String(entity['technologies'] ?? 'mdm'));
}

export function isForIosCatalog(entity: Entity): boolean {
  return /\bios\b/i.test(String(entity['platforms'] ?? 'none'));
}

/** The policy as a profile; the same object as long as the entity is the same. */
export function profileOfCatalog(entity: Entity): Policy {
  let profile = PROFILES.get(entity);
  if (!profile) {
    const places = new Map<string, string>();
    const policy: Policy = {
      ...entity,
      '@odata.type': TYPE,
      displayName: String(entity['name'] ?? entity['displayName'] ?? entity.id),
      ...readExtension(entity, places),
    };
    profile = { policy, places };
    PROFILES.set(entity, profile);
    rememberPlaces(policy, places);
  }
  return profile.policy;
}

/** @param places from pointers in the template's form to pointers in Graph's form of the policy */
export function rememberPlaces(policy: Policy, places: ReadonlyMap<string, string>): void {
  PLACES.set(policy, places);
}

export function configurationSetOf(policy: Policy): typeof CATALOG_SET | typeof TEMPLATE_SET {
  return policy['@odata.type'] === TYPE ? CATALOG_SET : TEMPLATE_SET;
}

/**
 * Where something stands in the policy as it was written. Of what has no place of its own, the nearest around it.
 * @param pointer JSON pointer in the template's form
 */
export function placeIn(
  policy: Policy,
  pointer: string,
): { readonly pointer: string; readonly exact: boolean } {
  const places = PLACES.get(policy);
  if (!places || pointer === '/assignments') return { pointer, exact: true };
  let known = pointer;
  while (known !== '' && !places.has(known)) known = known.slice(0, known.lastIndexOf('/'));
  return { pointer: places.get(known) ?? '', exact: known === pointer };
}

type Places = Map<string, string>;

/** The extension in the property where the template has it; nothing, when the policy has none. */
function readExtension(entity: Entity, places: Places): Record<string, unknown> {
  const read = new CatalogReader(entity[CATALOG_SETTINGS]);
  const mac = !isForIosCatalog(entity) && /\bmacOS\b/i.test(String(entity['platforms']));
  const property = mac ? 'macOSSingleSignOnExtension' : 'iosSingleSignOnExtension';
  const prefix = mac ? 'macOS' : 'ios';
  const typed = (kind: string) => ({
    '@odata.type': `#microsoft.graph.${prefix}${kind}SingleSignOnExtension`,
  });
  const at = `/${property}`;
  places.set('/@odata.type', '/platforms');

  const group = read.find('com.apple.extensiblesso_com.apple.extensiblesso');
  if (group) {
    places.set(at, group.pointer);
    const child = (name: string) => group.child(`com.apple.extensiblesso_${name}`);
    const identifier = child('extensionidentifier');
    const type = child('type');
    const configurations = pairsOf(child('extensiondata'), `${at}/configurations`, places);
    places.set(`${at}/@odata.type`, (type ?? identifier ?? group).pointer);
    const extensionIdentifier = identifier?.text ?? '';
    const denied = child('deniedbundleidentifiers');
    const more = {
      configurations,
      ...(child('screenlockedbehavior') && { $screenLockedBehavior: 'DoNotHandle' }),
      ...listed('$deniedBundleIdentifiers', denied),
    };
    if (denied) places.set(`${at}/$deniedBundleIdentifiers`, denied.pointer);
    // The option's number: 1 is Redirect, and 0, which it begins with, Credential. [recorded] pl4nty/intune-change-tracking
    if (type?.option === '1') {
      const urls = child('urls');
      if (urls) places.set(`${at}/urlPrefixes`, urls.pointer);
      const entra = extensionIdentifier === MICROSOFT_EXTENSION;
      return {
        [property]: entra
          ? { ...typed('AzureAd'), $urls: urls?.texts ?? [], ...more }
          : { ...typed('Redirect'), extensionIdentifier, urlPrefixes: urls?.texts ?? [], ...more },
      };
    }
    const realm = child('realm')?.text;
    return {
      [property]: {
        ...typed('Credential'),
        extensionIdentifier,
        domains: child('hosts')?.texts ?? [],
        ...(realm !== undefined && { realm }),
        ...more,
      },
    };
  }
  const kerberos = read.find('com.apple.extensiblesso-kerberos_kerberos');
  if (!kerberos) return {};
  places.set(at, kerberos.pointer);
  const child = (name: string) => kerberos.child(`com.apple.extensiblesso_${name}_kerberos`);
  return {
    [property]: {
      ...typed('Kerberos'),
      realm: child('realm')?.text ?? '',
      domains: child('hosts')?.texts ?? [],
      $extensionData: kerberosData(child('extensiondata')),
    },
  };
}

function listed(name: string, found: Found | undefined): Record<string, unknown> {
  return found ? { [name]: found.texts } : {};
}

const PAIRS = [
  ['string', 'String', (value: Found) => value.text],
  ['integer', 'Integer', (value: Found) => value.number],
  ['boolean', 'Boolean', (value: Found) => value.option === 'true'],
] as const;

/** The extension's data as the template's typed pairs. A pair whose value is missing has no type, as none is delivered. */
function pairsOf(data: Found | undefined, at: string, places: Places): Record<string, unknown>[] {
  if (!data) return [];
  places.set(at, data.pointer);
  return data.groups.map((entry, index) => {
    const place = `${at}/${index}`;
    places.set(place, entry.pointer);
    const key = entry.child('com.apple.extensiblesso_extensiondata_generickey_keytobereplaced');
    if (key) places.set(`${place}/key`, key.valuePointer);
    const picker = entry.child('com.apple.extensiblesso_ignored_$typepicker');
    if (picker) places.set(`${place}/@odata.type`, picker.valuePointer);
    for (const [name, type, read] of PAIRS) {
      const value = picker?.child(`com.apple.extensiblesso_extensiondata_generickey_${name}`);
      if (!value) continue;
      places.set(`${place}/value`, value.valuePointer);
      return {
        '@odata.type': `#microsoft.graph.key${type}ValuePair`,
        key: key?.text ?? '',
        value: read(value),
      };
    }
    return { key: key?.text ?? '' };
  });
}

/** Apple's keys that the catalog has for iPhones and iPads; its ids have them in lower case. */
const KERBEROS_KEYS = [
  'principalName',
  'siteCode',
  'useSiteAutoDiscovery',
  'credentialBundleIdACL',
  'includeManagedAppsInBundleIdACL',
  'isDefaultRealm',
  'customUsernameLabel',
  'helpText',
  'allowAutomaticLogin',
  'requireUserPresence',
  'requireTLSForLDAP',
  'preferredKDCs',
  'performKerberosOnly',
];
/** By the option's number. */
const CREDENTIAL_USE = ['always', 'whenNotSpecified', 'kerberosDefault'];

function kerberosData(data: Found | undefined): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const [entry] = data?.groups ?? [];
  const child = (name: string) =>
    entry?.child(`com.apple.extensiblesso_extensiondata_${name.toLowerCase()}_kerberos`);
  for (const key of KERBEROS_KEYS) {
    const value = child(key)?.value;
    if (value !== undefined) found[key] = value;
  }
  const use = CREDENTIAL_USE[Number(child('credentialUseMode')?.option ?? -1)];
  if (use !== undefined) found['credentialUseMode'] = use;
  const mapping: Record<string, unknown> = {};
  for (const each of child('domainRealmMapping')?.groups ?? []) {
    const prefix = 'com.apple.extensiblesso_extensiondata_domainrealmmapping';
    const realm = each.child(`${prefix}_generickey_kerberos_keytobereplaced`)?.text;
    const picker = each.child('com.apple.extensiblesso_ignored_kerberos_$typepicker');
    const domains =
      picker?.child(`${prefix}_generickey_kerberos_string`) ?? each.child(`${prefix}_realm_kerberos`);
    if (realm !== undefined) mapping[realm] = domains?.texts ?? [];
  }
  if (Object.keys(mapping).length > 0) found['domainRealmMapping'] = mapping;
  return found;
}
