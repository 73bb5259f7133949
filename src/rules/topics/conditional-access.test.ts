import { describe, expect, it } from 'vitest';
import { judged, testRules } from '../../../test/support/rule-cases.ts';
import { conditionalAccessRules } from './conditional-access.ts';

const ENROLLMENT = 'd4ebce55-015a-49b5-a083-c84d1797ae8c';
const protectedApp = { grantControls: { builtInControls: ['compliantApplication'] } };
const compliant = { grantControls: { builtInControls: ['compliantDevice'] } };

const block = { grantControls: { builtInControls: ['block'] } };
const legacy = { conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] } };

const filtered = (mode: 'include' | 'exclude', rule: string) => ({
  ...block,
  conditions: { devices: { deviceFilter: { mode, rule } } },
});

testRules(conditionalAccessRules, [
  {
    rule: 'conditional-access-before-registration',
    when: 'all but registered devices are blocked',
    break: (draft) =>
      void draft.conditionalAccess.push({
        app: 'All',
        ...filtered('include', 'device.trustType -ne "Workplace"'),
      }),
    // A positive operator never holds for a device that is not registered.
    repair: (draft) =>
      void draft.conditionalAccess.push({
        app: 'All',
        ...filtered('include', 'device.trustType -eq "AzureAD"'),
      }),
    outcome: 'stuck',
    pointer: '/conditions/devices/deviceFilter',
  },
  {
    rule: 'conditional-access-before-registration',
    when: 'registered devices are blocked until they are compliant',
    break: (draft) =>
      void draft.conditionalAccess.push({
        app: 'All',
        ...filtered('include', 'device.trustType -eq "Workplace" -and device.isCompliant -ne True'),
      }),
    repair: (draft) => void draft.conditionalAccess.push({ app: 'All', ...compliant }),
    outcome: 'stuck',
  },
  {
    rule: 'conditional-access-blocks',
    when: 'a filter is for what the device is',
    break: (draft) =>
      void draft.conditionalAccess.push({
        app: 'All',
        ...filtered('include', 'device.model -startsWith "iPhone"'),
      }),
    repair: (draft) =>
      void draft.conditionalAccess.push({
        app: 'All',
        ...filtered('include', 'device.model -startsWith "iPad"'),
      }),
    outcome: 'stuck',
  },
  {
    rule: 'conditional-access-blocks',
    when: 'compliant devices are blocked, which the device is in the end',
    break: (draft) =>
      void draft.conditionalAccess.push({
        app: 'All',
        ...filtered('include', 'device.isCompliant -eq True'),
      }),
    outcome: 'works',
  },
  {
    rule: 'conditional-access-blocks',
    when: 'all apps are blocked',
    break: (draft) => void draft.conditionalAccess.push({ app: 'All', ...block }),
    // What nearly every tenant has: legacy authentication is blocked.
    repair: (draft) => void draft.conditionalAccess.push({ app: 'All', ...block, ...legacy }),
    outcome: 'stuck',
  },
  {
    rule: 'conditional-access-blocks',
    when: 'all places are blocked, and none excepted',
    break: (draft) =>
      void draft.conditionalAccess.push({
        app: 'All',
        ...block,
        conditions: { locations: { includeLocations: ['All'] } },
      }),
    // Where the phone is, nobody says; that is not what such a policy is about.
    repair: (draft) =>
      void draft.conditionalAccess.push({
        app: 'All',
        ...block,
        conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
      }),
    outcome: 'stuck',
  },
  {
    rule: 'conditional-access-blocks',
    when: 'a domain is asked for at enrollment',
    break: (draft) =>
      void draft.conditionalAccess.push({
        app: ENROLLMENT,
        grantControls: { builtInControls: ['domainJoinedDevice'] },
      }),
    repair: (draft) =>
      void draft.conditionalAccess.push({
        app: ENROLLMENT,
        grantControls: { builtInControls: ['compliantDevice', 'domainJoinedDevice'] },
      }),
    outcome: 'stuck',
    pointer: '/grantControls',
  },
  {
    rule: 'conditional-access-unregistered',
    when: 'the first app is a browser with its own network stack',
    break: (draft) => void draft.conditionalAccess.push({ app: 'All', ...compliant }),
    circumstances: { firstApp: 'Google Chrome' },
    repair: (draft) => void draft.conditionalAccess.push({ app: 'All', ...compliant }),
    repairedCircumstances: { firstApp: 'Microsoft Teams' },
    outcome: 'stuck',
  },
  {
    rule: 'conditional-access-unregistered',
    when: 'a protected app is asked for, and the first app is such a browser',
    break: (draft) => void draft.conditionalAccess.push({ app: 'All', ...protectedApp }),
    circumstances: { firstApp: 'Google Chrome' },
    repair: (draft) => void draft.conditionalAccess.push({ app: 'All', ...protectedApp }),
    repairedCircumstances: { firstApp: 'Microsoft Teams' },
    outcome: 'stuck',
  },
  {
    rule: 'conditional-access-app-without-device',
    when: 'a compliant device is asked for in a browser with its own network stack, on a registered one',
    break: (draft) => void draft.conditionalAccess.push({ app: 'All', ...compliant }),
    circumstances: { firstApp: 'Google Chrome', device: { registered: true } },
    repair: (draft) => void draft.conditionalAccess.push({ app: 'All', ...compliant }),
    repairedCircumstances: { firstApp: 'Safari', device: { registered: true } },
    outcome: 'works',
  },
  {
    rule: 'conditional-access-app-unprotected',
    when: 'a protected app is asked for, and no policy protects any',
    break: (draft) => void draft.conditionalAccess.push({ app: 'All', ...protectedApp }),
    outcome: 'works',
  },
  {
    rule: 'conditional-access-app-unprotected',
    when: 'an approved app is asked for, and the first one is Safari',
    break: (draft) =>
      void draft.conditionalAccess.push({
        app: 'All',
        grantControls: { builtInControls: ['approvedApplication'] },
      }),
    circumstances: { firstApp: 'Safari' },
    repair: (draft) =>
      void draft.conditionalAccess.push({
        app: 'All',
        grantControls: { builtInControls: ['approvedApplication'] },
      }),
    repairedCircumstances: { firstApp: 'Microsoft Edge' },
    outcome: 'works',
  },
  {
    rule: 'conditional-access-on-enrollment',
    when: 'Microsoft Intune Enrollment is named',
    break: (draft) => void draft.conditionalAccess.push({ app: ENROLLMENT, ...compliant }),
    repair: (draft) => void draft.conditionalAccess.push({ app: 'All', ...compliant }),
    outcome: 'works',
  },
]);

describe('a second factor at enrollment', () => {
  it('is no rule about the device', () => {
    const mfa = { app: ENROLLMENT, grantControls: { builtInControls: ['mfa'] } };
    expect(judged((draft) => void draft.conditionalAccess.push(mfa)).findings).toEqual([]);
  });
});
