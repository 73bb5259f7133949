import { ALL_USERS, excluded, group, ssoDraft } from '../../../test/support/example-tenant.ts';
import { type Case, testRules } from '../../../test/support/rule-cases.ts';
import { ssoPolicyRules } from './sso-policy.ts';

testRules(ssoPolicyRules, [
  { rule: 'sso-policy-missing', when: 'none', break: (draft) => void draft.sso.pop(), outcome: 'stuck' },
  {
    rule: 'sso-policy-platform',
    when: 'macOS',
    break: (_, sso) => {
      sso.policyType = 'macOSDeviceFeaturesConfiguration';
      sso.property = 'macOSSingleSignOnExtension';
      sso.extensionType = 'macOSAzureAdSingleSignOnExtension';
    },
    outcome: 'stuck',
    pointer: '/@odata.type',
  },
  {
    rule: 'sso-policy-unassigned',
    when: 'no target',
    break: (_, sso) => void sso.targets.pop(),
    outcome: 'stuck',
    pointer: '/assignments',
  },
  {
    rule: 'sso-policy-excluded',
    when: 'the user’s group',
    break: (_, sso) => void sso.targets.push(excluded('staff')),
    repair: (_, sso) => void sso.targets.push(excluded('guests')),
    outcome: 'stuck',
  },
  {
    rule: 'sso-policy-filtered',
    when: 'the filter excludes the model',
    break: (draft, sso) => {
      draft.filters['iphones'] = '(device.model -startsWith "iPhone")';
      sso.targets = [filtered('iphones', 'exclude')];
    },
    repair: (draft, sso) => {
      draft.filters['iphones'] = '(device.model -startsWith "iPhone")';
      sso.targets = [filtered('iphones', 'include')];
    },
    outcome: 'stuck',
  },
  {
    rule: 'sso-policy-other-audience',
    when: 'another group',
    break: (_, sso) => {
      sso.targets = [group('guests')];
    },
    repair: (_, sso) => {
      sso.targets = [group('staff')];
    },
    outcome: 'stuck',
  },
  {
    rule: 'sso-policy-device-group',
    when: 'dynamic',
    break: (draft, sso) => {
      draft.dynamicDeviceGroups['iphones'] = '(device.deviceOSType -eq "iPhone")';
      sso.targets = [group('iphones')];
    },
    outcome: 'works',
  },
  {
    rule: 'sso-policy-device-group',
    when: 'dynamic, and not yet filled',
    break: (draft, sso) => {
      draft.dynamicDeviceGroups['iphones'] = '(device.deviceOSType -eq "iPhone")';
      draft.unfilledGroups.push('iphones');
      sso.targets = [group('iphones')];
    },
    outcome: 'stuck',
  },
  ...[
    'iosRedirectSingleSignOnExtension',
    'iosCredentialSingleSignOnExtension',
    'iosKerberosSingleSignOnExtension',
  ].map(
    (extensionType): Case => ({
      rule: 'sso-extension-type',
      when: extensionType,
      break: (_, sso) => {
        sso.extensionType = extensionType;
      },
      // Beside the right one, another type is fine.
      repair: (draft) =>
        void draft.sso.push({
          ...ssoDraft(),
          extensionType,
          pairs: [],
          extension: { urlPrefixes: ['https://idp.example'] },
        }),
      outcome: 'stuck',
      pointer: '/iosSingleSignOnExtension/@odata.type',
    }),
  ),
  {
    rule: 'sso-extension-type',
    when: 'a redirect extension for Microsoft’s addresses came first',
    break: (draft) =>
      void draft.sso.unshift({
        ...ssoDraft(),
        extensionType: 'iosRedirectSingleSignOnExtension',
        extension: { urlPrefixes: ['https://login.microsoftonline.com'] },
      }),
    outcome: 'stuck',
  },
  {
    rule: 'sso-urls-missing',
    when: 'another of Microsoft’s addresses only',
    break: (_, sso) => {
      sso.extension = { $urls: ['https://sts.windows.net'] };
    },
    repair: (_, sso) => {
      sso.extension = { $urls: ['https://LOGIN.microsoftonline.com/'] };
    },
    outcome: 'stuck',
  },
  {
    rule: 'sso-extension-property',
    when: 'the deprecated one',
    break: (_, sso) => {
      sso.property = 'singleSignOnExtension';
    },
    outcome: 'stuck',
    pointer: '/singleSignOnExtension',
  },
  {
    rule: 'two-sso-profiles',
    when: 'both right',
    break: (draft) => void draft.sso.push(ssoDraft()),
    repair: (draft) => void draft.sso.push({ ...ssoDraft(), targets: [group('guests')] }),
    outcome: 'works',
  },
]);

function filtered(id: string, mode: 'include' | 'exclude') {
  return {
    ...ALL_USERS,
    deviceAndAppManagementAssignmentFilterId: id,
    deviceAndAppManagementAssignmentFilterType: mode,
  };
}
