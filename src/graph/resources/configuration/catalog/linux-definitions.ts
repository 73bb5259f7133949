// What Linux devices are held to. There are no such published definitions for iOS: its compliance policies are of the older kind.
// [recorded] in July 2026: https://github.com/pl4nty/intune-change-tracking
import { ANY } from './common-values.ts';
import type { DefinitionTable } from './definition-table.ts';

const LINUX = {
  prefix: 'linux',
  platforms: 'linux',
  technologies: 'linuxMdm',
  usage: 'compliance',
  visibility: 'settingsCatalog,template',
  accessTypes: 'get',
  baseUri: 'com.microsoft.manage.LinuxMdm',
  idOf: (name) => name.toLowerCase(),
  offsetOf: (name) => `/${name.replaceAll('_', '/')}`,
} satisfies Partial<DefinitionTable>;

export const linuxCompliance: readonly DefinitionTable[] = [
  {
    ...LINUX,
    categoryId: '9f52aad9-53cb-4f92-b21f-7f4a6721a623',
    lines: `
toggle id=customcompliance_required at=/CustomCompliance/Required visible=settingsCatalog | CustomCompliance | Require Custom Compliance | false:False='false'; *true:True='true'
  true>text! files=json visible=settingsCatalog | CustomCompliance_Rules | Select your rules file | json 0..87516 = ""
  true>text! id=customcompliance_discoveryscript at=/CustomCompliance/DiscoveryScript visible=settingsCatalog refers=customcompliance_discoveryscript_reusablesetting | CustomCompliance_Script | Select your discovery script | none 0..0 = ""
  true>other | customcompliance_executioncontext
`,
  },
  {
    ...LINUX,
    categoryId: '2dafc535-d0f1-4c8c-9829-044338deebfa',
    lines: `
toggle id=deviceencryption_required at=/DeviceEncryption/Required | RequireDeviceEncryption | Require Device Encryption | *false:False='false'; true:True='true'
`,
  },
  {
    ...LINUX,
    categoryId: 'f2c81665-b10b-4fa2-b177-7781b8650292',
    lines: `
group id=distribution_alloweddistros at=/Distribution/AllowedDistros | AllowedDistros | Allowed Distros | 0..
  choice! id=distribution_alloweddistros_item_$type at=/Distribution/AllowedDistros/{0}/$type | AllowedDistros_Item_$type | Type | *ubuntu:Ubuntu='ubuntu'; rhel:Red Hat Enterprise Linux/RHEL='rhel'
  text id=distribution_alloweddistros_item_minimumversion at=/Distribution/AllowedDistros/{0}/MinimumVersion | AllowedDistros_Item_MinimumOSVersion | Minimum OS Version | version 0..32 = ""
  text id=distribution_alloweddistros_item_maximumversion at=/Distribution/AllowedDistros/{0}/MaximumVersion | AllowedDistros_Item_MaximumOSVersion | Maximum OS Version | version 0..32 = ""
`,
  },
  {
    ...LINUX,
    categoryId: '8ccafa97-9bbb-40e1-b668-3110bc449ac2',
    lines: `
number id=passwordpolicy_minimumdigits at=/PasswordPolicy/MinimumDigits | MinimumDigits | Minimum Digits | ${ANY}
number id=passwordpolicy_minimumlength at=/PasswordPolicy/MinimumLength | MinimumLength | Minimum Length | ${ANY}
number id=passwordpolicy_minimumlowercase at=/PasswordPolicy/MinimumLowercase | MinimumLowercase | Minimum Lowercase | ${ANY}
number id=passwordpolicy_minimumsymbols at=/PasswordPolicy/MinimumSymbols | MinimumSymbols | Minimum Symbols | ${ANY}
number id=passwordpolicy_minimumuppercase at=/PasswordPolicy/MinimumUppercase | MinimumUppercase | Minimum Uppercase | ${ANY}
`,
  },
];
