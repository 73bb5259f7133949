import { describe, expect, it } from 'vitest';
import { judged, testRules } from '../../../test/support/rule-cases.ts';
import { ALL_USERS, type TenantDraft } from '../../../test/support/tenant-draft.ts';
import { SERVICES, type Tenant } from '../../tenant/index.ts';
import { conditionalAccessRules } from './conditional-access.ts';

const ENROLLMENT = 'd4ebce55-015a-49b5-a083-c84d1797ae8c';
const protectedApp = { grantControls: { builtInControls: ['compliantApplication'] } };
const compliant = { grantControls: { builtInControls: ['compliantDevice'] } };

const approvedApp = { grantControls: { builtInControls: ['approvedApplication'] } };
const browsers = { conditions: { clientAppTypes: ['browser'] } };

const TEAMS = 'com.microsoft.skype.teams';
const OUTLOOK = 'com.microsoft.Office.Outlook';

/** Assigns an app to everybody. */
const give = ({ apps }: TenantDraft, bundleId: string, intent = 'required', settings = {}) =>
  void apps.push({ appType: 'iosVppApp', bundleId, assignments: [{ intent, target: ALL_USERS }], settings });

/** An app protection policy for one app, for everybody. */
const protect = (bundleId: string) => (tenant: Tenant) => {
  const set = 'deviceAppManagement/managedAppPolicies';
  const type = '#microsoft.graph.iosManagedAppProtection';
  const by = SERVICES.seed;
  tenant.collection(set).insert({ '@odata.type': type, id: 'protection', displayName: 'Apps' }, by);
  const mobileAppIdentifier = { '@odata.type': '#microsoft.graph.iosMobileAppIdentifier', bundleId };
  tenant.collection(`${set}/apps`).insert({ id: 'app', $parent: 'protection', mobileAppIdentifier }, by);
  const target = ALL_USERS;
  tenant.collection(`${set}/assignments`).insert({ id: 'all', $parent: 'protection', target }, by);
};

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
    when: 'a protected app is asked for, and a policy protects another one for the person',
    break: (draft) => {
      draft.conditionalAccess.push({ app: 'All', ...protectedApp });
      draft.also.push(protect(OUTLOOK));
    },
    repair: (draft) => {
      draft.conditionalAccess.push({ app: 'All', ...protectedApp });
      draft.also.push(protect(TEAMS));
    },
    outcome: 'works',
  },
  {
    rule: 'conditional-access-app-unprotected',
    when: 'an approved app is asked for, the first one is Safari, and the person may have Outlook',
    break: (draft) => {
      draft.conditionalAccess.push({ app: 'All', ...approvedApp });
      give(draft, OUTLOOK, 'available');
    },
    circumstances: { firstApp: 'Safari' },
    repair: (draft) => void draft.conditionalAccess.push({ app: 'All', ...approvedApp }),
    repairedCircumstances: { firstApp: 'Microsoft Edge' },
    outcome: 'works',
  },
  {
    rule: 'conditional-access-blocks',
    when: 'browsers are blocked, the first app is one, and the person has Outlook',
    break: (draft) => {
      draft.conditionalAccess.push({ app: 'Office365', ...block, ...browsers });
      give(draft, OUTLOOK);
    },
    circumstances: { firstApp: 'Safari' },
    outcome: 'works',
    repair: (draft) => void draft.conditionalAccess.push({ app: 'Office365', ...block, ...browsers }),
    repairedCircumstances: { firstApp: 'Microsoft Teams' },
  },
  {
    rule: 'conditional-access-no-access',
    when: 'a protected app is asked for, and no policy protects any',
    break: (draft) => {
      draft.conditionalAccess.push({ app: 'All', ...protectedApp });
      give(draft, OUTLOOK);
    },
    repair: (draft) => {
      draft.conditionalAccess.push({ app: 'All', ...protectedApp });
      give(draft, OUTLOOK);
      draft.also.push(protect(OUTLOOK));
    },
    outcome: 'shutOut',
    pointer: '/grantControls',
  },
  {
    rule: 'conditional-access-no-access',
    when: 'an approved app is asked for, and the one that is never gets there',
    break: (draft) => {
      draft.conditionalAccess.push({ app: 'All', ...approvedApp });
      give(draft, OUTLOOK, 'required', { totalLicenseCount: 1, usedLicenseCount: 1 });
    },
    circumstances: { firstApp: 'Safari' },
    repair: (draft) => {
      draft.conditionalAccess.push({ app: 'All', ...approvedApp });
      give(draft, OUTLOOK);
    },
    outcome: 'shutOut',
  },
  {
    rule: 'conditional-access-no-access',
    when: 'compliant devices are blocked, which the device is in the end',
    break: (draft) =>
      void draft.conditionalAccess.push({
        app: 'All',
        ...filtered('include', 'device.isCompliant -eq True'),
      }),
    outcome: 'shutOut',
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
