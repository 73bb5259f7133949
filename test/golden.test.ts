import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatTrace, type TraceEntry } from '../src/device/index.ts';
import { COMPLIANCE_POLICY, createStage, PERSON, SSO_POLICY, type Stage } from './support/devices.ts';
import { goldenFolder } from './support/golden.ts';

/*
 * Whole conversations as text, to be read and compared: those that no scenario tells that ships (golden-scenarios.test.ts has
 * theirs). After a change that is meant:
 * UPDATE_GOLDEN=1 npx vitest run test/golden.test.ts, and read the difference before you commit it.
 */
const kept = goldenFolder(join(dirname(fileURLToPath(import.meta.url)), 'golden'));
const CONFIGURATIONS = 'deviceManagement/deviceConfigurations';
const COMPLIANCE = 'deviceManagement/deviceCompliancePolicies';

/** The story of one device; returns its id. */
type Story = (stage: Stage) => string;

/** A device enrolls, and its person signs in to Teams. */
const golden =
  (device: Parameters<Stage['device']>[0] & object): Story =>
  (stage) => {
    const id = stage.enrolled(device);
    stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    return id;
  };

const STORIES: Readonly<Record<string, Story>> = {
  'shared-ipad-app-licensed-to-people': (stage) => {
    stage.assignToDevices();
    return golden({ enrollmentType: 'automatedDeviceEnrollmentSharedIPad', model: 'iPad Air (M2)' })(stage);
  },
  'automated-device-enrollment-older-device': golden({
    enrollmentType: 'automatedDeviceEnrollment',
    osVersion: '12.5.7',
  }),
  'account-driven-user-enrollment-older-device': golden({
    enrollmentType: 'accountDrivenUserEnrollment',
    osVersion: '14.8',
  }),
  'tls-inspection': (stage) => {
    const id = stage.enrolled({ network: { tlsInspection: true } });
    stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    stage.simulation.act(id, { do: 'setNetwork', tlsInspection: false });
    stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    return id;
  },
  'registration-host-blocked': golden({ network: { blockedHosts: ['enterpriseregistration.windows.net'] } }),
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
