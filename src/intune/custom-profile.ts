// Profiles that administrators upload (`iosCustomConfiguration`), as far as they hold a single sign-on extension. It is brought into
// the form that the template "Device features" has, so that everything else knows one form. Intune delivers such a file as it is;
// that it expands no {{DEVICEREGISTRATION}} in it is inferred: the page about just-in-time registration knows the type Microsoft Entra ID
// only, and the assumption `redirectTypeRegisters` holds for these profiles too.
import { onceFor, type Policy } from '../tenant/index.ts';
import { Data, type PlistDictionary, type PlistValue, Real } from './plist.ts';
import { readPlist } from './read-plist.ts';
import { MICROSOFT_EXTENSION_IDENTIFIER } from './sso-payload.ts';

const TYPE = /^#?microsoft\.graph\.iosCustomConfiguration$/;

/** The payload types of Apple's two single sign-on extensions. */
const EXTENSIBLE_SSO = /^com\.apple\.extensiblesso(?:\(kerberos\))?$/;

export function isCustomProfile(policy: { readonly '@odata.type'?: unknown }): boolean {
  return TYPE.test(String(policy['@odata.type']));
}

/** The policy with the extension that its profile holds; the same object where there is none, and for each that there is. */
export const profileOfCustom = onceFor((policy: Policy): Policy => {
  if (!isCustomProfile(policy) || policy['iosSingleSignOnExtension'] !== undefined) return policy;
  const extension = customSsoExtension(policy['payload']);
  return extension ? { ...policy, iosSingleSignOnExtension: extension } : policy;
});

/** The text of an uploaded profile; undefined for what is none. A signature around it doesn't matter. */
export function profileText(payload: unknown): string | undefined {
  if (typeof payload !== 'string') return undefined;
  let bytes: string;
  try {
    bytes = atob(payload);
  } catch {
    return undefined;
  }
  const [xml] = /<plist[\s>][\s\S]*<\/plist>/.exec(bytes) ?? [];
  if (xml === undefined) return undefined;
  const text = new TextDecoder().decode(Uint8Array.from(xml, (character) => character.charCodeAt(0)));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`;
}

/**
 * The extension in an uploaded profile, in the template's form; undefined when there is none. Of several, Microsoft's, or the first.
 * @param payload base64, as Graph has it
 */
export function customSsoExtension(payload: unknown): Record<string, unknown> | undefined {
  const text = profileText(payload);
  const root = text === undefined ? undefined : readPlist(text);
  if (!isDictionary(root) || !Array.isArray(root['PayloadContent'])) return undefined;
  const found = (root['PayloadContent'] as readonly PlistValue[])
    .filter(isDictionary)
    .filter(({ PayloadType }) => EXTENSIBLE_SSO.test(String(PayloadType)));
  const sso =
    found.find(({ ExtensionIdentifier }) => ExtensionIdentifier === MICROSOFT_EXTENSION_IDENTIFIER) ??
    found[0];
  if (!sso) return undefined;
  const { ExtensionIdentifier, Type, URLs, Hosts, Realm, ExtensionData, DeniedBundleIdentifiers } = sso;
  const common = {
    extensionIdentifier: typeof ExtensionIdentifier === 'string' ? ExtensionIdentifier : '',
    configurations: isDictionary(ExtensionData) ? Object.entries(ExtensionData).flatMap(pairOf) : [],
    ...(Array.isArray(DeniedBundleIdentifiers) && {
      $deniedBundleIdentifiers: textsOf(DeniedBundleIdentifiers),
    }),
  };
  if (Type === 'Redirect') {
    const type = '#microsoft.graph.iosRedirectSingleSignOnExtension';
    return { '@odata.type': type, ...common, urlPrefixes: textsOf(URLs) };
  }
  const type = '#microsoft.graph.iosCredentialSingleSignOnExtension';
  return {
    '@odata.type': type,
    ...common,
    domains: textsOf(Hosts),
    ...(typeof Realm === 'string' && { realm: Realm }),
  };
}

/** A key of the extension's data as a typed pair; lists and dictionaries are none that Microsoft's extension reads. */
function pairOf([key, value]: [string, PlistValue]): Record<string, unknown>[] {
  const pair = (type: string, plain: unknown) => [
    { '@odata.type': `#microsoft.graph.key${type}ValuePair`, key, value: plain },
  ];
  if (typeof value === 'string') return pair('String', value);
  if (typeof value === 'boolean') return pair('Boolean', value);
  if (typeof value === 'number') return pair('Integer', value);
  return value instanceof Real ? pair('Real', value.value) : [];
}

const textsOf = (value: PlistValue | undefined): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

function isDictionary(value: PlistValue | undefined): value is PlistDictionary {
  return (
    typeof value === 'object' && !Array.isArray(value) && !(value instanceof Real) && !(value instanceof Data)
  );
}
