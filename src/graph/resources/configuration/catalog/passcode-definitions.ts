// Passcodes: as a profile, and declared. [recorded] in July 2026:
// https://github.com/pl4nty/intune-change-tracking
import { ANY, APPLE_PROFILE, DISABLED, KEY, OFF, ON, TEXT } from './common-values.ts';
import type { DefinitionTable } from './definition-table.ts';

/** Security > Passcode. The service lets `minutesUntilFailedLoginReset` depend on `maxFailedAttempts` as well. */
export const passcodeProfile: DefinitionTable = {
  ...APPLE_PROFILE,
  prefix: 'com.apple.mobiledevice.passwordpolicy',
  categoryId: 'd68abc4d-559a-4339-be48-c41a77a87034',
  technologies: 'mdm,appleRemoteManagement',
  lines: `
group | com.apple.mobiledevice.passwordpolicy | Top Level Setting Group Collection | 0..1
  toggle | allowSimple | Allow Simple Passcode | ${ON}
  toggle | forcePIN | Force PIN | ${OFF}
  number | maxFailedAttempts | Max Failed Attempts | 2..11 = 11
  number | maxInactivity | Max Inactivity | 0..15 = 0
  number | maxPINAgeInDays | Max PIN Age In Days | 1..730 = 0
  number | minComplexChars | Min Complex Characters | 0..4 = 0
  number | minLength | Min Length | 0..16 = 0
  toggle | requireAlphanumeric | Require Alphanumeric Passcode | ${OFF}
  number | pinHistory | PIN History | 1..50 = 0
  number | maxGracePeriod | Max Grace Period | ${ANY}
  toggle macOS | changeAtNextAuth | Change At Next Auth | ${OFF}
  group macOS | customRegex | Custom Regex | 0..1
    text! | customRegex_passwordContentRegex | Password Content Regex | ${TEXT}
    pane | customRegex_passwordContentDescription | Password Content Description | 1..
      text | customRegex_passwordContentDescription_genericKey | Description | none 0..2048 = ""
      text! id=customregex_passwordcontentdescription_generickey_keytobereplaced | customRegex_passwordContentDescription | Password Content Description | ${KEY}
  number macOS | minutesUntilFailedLoginReset | Minutes Until Failed Login Reset | ${ANY}
`,
};

/** Declarative Device Management (DDM) > Passcode. */
export const declaredPasscode: DefinitionTable = {
  ...APPLE_PROFILE,
  prefix: 'passcode',
  categoryId: '2cdd4a96-23c1-4419-b88c-41bbaa119e68',
  technologies: 'appleRemoteManagement',
  lines: `
group id=passcode | com.apple.configuration.passcode.settings | Passcode | 0..1
  toggle | RequirePasscode | Require Passcode on Device | ${OFF}
  toggle | RequireAlphanumericPasscode | Require Alphanumeric Passcode | ${DISABLED}
  toggle | RequireComplexPasscode | Require Complex Passcode | ${OFF}
  number | MinimumLength | Minimum Passcode Length | 0..16 = 0
  number | MinimumComplexCharacters | Minimum Complex Characters | 0..4 = 0
  number | MaximumFailedAttempts | Maximum Number of Failed Attempts | 2..11 = 11
  number macOS | FailedAttemptsResetInMinutes | Failed Attempts Reset In Minutes | ${ANY}
  number | MaximumGracePeriodInMinutes | Maximum Grace Period | ${ANY}
  number | MaximumInactivityInMinutes | Automatic Device Lock | 0..15 = 0
  number | MaximumPasscodeAgeInDays | Maximum Passcode Age In Days | 0..730 = 0
  number | PasscodeReuseLimit | Passcode Reuse Limit | 1..50 = 0
  toggle macOS | ChangeAtNextAuth | Change At Next Auth | ${DISABLED}
  group macOS | CustomRegex | Custom Regex | 0..1
    text! | CustomRegex_Regex | Regex | ${TEXT}
    pane | CustomRegex_Description | Description | 1..
      text | CustomRegex_Description_genericKey | ANY | ${TEXT}
      text! id=customregex_description_generickey_keytobereplaced | CustomRegex_Description | Description | ${KEY}
`,
};
