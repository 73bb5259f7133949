import { type Change, setPair, testRules } from '../../../test/support/rule-cases.ts';
import { ALL_USERS } from '../../../test/support/tenant-draft.ts';
import { firstAppRules } from './first-app.ts';

const blockBoth: Change = (_, sso) => {
  const value = 'com.contoso.workapp,com.microsoft.skype.teams';
  sso.pairs.push({ type: 'keyStringValuePair', key: 'AppBlockList', value });
};

testRules(firstAppRules, [
  {
    rule: 'first-app-outside-extension',
    when: 'not listed',
    circumstances: { firstApp: 'com.acme.app' },
    repair: (_, sso) => void sso.bundleIds.push('com.acme.app'),
    outcome: 'stuck',
  },
  {
    rule: 'first-app-outside-extension',
    when: 'listed in another case',
    break: (_, sso) => void sso.bundleIds.push('com.Acme.App'),
    repair: (_, sso) => void sso.bundleIds.push('com.acme.app'),
    circumstances: { firstApp: 'com.acme.app' },
    outcome: 'stuck',
    pointer: '/iosSingleSignOnExtension/bundleIdAccessControlList/1',
  },
  {
    rule: 'first-app-blocked',
    when: 'listed and blocked',
    break: (_, sso) =>
      void sso.pairs.push({ type: 'keyStringValuePair', key: 'AppBlockList', value: 'com.contoso.workapp' }),
    circumstances: { firstApp: 'com.contoso.workapp' },
    outcome: 'stuck',
  },
  {
    rule: 'first-app-blocked',
    when: 'not so with MSAL',
    break: blockBoth,
    circumstances: { firstApp: 'com.contoso.workapp' },
    repair: blockBoth,
    repairedCircumstances: { firstApp: 'Microsoft Teams' },
    outcome: 'stuck',
  },
  {
    rule: 'first-app-denied',
    when: 'with MSAL',
    break: (_, sso) => {
      sso.extension = { $deniedBundleIdentifiers: ['com.example.other', 'com.microsoft.skype.teams'] };
    },
    outcome: 'stuck',
    pointer: '/iosSingleSignOnExtension/$deniedBundleIdentifiers/1',
  },
  {
    rule: 'first-app-locked-out',
    when: 'locked to another',
    break: ({ restrictionProfiles }) =>
      void restrictionProfiles.push({ kioskModeBuiltInAppId: 'com.apple.mobilesafari' }),
    outcome: 'stuck',
    pointer: '/kioskModeAppType',
  },
  {
    rule: 'first-app-locked-out',
    when: 'locked to an app that nobody installs',
    break: ({ restrictionProfiles }) =>
      void restrictionProfiles.push({ kioskModeBuiltInAppId: 'com.microsoft.skype.teams' }),
    repair: ({ restrictionProfiles, apps }) => {
      restrictionProfiles.push({ kioskModeManagedAppId: 'app-1' });
      const everybody = { intent: 'required', target: ALL_USERS };
      apps.push({ appType: 'iosVppApp', bundleId: 'com.microsoft.skype.teams', assignments: [everybody] });
    },
    outcome: 'stuck',
  },
  {
    rule: 'first-app-locked-out',
    when: 'automated enrollment only',
    break: ({ restrictionProfiles }) =>
      void restrictionProfiles.push({ kioskModeAppStoreUrl: 'https://apps.apple.com/us/app/x/id1' }),
    repair: ({ restrictionProfiles }) =>
      void restrictionProfiles.push({ kioskModeAppStoreUrl: 'https://apps.apple.com/us/app/x/id1' }),
    repairedCircumstances: { enrollmentType: 'webDeviceEnrollment' },
    outcome: 'stuck',
  },
  {
    rule: 'first-app-browser-sso-disabled',
    when: 'Safari',
    break: setPair(1, { value: 0 }),
    circumstances: { firstApp: 'Safari' },
    outcome: 'stuck',
  },
  {
    rule: 'first-app-browser-sso-disabled',
    when: 'not so with MSAL',
    break: setPair(1, { value: 0 }),
    circumstances: { firstApp: 'Safari' },
    repair: setPair(1, { value: 0 }),
    repairedCircumstances: { firstApp: 'Microsoft Teams' },
    outcome: 'stuck',
  },
  {
    rule: 'first-app-own-network-stack',
    when: 'Chrome, even if listed',
    break: (_, sso) => void sso.bundleIds.push('com.google.chrome.ios'),
    circumstances: { firstApp: 'Google Chrome' },
    repairedCircumstances: { firstApp: 'Safari' },
    outcome: 'stuck',
  },
  {
    rule: 'first-app-defender',
    when: 'Defender',
    circumstances: { firstApp: 'Microsoft Defender' },
    repairedCircumstances: { firstApp: 'Microsoft Teams' },
    outcome: 'works',
  },
]);
