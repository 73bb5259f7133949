import { type Case, testRules } from '../../../test/support/rule-cases.ts';
import { appListRules } from './app-list.ts';

const PAIR = '/iosSingleSignOnExtension/configurations';
const blocking = (value: string) => ({ type: 'keyStringValuePair', key: 'AppBlockList', value });

testRules(appListRules, [
  {
    rule: 'app-list-spelling',
    when: 'a known app in another case',
    break: (_, sso) => void sso.bundleIds.push('com.Salesforce.chatter'),
    repair: (_, sso) => void sso.bundleIds.push('com.salesforce.chatter', 'com.example.whatever'),
    outcome: 'works',
    pointer: '/iosSingleSignOnExtension/bundleIdAccessControlList/1',
  },
  {
    rule: 'app-list-spelling',
    when: 'an app of the tenant in another case',
    break: (draft, sso) => {
      draft.apps.push({ appType: 'iosLobApp', bundleId: 'com.example.Tills', assignments: [] });
      sso.bundleIds.push('com.example.tills');
    },
    outcome: 'works',
  },
  {
    rule: 'app-blocked',
    when: 'on both lists',
    break: (_, sso) => void sso.pairs.push(blocking('com.contoso.workapp')),
    repair: (_, sso) => void sso.pairs.push(blocking('com.example.other')),
    outcome: 'works',
    pointer: `${PAIR}/2/value`,
  },
  {
    rule: 'app-blocked',
    when: 'one with MSAL, which no list keeps from the extension',
    break: (_, sso) => void sso.pairs.push(blocking('com.microsoft.Office.Outlook')),
    outcome: 'works',
  },
  ...['com.microsoft.skype.teams', 'COM.MICROSOFT.Office.Outlook'].map(
    (id): Case => ({
      rule: 'microsoft-app-in-list',
      when: id,
      break: (_, sso) => void sso.bundleIds.push(id),
      outcome: 'works',
      pointer: '/iosSingleSignOnExtension/bundleIdAccessControlList/1',
    }),
  ),
  {
    rule: 'microsoft-app-in-list',
    when: 'in the key AppAllowList',
    break: (_, sso) =>
      void sso.pairs.push({
        type: 'keyStringValuePair',
        key: 'AppAllowList',
        value: 'com.a.b, com.microsoft.msedge',
      }),
    outcome: 'works',
    pointer: `${PAIR}/2/value`,
  },
  {
    rule: 'authenticator-in-app-list',
    when: 'in any case',
    break: (_, sso) => void sso.bundleIds.push('com.microsoft.AzureAuthenticator'),
    outcome: 'works',
    pointer: '/iosSingleSignOnExtension/bundleIdAccessControlList/1',
  },
  {
    rule: 'microsoft-app-prefix',
    when: 'beside Apple’s',
    break: (_, sso) =>
      void sso.pairs.push({
        type: 'keyStringValuePair',
        key: 'AppPrefixAllowList',
        value: 'com.apple.,com.microsoft.',
      }),
    outcome: 'works',
    pointer: `${PAIR}/2/value`,
  },
]);
