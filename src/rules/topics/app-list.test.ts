import { type Case, testRules } from '../../../test/support/rule-cases.ts';
import { appListRules } from './app-list.ts';

const PAIR = '/iosSingleSignOnExtension/configurations';

testRules(appListRules, [
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
