import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatTrace, type TraceEntry } from '../src/device/index.ts';
import {
  AUTHENTICATOR_APP,
  COMPLIANCE_POLICY,
  createStage,
  PERSON,
  SSO_POLICY,
  type Stage,
} from './support/devices.ts';
import { goldenFolder } from './support/golden.ts';

/*
 * Whole conversations as text, to be read and compared. After a change that is meant:
 * UPDATE_GOLDEN=1 npx vitest run test/golden.test.ts, and read the difference before you commit it.
 */
const kept = goldenFolder(join(dirname(fileURLToPath(import.meta.url)), 'golden'));
const CONFIGURATIONS = 'deviceManagement/deviceConfigurations';
const COMPLIANCE = 'deviceManagement/deviceCompliancePolicies';

/** The story of one device; returns its id. */
type Story = (stage: Stage) => string;

const golden =
  (enrollmentType: Parameters<Stage['device']>[0] & object): Story =>
  (stage) => {
    const id = stage.enrolled(enrollmentType);
    stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    return id;
  };

/** What is for everybody goes to all devices: a device without a user gets nothing else. */
const forDevices =
  (story: Story): Story =>
  (stage) => {
    stage.assignToDevices();
    return story(stage);
  };

/** Something is broken; a web-enrolled phone signs in to an app all the same. */
const broken =
  (spoil: (stage: Stage) => void, app = 'Microsoft Teams'): Story =>
  (stage) => {
    spoil(stage);
    const id = stage.enrolled();
    stage.simulation.act(id, { do: 'signIn', app });
    return id;
  };

const STORIES: Readonly<Record<string, Story>> = {
  'account-driven-user-enrollment': golden({ enrollmentType: 'accountDrivenUserEnrollment' }),
  'user-enrollment-with-company-portal': golden({
    enrollmentType: 'userEnrollmentWithCompanyPortal',
    osVersion: '17.7',
  }),
  'web-device-enrollment': golden({ enrollmentType: 'webDeviceEnrollment' }),
  'device-enrollment-with-company-portal': golden({ enrollmentType: 'deviceEnrollmentWithCompanyPortal' }),
  'automated-device-enrollment': golden({
    enrollmentType: 'automatedDeviceEnrollment',
    model: 'iPad Air (M2)',
  }),
  'automated-device-enrollment-with-company-portal': golden({
    enrollmentType: 'automatedDeviceEnrollmentWithCompanyPortal',
  }),
  'automated-device-enrollment-legacy': (stage) => {
    const id = golden({ enrollmentType: 'automatedDeviceEnrollmentLegacy' })(stage);
    stage.simulation.act(id, { do: 'checkCompliance' });
    stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Outlook' });
    return id;
  },
  'automated-device-enrollment-without-user': forDevices(
    golden({ enrollmentType: 'automatedDeviceEnrollmentWithoutUser', model: 'iPad Air (M2)' }),
  ),
  'automated-device-enrollment-shared-device-mode': forDevices((stage) => {
    stage.extension((extension) => ({ ...extension, enableSharedDeviceMode: true }));
    return golden({ enrollmentType: 'automatedDeviceEnrollmentSharedDeviceMode' })(stage);
  }),
  'automated-device-enrollment-shared-ipad': forDevices(
    golden({ enrollmentType: 'automatedDeviceEnrollmentSharedIPad', model: 'iPad Air (M2)' }),
  ),
  'automated-device-enrollment-older-device': golden({
    enrollmentType: 'automatedDeviceEnrollment',
    osVersion: '12.5.7',
  }),
  'account-driven-user-enrollment-older-device': golden({
    enrollmentType: 'accountDrivenUserEnrollment',
    osVersion: '14.8',
  }),

  'remediation-passcode': (stage) => {
    const id = stage.enrolled({ passcode: false });
    stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    stage.simulation.act(id, { do: 'recheck' });
    stage.simulation.act(id, { do: 'setPasscode' });
    stage.simulation.act(id, { do: 'recheck' });
    return id;
  },
  'remediation-out-of-the-users-hands': (stage) => {
    stage.update(COMPLIANCE, COMPLIANCE_POLICY, { securityBlockJailbrokenDevices: true });
    const id = stage.enrolled({ jailbroken: true });
    stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    return id;
  },
  'grace-period': (stage) => {
    const [rule] = stage.tenant
      .collection(`${COMPLIANCE}/scheduledActionsForRule`)
      .where('$parent', COMPLIANCE_POLICY);
    stage.update(`${COMPLIANCE}/scheduledActionsForRule`, rule?.id as string, {
      scheduledActionConfigurations: [{ id: 'x', actionType: 'block', gracePeriodHours: 24 }],
    });
    stage.update(COMPLIANCE, COMPLIANCE_POLICY, { osMinimumVersion: '18.6' });
    const id = stage.enrolled();
    stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    stage.tenant.clock.advance(25 * 3_600_000);
    stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Outlook' });
    return id;
  },
  'passcode-requirement': (stage) => {
    const id = stage.enrolled({ passcode: false });
    stage.tenant.clock.advance(2 * 3_600_000);
    stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    stage.simulation.act(id, { do: 'setPasscode', length: 6 });
    stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    return id;
  },
  'no-compliance-policy': broken((stage) => stage.unassign(COMPLIANCE, COMPLIANCE_POLICY)),

  'registration-value-trailing-space': broken((stage) =>
    stage.pair('device_registration', { value: '{{DEVICEREGISTRATION}} ' }),
  ),
  'registration-key-leading-space': broken((stage) =>
    stage.pair('device_registration', { key: ' device_registration' }),
  ),
  'browser-key-trailing-space': broken((stage) =>
    stage.pair('browser_sso_interaction_enabled', { key: 'browser_sso_interaction_enabled ' }),
  ),
  'registration-wrong-type': broken((stage) =>
    stage.pair('device_registration', { '@odata.type': '#microsoft.graph.keyIntegerValuePair', value: 1 }),
  ),
  'microsoft-app-in-list': broken((stage) =>
    stage.extension((extension) => ({
      ...extension,
      bundleIdAccessControlList: ['com.microsoft.Office.Outlook'],
    })),
  ),
  'sso-policy-unassigned': broken((stage) => stage.unassign(CONFIGURATIONS, SSO_POLICY)),
  'authenticator-not-required': broken((stage) =>
    stage.unassign('deviceAppManagement/mobileApps', AUTHENTICATOR_APP),
  ),
  'authenticator-race': (stage) => {
    const id = stage.device();
    stage.simulation.act(id, { do: 'enroll', waitForApps: false });
    stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    stage.tenant.clock.advance(5 * 60_000);
    stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    return id;
  },
  'first-app-chrome-then-teams': (stage) => {
    const id = stage.enrolled();
    stage.simulation.act(id, { do: 'signIn', app: 'Google Chrome' });
    stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    return id;
  },
  'tls-inspection': (stage) => {
    const id = stage.enrolled({ network: { tlsInspection: true } });
    stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    stage.simulation.act(id, { do: 'setNetwork', tlsInspection: false });
    stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    return id;
  },
  'registration-host-blocked': (stage) => {
    const id = stage.enrolled({ network: { blockedHosts: ['enterpriseregistration.windows.net'] } });
    stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    return id;
  },
  'conditional-access-asks-for-compliance': (stage) => {
    stage.tenant.collection('identity/conditionalAccess/policies').insert(
      {
        id: 'ca-1',
        displayName: 'Compliant devices only',
        state: 'enabled',
        conditions: {
          users: { includeUsers: ['All'] },
          applications: { includeApplications: ['Office365'] },
        },
        grantControls: { operator: 'OR', builtInControls: ['compliantDevice'] },
      },
      { kind: 'service', id: 'test', name: 'test' },
    );
    const id = stage.enrolled();
    stage.simulation.act(id, { do: 'signIn', app: 'Google Chrome' });
    stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    return id;
  },
  'remediation-of-every-setting': (stage) => {
    stage.update(COMPLIANCE, COMPLIANCE_POLICY, {
      passcodeRequired: true,
      passcodeBlockSimple: true,
      passcodeMinimumLength: 8,
      passcodeRequiredType: 'alphanumeric',
      passcodeMinimumCharacterSetCount: 1,
      passcodeExpirationDays: 90,
      passcodePreviousPasscodeBlockCount: 3,
      passcodeMinutesOfInactivityBeforeLock: 0,
      passcodeMinutesOfInactivityBeforeScreenTimeout: 5,
      osMinimumVersion: '18.5',
      osMinimumBuildVersion: '22F76',
      deviceThreatProtectionEnabled: true,
      deviceThreatProtectionRequiredSecurityLevel: 'low',
      advancedThreatProtectionRequiredSecurityLevel: 'low',
      restrictedApps: [{ name: 'Poker', appId: 'com.example.poker' }],
    });
    const id = stage.enrolled({
      passcode: { length: 4, simple: true, reusedFrom: 1, ageDays: 91 },
      passcodeDelayMinutes: 15,
      autoLockMinutes: 0,
      osVersion: '17.6.1',
      osBuildVersion: '21G93',
      threatLevel: 'high',
      apps: ['com.example.poker'],
    });
    const act = (action: Parameters<typeof stage.simulation.act>[1]) => stage.simulation.act(id, action);
    act({ do: 'signIn', app: 'Microsoft Teams' });
    act({ do: 'setPasscode', length: 8, alphanumeric: true, specialCharacters: 1 });
    act({ do: 'setPasscodeDelay', minutes: 0 });
    act({ do: 'setAutoLock', minutes: 5 });
    act({ do: 'updateOs', to: '18.5', build: '22F76' });
    act({ do: 'resolveThreats', by: 'partner' });
    act({ do: 'resolveThreats' });
    act({ do: 'removeApp', app: 'com.example.poker' });
    act({ do: 'recheck' });
    return id;
  },
  'remediation-of-nothing': (stage) => {
    stage.update(COMPLIANCE, COMPLIANCE_POLICY, {
      osMaximumVersion: '17.6.1',
      osMaximumBuildVersion: '21G93',
      securityBlockJailbrokenDevices: true,
      managedEmailProfileRequired: true,
    });
    const id = stage.enrolled({ osVersion: '18.5', osBuildVersion: '22F76', jailbroken: true });
    stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    stage.simulation.act(id, { do: 'recheck' });
    return id;
  },
  'user-without-licence': (stage) => {
    const id = stage.device();
    const [user] = stage.tenant.collection('users').where('userPrincipalName', PERSON);
    stage.update('users', user?.id as string, { assignedLicenses: [] });
    stage.simulation.act(id, { do: 'enroll' });
    return id;
  },
  'policy-unassigned-later': (stage) => {
    const id = stage.enrolled();
    stage.unassign(CONFIGURATIONS, SSO_POLICY);
    stage.simulation.act(id, { do: 'checkIn' });
    stage.simulation.act(id, { do: 'retire' });
    return id;
  },
};

describe('golden traces', () => {
  for (const [name, story] of Object.entries(STORIES)) {
    it(name, () => {
      const stage = createStage();
      kept.expect(`${name}.trace.txt`, formatTrace(stage.simulation.trace(story(stage))));
    });
  }

  it('read the same live and afterwards', () => {
    for (const [name, story] of Object.entries(STORIES)) {
      const stage = createStage();
      const live: TraceEntry[] = [];
      stage.simulation.subscribe((entry) => live.push(entry));
      const id = story(stage);
      const later = stage.simulation.trace(id);
      expect(later, name).toEqual(live.filter(({ device }) => device === id).slice(-later.length));
    }
  });

  it('are all of stories that are told here', () => {
    kept.expectAll(Object.keys(STORIES).map((name) => `${name}.trace.txt`));
  });
});
