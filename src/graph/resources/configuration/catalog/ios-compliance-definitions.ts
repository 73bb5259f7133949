// Compliance settings of iPhones and iPads, for tenants that are taken to have them (the assumption `catalogCompliance`). Microsoft
// publishes none [recorded, see linux-definitions.ts], so all of this is [inferred]: one for each property of iosCompliancePolicy, in
// the manner of Linux's, in categories and with names as "Device compliance settings for iOS/iPadOS" has them, with the bounds that
// Graph's page on iosCompliancePolicy states. Ids end with the property's name: by that they are read (src/intune/compliance/catalog.ts).
import { ANY, TEXT } from './common-values.ts';
import type { DefinitionTable } from './definition-table.ts';

const OFF = "*false:False='false'; true:True='true'";
const LEVELS = "secured:Secured='secured'; low:Low='low'; medium:Medium='medium'; high:High='high'";
const VERSION = 'version 0..32 = ""';

/** Categories by the start of their settings' ids; the ids are made up. */
export const IOS_CATEGORIES = [
  ['Email', '10500000-0000-4000-8000-000000000001'],
  ['DeviceHealth', '10500000-0000-4000-8000-000000000002'],
  ['DeviceProperties', '10500000-0000-4000-8000-000000000003'],
  ['Defender', '10500000-0000-4000-8000-000000000004'],
  ['SystemSecurity', '10500000-0000-4000-8000-000000000005'],
] as const;
type Category = (typeof IOS_CATEGORIES)[number][0];

const LINES: Readonly<Record<Category, string>> = {
  Email: `
toggle | ManagedEmailProfileRequired | Unable to set up email on the device | ${OFF}
`,
  DeviceHealth: `
toggle | SecurityBlockJailbrokenDevices | Jailbroken devices | ${OFF}
toggle | DeviceThreatProtectionEnabled | Require the device to be at or under the Device Threat Level | ${OFF}
  true>choice! | DeviceThreatProtectionRequiredSecurityLevel | Device Threat Level | *${LEVELS}
`,
  DeviceProperties: `
text | OsMinimumVersion | Minimum OS version | ${VERSION}
text | OsMaximumVersion | Maximum OS version | ${VERSION}
text | OsMinimumBuildVersion | Minimum OS build version | ${VERSION}
text | OsMaximumBuildVersion | Maximum OS build version | ${VERSION}
`,
  Defender: `
choice | AdvancedThreatProtectionRequiredSecurityLevel | Require the device to be at or under the machine risk score | *notset:NotConfigured/Not configured='notSet'; ${LEVELS}
`,
  SystemSecurity: `
toggle | PasscodeRequired | Require a password to unlock mobile devices | ${OFF}
toggle | PasscodeBlockSimple | Simple passwords | ${OFF}
number | PasscodeMinimumLength | Minimum password length | 4..14 = 4
choice | PasscodeRequiredType | Required password type | *devicedefault:DeviceDefault/Device default='deviceDefault'; alphanumeric:Alphanumeric='alphanumeric'; numeric:Numeric='numeric'
number | PasscodeMinimumCharacterSetCount | Number of non-alphanumeric characters in password | ${ANY}
number | PasscodeMinutesOfInactivityBeforeLock | Maximum minutes after screen lock before password is required | ${ANY}
number | PasscodeMinutesOfInactivityBeforeScreenTimeout | Maximum minutes of inactivity until screen locks | ${ANY}
number | PasscodeExpirationDays | Password expiration (days) | 1..65535 = 41
number | PasscodePreviousPasscodeBlockCount | Number of previous passwords to prevent reuse | 1..24 = 5
group | RestrictedApps | Restricted apps | 0..
  text! id=restrictedapps_item_appid at=/SystemSecurity/RestrictedApps/{0}/AppId | RestrictedApps_Item_AppId | App Bundle ID | ${TEXT}
  text id=restrictedapps_item_name at=/SystemSecurity/RestrictedApps/{0}/Name | RestrictedApps_Item_Name | App name | ${TEXT}
  text id=restrictedapps_item_publisher at=/SystemSecurity/RestrictedApps/{0}/Publisher | RestrictedApps_Item_Publisher | Publisher | ${TEXT}
`,
};

export const iosCompliance: readonly DefinitionTable[] = IOS_CATEGORIES.map(([category, categoryId]) => ({
  prefix: `ios_${category.toLowerCase()}`,
  categoryId,
  platforms: 'iOS',
  technologies: 'mdm',
  usage: 'compliance',
  visibility: 'settingsCatalog',
  accessTypes: 'get',
  baseUri: '',
  idOf: (name) => name.toLowerCase(),
  offsetOf: (name) => `/${category}/${name}`,
  lines: LINES[category],
}));
