import { describe, expect, it } from 'vitest';
import { AUTHENTICATOR_APP, createStage, PERSON, SSO_POLICY } from '../../../test/support/devices.ts';
import { issueRegistrationToken } from '../../intune/registration-token.ts';

type Stage = ReturnType<typeof createStage>;

/** The broker's error of a first sign-in, and whether the device is registered after it. */
function firstSignIn(stage: Stage, id = stage.enrolled()) {
  const { trace, device } = stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
  return { code: trace.find(({ code }) => Number(code) < 0)?.code, registered: device.registered };
}

const pasted = (stage: Stage, tenantId: string, managedDeviceId: string) =>
  stage.pair('device_registration', { value: issueRegistrationToken({ tenantId, managedDeviceId }) });

describe('linking', () => {
  it('does not work with the link configuration of another tenant (-51819)', () => {
    const stage = createStage();
    pasted(stage, '99999999-0000-4000-8000-000000000009', 'x');
    expect(firstSignIn(stage)).toEqual({ code: -51819, registered: false });
  });

  it('does not work with the link configuration of another device (-51817)', () => {
    const stage = createStage();
    pasted(stage, stage.tenant.id, '22222222-0000-4000-8000-000000000002');
    expect(firstSignIn(stage)).toEqual({ code: -51817, registered: false });
  });
});

describe('the compliance check', () => {
  it('times out when the Company Portal website cannot be reached (-51822), and works afterwards', () => {
    const stage = createStage();
    const id = stage.enrolled();
    stage.simulation.act(id, { do: 'setNetwork', blockedHosts: ['portal.manage.microsoft.com'] });
    expect(firstSignIn(stage, id)).toEqual({ code: -51822, registered: true });
    expect(stage.simulation.get(id).signedIn).toEqual([]);
    stage.simulation.act(id, { do: 'setNetwork', blockedHosts: [] });
    expect(firstSignIn(stage, id).code).toBeUndefined();
    expect(stage.simulation.get(id).signedIn).toEqual(['Microsoft Teams']);
  });
});

describe('a first sign-in that the extension does not see', () => {
  const seen = ({ simulation }: Stage, id: string) => {
    const { trace } = simulation.act(id, { do: 'signIn', app: 'Salesforce' });
    const { message, findings } = trace.find(({ step }) => step === 'SsoExtension') ?? {};
    return { message, findings };
  };

  it('names what keeps it from that: no Authenticator', () => {
    const stage = createStage();
    stage.unassign('deviceAppManagement/mobileApps', AUTHENTICATOR_APP);
    expect(seen(stage, stage.enrolled())).toEqual({
      message: 'Microsoft Authenticator, which brings the SSO extension, is not on the device',
      findings: expect.arrayContaining(['authenticator-not-assigned']),
    });
  });

  it('names what keeps it from that: a network between the device and Apple', () => {
    const stage = createStage();
    const id = stage.simulation.create({
      user: PERSON,
      network: { blockedHosts: ['app-site-association.cdn-apple.com'] },
    }).id;
    stage.simulation.act(id, { do: 'enroll' });
    expect(seen(stage, id)).toEqual({
      message: expect.stringContaining('does not let the SSO extension answer'),
      findings: expect.arrayContaining(['associated-domains-blocked']),
    });
  });
});

describe('an app that has to be protected', () => {
  function stageWith(control: string) {
    const stage = createStage();
    stage.tenant.collection('identity/conditionalAccess/policies').insert(
      {
        id: 'app',
        displayName: 'Protected apps for all',
        state: 'enabled',
        conditions: {
          users: { includeUsers: ['All'] },
          applications: { includeApplications: ['Office365'] },
        },
        grantControls: { operator: 'OR', builtInControls: [control] },
      },
      { kind: 'user', id: 'x', name: 'x' },
    );
    return stage;
  }
  function protect({ tenant }: Stage) {
    const set = 'deviceAppManagement/managedAppPolicies';
    const by = { kind: 'user', id: 'x', name: 'x' } as const;
    const type = '#microsoft.graph.iosManagedAppProtection';
    tenant
      .collection(set)
      .insert(
        { '@odata.type': type, id: 'mam', displayName: 'MAM', appGroupType: 'allCoreMicrosoftApps' },
        by,
      );
    const target = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
    tenant.collection(`${set}/assignments`).insert({ id: 'mam-a', $parent: 'mam', target }, by);
  }
  function signedIn({ simulation }: Stage, id: string, app: string) {
    const { trace, device } = simulation.act(id, { do: 'signIn', app });
    const refused = trace.filter(({ outcome }) => outcome === 'refused').map(({ code }) => code);
    return { refused, signedIn: device.signedIn, registered: device.registered };
  }

  it('is refused where there is no broker to register the device (50127)', () => {
    for (const control of ['compliantApplication', 'approvedApplication']) {
      const stage = stageWith(control);
      stage.unassign('deviceManagement/deviceConfigurations', SSO_POLICY);
      stage.unassign('deviceAppManagement/mobileApps', AUTHENTICATOR_APP);
      expect(signedIn(stage, stage.enrolled(), 'Microsoft Teams')).toEqual({
        refused: [50127],
        signedIn: [],
        registered: false,
      });
    }
  });

  it('is refused where the broker is there and nothing has registered the device (501291)', () => {
    const stage = stageWith('compliantApplication');
    const id = stage.enrolled();
    expect(signedIn(stage, id, 'Google Chrome')).toEqual({
      refused: [501291],
      signedIn: [],
      registered: false,
    });
    // Just-in-time registration is what was missing.
    protect(stage);
    expect(signedIn(stage, id, 'Microsoft Teams')).toEqual({
      refused: [],
      signedIn: ['Microsoft Teams'],
      registered: true,
    });
  });

  it('is refused on a registered device where no policy protects it for its person (53005)', () => {
    const stage = stageWith('compliantApplication');
    const id = stage.enrolled();
    expect(signedIn(stage, id, 'Microsoft Teams')).toEqual({
      refused: [53005],
      signedIn: [],
      registered: true,
    });
    expect(stage.simulation.explain(id).findings).toContain('conditional-access-no-access');
    protect(stage);
    expect(signedIn(stage, id, 'Microsoft Teams').signedIn).toEqual(['Microsoft Teams']);
    expect(stage.simulation.explain(id).findings).not.toContain('conditional-access-no-access');
    // Safari has no SDK of Intune's, whatever the policy is for.
    expect(signedIn(stage, id, 'Safari').refused).toEqual([53005]);
    expect(stage.simulation.explain(id).findings).toContain('conditional-access-app-unprotected');
  });

  it('is refused on a registered device where it is none of the approved ones (530021)', () => {
    const stage = stageWith('approvedApplication');
    const id = stage.enrolled();
    expect(signedIn(stage, id, 'Microsoft Outlook').refused).toEqual([]);
    expect(signedIn(stage, id, 'Safari').refused).toEqual([530021]);
  });
});

describe('the primary refresh token', () => {
  it('is upgraded once the device is registered', () => {
    const stage = createStage();
    const id = stage.enrolled();
    const { trace } = stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    const steps = trace.map(({ step }) => step);
    expect(steps.indexOf('UpgradePrt')).toBe(steps.indexOf('JITRegistrationCompleted') + 1);
    expect(trace.find(({ step }) => step === 'UpgradePrt')?.message).toContain('prt is joined 0');
  });
});
