import { describe, expect, it } from 'vitest';
import { toIso } from '../src/clock/index.ts';
import { ERROR_CODES, REACHABLE_CODES } from '../src/device/error-codes.ts';
import type { TraceEntry } from '../src/device/index.ts';
import { issueRegistrationToken } from '../src/intune/registration-token.ts';
import { assume, SERVICES } from '../src/tenant/index.ts';
import {
  AUTHENTICATOR_APP,
  COMPLIANCE_POLICY,
  createStage,
  PERSON,
  SSO_POLICY,
  type Stage,
} from './support/devices.ts';

// The catalogue says what brings a device to a code, and here it is brought there.

const TEAMS = 'Microsoft Teams';
const CHROME = 'Google Chrome';

type Story = (stage: Stage) => string;

const signIn = (stage: Stage, id: string, app = TEAMS) => {
  stage.simulation.act(id, { do: 'signIn', app });
  return id;
};
const pasted = (stage: Stage, tenantId: string, managedDeviceId: string) => {
  stage.pair('device_registration', { value: issueRegistrationToken({ tenantId, managedDeviceId }) });
  return signIn(stage, stage.enrolled());
};
const demand = (
  stage: Stage,
  control: string,
  applications: object = { includeApplications: ['Office365'] },
) =>
  stage.tenant.collection('identity/conditionalAccess/policies').insert(
    {
      id: control,
      displayName: control,
      state: 'enabled',
      conditions: { users: { includeUsers: ['All'] }, applications },
      grantControls: { operator: 'OR', builtInControls: [control] },
    },
    SERVICES.seed,
  );
const person = ({ tenant }: Stage) =>
  tenant.collection('users').where('userPrincipalName', PERSON)[0]?.id ?? '';
/** The object id of a registered device. */
const entraDevice = ({ simulation, tenant }: Stage, id: string) =>
  tenant.collection('devices').where('deviceId', simulation.get(id).azureADDeviceId)[0]?.id ?? '';
const removeAuthenticator = (stage: Stage) =>
  stage.unassign('deviceAppManagement/mobileApps', AUTHENTICATOR_APP);
const blocked =
  (host: string): Story =>
  (stage) => {
    const id = stage.enrolled();
    stage.simulation.act(id, { do: 'setNetwork', blockedHosts: [host] });
    return signIn(stage, id);
  };
/** Conditional access wants something of an app. */
const wanted =
  (control: string, app = TEAMS, facts: Parameters<Stage['enrolled']>[0] = {}): Story =>
  (stage) => {
    demand(stage, control);
    return signIn(stage, stage.enrolled(facts), app);
  };
/** A day after the sign-in that a policy wants every hour. */
const stale =
  (controls: readonly string[]): Story =>
  (stage) => {
    stage.tenant.collection('identity/conditionalAccess/policies').insert(
      {
        id: 'hourly',
        displayName: 'hourly',
        state: 'enabled',
        conditions: {
          users: { includeUsers: ['All'] },
          applications: { includeApplications: ['Office365'] },
        },
        grantControls: controls.length > 0 ? { operator: 'OR', builtInControls: controls } : null,
        sessionControls: { signInFrequency: { isEnabled: true, value: 1, type: 'hours' } },
      },
      SERVICES.seed,
    );
    const id = signIn(stage, stage.enrolled());
    stage.tenant.clock.advance(24 * 3_600_000);
    return signIn(stage, id);
  };
const STORIES: Readonly<Record<string, Story>> = {
  '-51816': (stage) => {
    const id = stage.enrolled();
    stage.tenant
      .collection('deviceManagement/managedDevices')
      .remove(stage.simulation.get(id).managedDeviceId ?? '', SERVICES.seed);
    return signIn(stage, id);
  },
  '-51817': (stage) => pasted(stage, stage.tenant.id, '22222222-0000-4000-8000-000000000002'),
  '-51818': (stage) => {
    const id = stage.enrolled();
    stage.update('users', person(stage), { assignedLicenses: [] });
    return signIn(stage, id);
  },
  '-51819': (stage) => pasted(stage, '99999999-0000-4000-8000-000000000009', 'x'),
  '-51821': (stage) => {
    stage.update('deviceManagement/deviceCompliancePolicies', COMPLIANCE_POLICY, {
      securityBlockJailbrokenDevices: true,
    });
    return signIn(stage, stage.enrolled({ jailbroken: true }));
  },
  '-51822': blocked('portal.manage.microsoft.com'),
  '-51824': (stage) => {
    stage.pair('device_registration', { value: '{DEVICEREGISTRATION}' });
    return signIn(stage, stage.enrolled());
  },
  '-51828': blocked('enterpriseregistration.windows.net'),
  '-51830': (stage) => {
    demand(stage, 'block', { includeUserActions: ['urn:user:registerdevice'] });
    return signIn(stage, stage.enrolled());
  },
  '-51831': (stage) => {
    const id = signIn(stage, stage.enrolled({ passcode: false }));
    stage.simulation.act(id, { do: 'setPasscode' });
    stage.simulation.act(id, { do: 'recheck' });
    return id;
  },
  50034: (stage) => {
    const id = stage.enrolled();
    stage.tenant.collection('users').remove(person(stage), SERVICES.seed);
    return signIn(stage, id);
  },
  50057: (stage) => {
    const id = stage.enrolled();
    stage.update('users', person(stage), { accountEnabled: false });
    return signIn(stage, id);
  },
  50076: wanted('mfa', TEAMS, { secondFactor: false }),
  50078: stale(['mfa']),
  50079: wanted('mfa', TEAMS, { secondFactor: 'notRegistered' }),
  50097: (stage) => {
    stage.unassign('deviceManagement/deviceConfigurations', SSO_POLICY);
    return wanted('compliantDevice', TEAMS, { enrollmentType: 'deviceEnrollmentWithCompanyPortal' })(stage);
  },
  50127: (stage) => {
    stage.unassign('deviceManagement/deviceConfigurations', SSO_POLICY);
    removeAuthenticator(stage);
    return wanted('approvedApplication')(stage);
  },
  50129: wanted('compliantDevice', 'Salesforce'),
  530001: wanted('compliantDevice', CHROME),
  501271: (stage) => {
    removeAuthenticator(stage);
    return signIn(stage, stage.enrolled());
  },
  501291: wanted('compliantApplication', CHROME),
  53005: wanted('compliantApplication', TEAMS),
  530021: wanted('approvedApplication', 'Safari'),
  53000: (stage) => {
    assume(stage.tenant, { deviceStateCode: 'older' });
    return STORIES[530002]?.(stage) ?? '';
  },
  53001: wanted('domainJoinedDevice'),
  53003: wanted('block'),
  53010: (stage) => {
    demand(stage, 'block', { includeUserActions: ['urn:user:registersecurityinfo'] });
    return wanted('mfa', TEAMS, { secondFactor: 'notRegistered' })(stage);
  },
  // Company Portal has registered it, so no remediation stands before the token.
  530002: (stage) => {
    stage.unassign('deviceManagement/deviceConfigurations', SSO_POLICY);
    const facts = { enrollmentType: 'deviceEnrollmentWithCompanyPortal', passcode: false } as const;
    return wanted('compliantDevice', TEAMS, facts)(stage);
  },
  530003: (stage) => {
    const id = signIn(stage, stage.enrolled());
    demand(stage, 'compliantDevice');
    const { azureADDeviceId } = stage.simulation.get(id);
    const [device] = stage.tenant.collection('devices').where('deviceId', azureADDeviceId);
    stage.update('devices', device?.id ?? '', { isManaged: false });
    return signIn(stage, id, 'Microsoft Outlook');
  },
  70044: stale([]),
  50173: (stage) => {
    const id = signIn(stage, stage.enrolled());
    stage.tenant.clock.advance(60_000);
    stage.update('users', person(stage), { signInSessionsValidFromDateTime: toIso(stage.tenant.clock.now) });
    return signIn(stage, id, 'Microsoft Outlook');
  },
  135011: (stage) => {
    const id = signIn(stage, stage.enrolled());
    stage.update('devices', entraDevice(stage, id), { accountEnabled: false });
    return signIn(stage, id, 'Microsoft Outlook');
  },
  700003: (stage) => {
    const id = signIn(stage, stage.enrolled());
    stage.tenant.collection('devices').remove(entraDevice(stage, id), SERVICES.seed);
    return signIn(stage, id, 'Microsoft Outlook');
  },
};

describe('error codes', () => {
  it('are brought about, all that are said to be', () => {
    expect(Object.keys(STORIES).sort()).toEqual([...REACHABLE_CODES].sort());
  });

  it.each(Object.entries(STORIES))('%s', (code, story) => {
    const stage = createStage();
    const codes = stage.simulation.trace(story(stage)).map((entry: TraceEntry) => entry.code);
    expect(codes).toContain(Number(code));
    // What nothing is said to bring about, and what nobody knows, doesn't come up on the way.
    const unknown = codes.filter(
      (each) => typeof each === 'number' && each !== 1012 && each !== -1004 && !(String(each) in ERROR_CODES),
    );
    expect(unknown).toEqual([]);
    for (const each of codes)
      if (typeof each === 'number' && String(each) in ERROR_CODES)
        expect(REACHABLE_CODES).toContain(String(each));
  });
});
