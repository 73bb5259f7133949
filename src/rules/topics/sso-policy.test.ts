import { describe, expect, it } from 'vitest';
import { type Case, judged, testRules } from '../../../test/support/rule-cases.ts';
import { ALL_USERS, excluded, group, ssoDraft } from '../../../test/support/tenant-draft.ts';
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
    when: 'a type for macOS in the property for iOS, where Graph takes none',
    break: (_, sso) => {
      sso.extensionType = 'macOSAzureAdSingleSignOnExtension';
    },
    outcome: 'stuck',
  },
  {
    rule: 'sso-extension-type',
    when: 'a redirect extension for Microsoft’s addresses, written in another case, came first',
    break: (draft) =>
      void draft.sso.unshift({
        ...ssoDraft(),
        extensionType: 'iosRedirectSingleSignOnExtension',
        extension: { urlPrefixes: ['HTTPS://Login.MicrosoftOnline.com/'] },
      }),
    // One that answers for nothing takes nothing away.
    repair: (draft) =>
      void draft.sso.unshift({
        ...ssoDraft(),
        extensionType: 'iosRedirectSingleSignOnExtension',
        extension: {
          extensionIdentifier: 'com.microsoft.azureauthenticator.ssoextension',
          urlPrefixes: ['https://idp.example'],
        },
      }),
    outcome: 'stuck',
  },
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
    rule: 'shared-device-mode',
    when: 'the device has a person',
    break: (_, sso) => {
      sso.extension = { enableSharedDeviceMode: true };
    },
    outcome: 'works',
    pointer: '/iosSingleSignOnExtension/enableSharedDeviceMode',
  },
  {
    rule: 'sso-policy-device-group',
    when: 'two of them',
    break: (draft, sso) => {
      draft.dynamicDeviceGroups['iphones'] = '(device.deviceOSType -eq "iPhone")';
      draft.dynamicDeviceGroups['ipads'] = '(device.deviceOSType -eq "iPad")';
      draft.unfilledGroups.push('iphones', 'ipads');
      sso.targets = [group('iphones'), group('ipads')];
    },
    outcome: 'stuck',
  },
  {
    rule: 'two-sso-profiles',
    when: 'the other one has one of the addresses, written in another case',
    break: (draft) =>
      void draft.sso.push({
        ...ssoDraft(),
        extensionType: 'iosRedirectSingleSignOnExtension',
        extension: { urlPrefixes: ['https://STS.windows.net/'] },
      }),
    repair: (draft) =>
      void draft.sso.push({
        ...ssoDraft(),
        extensionType: 'iosRedirectSingleSignOnExtension',
        extension: { urlPrefixes: ['https://sts.windows.net/adfs'] },
      }),
    outcome: 'works',
  },
  {
    rule: 'two-sso-profiles',
    when: 'both right',
    break: (draft) => void draft.sso.push(ssoDraft()),
    repair: (draft) => void draft.sso.push({ ...ssoDraft(), targets: [group('guests')] }),
    outcome: 'works',
  },
]);

describe('a policy beside the one that is in force', () => {
  it('makes a warning of what would stop a device if it were alone', () => {
    const { findings } = judged((draft) => {
      draft.sso.push({ ...ssoDraft(), extension: { $urls: [] }, pairs: [] });
    });
    expect(findings.map(({ rule, severity }) => `${rule}: ${severity}`)).toEqual([
      'sso-urls-missing: warning',
      'device-registration-missing: warning',
      'browser-sso-missing: warning',
    ]);
  });
});

function filtered(id: string, mode: 'include' | 'exclude') {
  return {
    ...ALL_USERS,
    deviceAndAppManagementAssignmentFilterId: id,
    deviceAndAppManagementAssignmentFilterType: mode,
  };
}
