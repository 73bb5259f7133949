import { describe, expect, it } from 'vitest';
import { readPlist } from '../../../test/strict-plist.ts';
import { AUTHENTICATOR_APP, createStage, PERSON, SSO_POLICY } from '../../../test/support/devices.ts';
import { CHECK_IN_EVENT } from '../check-in.ts';
import { formatMdm, type MdmExchange } from './conversation.ts';

const named = ({ messageType, status, requestType }: MdmExchange) =>
  messageType ?? [status, requestType].filter(Boolean).join(' ');
const CONFIGURATIONS = 'deviceManagement/deviceConfigurations';
const APPS = 'deviceAppManagement/mobileApps';

/** The last exchange about a command. */
function answer(stage: ReturnType<typeof createStage>, id: string, requestType: string) {
  return stage.simulation
    .mdm(id)
    .exchanges.findLast((each) => each.requestType === requestType) as MdmExchange;
}

describe('the conversation of an enrollment', () => {
  it('goes as Apple’s protocol wants it', () => {
    const stage = createStage();
    const id = stage.enrolled({ enrollmentType: 'automatedDeviceEnrollment' });
    const { exchanges, waiting } = stage.simulation.mdm(id);
    expect(exchanges.map(named)).toEqual([
      'Authenticate',
      'TokenUpdate',
      'Idle',
      'Acknowledged DeviceInformation',
      'Acknowledged SecurityInfo',
      'Acknowledged InstallProfile',
      'Acknowledged DeviceConfigured',
      'Acknowledged InstallApplication',
      'Acknowledged InstallApplication',
      'Idle',
      'Acknowledged ManagedApplicationList',
      'Idle',
      'Acknowledged ManagedApplicationList',
    ]);
    expect(waiting).toEqual([]);
    const [, tokenUpdate] = exchanges;
    expect(readPlist(tokenUpdate?.message ?? '')).toMatchObject({
      MessageType: 'TokenUpdate',
      AwaitingConfiguration: true,
      Topic: expect.stringMatching(/^com\.apple\.mgmt\./),
      UDID: expect.any(String),
    });
  });

  it('has a command and its answer under one CommandUUID, and the profile inside', () => {
    const stage = createStage();
    const {
      commandUUID,
      command = '',
      message,
      policyId,
    } = answer(stage, stage.enrolled(), 'InstallProfile');
    expect(policyId).toBe(SSO_POLICY);
    expect(readPlist(command)).toMatchObject({
      CommandUUID: commandUUID,
      Command: { RequestType: 'InstallProfile' },
    });
    expect(readPlist(message)).toMatchObject({ CommandUUID: commandUUID, Status: 'Acknowledged' });
    const payload = (readPlist(command) as { Command: { Payload: { data: string } } }).Command.Payload.data;
    expect(readPlist(payload)).toMatchObject({
      PayloadContent: [{ PayloadType: 'com.apple.extensiblesso' }],
    });
  });

  it('tells neither UDID nor serial number in a user enrollment', () => {
    const stage = createStage();
    const id = stage.enrolled({ enrollmentType: 'accountDrivenUserEnrollment', serialNumber: 'C8SECRET01' });
    const text = formatMdm(stage.simulation.mdm(id));
    expect(text).toContain('<key>EnrollmentID</key>');
    expect(text).not.toContain('UDID</key>\n\t<string>0');
    expect(text).not.toContain('C8SECRET01');
  });

  // Overview of Apple device enrollment; Set up account driven Apple User Enrollment; Apple, com.apple.mdm.
  it.each([
    ['webDeviceEnrollment', '18.5', 'acme', { AccessRights: 8191 }],
    ['webDeviceEnrollment', '15.8', 'scep', { AccessRights: 8191 }],
    ['automatedDeviceEnrollment', '16.0', 'acme', { AccessRights: 8191 }],
    [
      'accountDrivenUserEnrollment',
      '18.5',
      'scep',
      { EnrollmentMode: 'BYOD', AssignedManagedAppleID: PERSON },
    ],
    ['userEnrollmentWithCompanyPortal', '17.7', 'scep', { ManagedAppleID: PERSON }],
  ] as const)(
    'begins %s of iOS %s with a management profile and %s',
    (enrollmentType, osVersion, protocol, keys) => {
      const stage = createStage();
      const id = stage.enrolled({ enrollmentType, osVersion });
      const { enrollmentProfile = '' } = stage.simulation.mdm(id);
      const { PayloadContent: [identity, mdm] = [] } = readPlist(enrollmentProfile) as {
        PayloadContent: Record<string, unknown>[];
      };
      expect(identity).toMatchObject({ PayloadType: `com.apple.security.${protocol}` });
      expect(mdm).toMatchObject({
        PayloadType: 'com.apple.mdm',
        IdentityCertificateUUID: identity?.['PayloadUUID'],
        ...keys,
      });
      expect('AccessRights' in (mdm ?? {})).toBe('AccessRights' in keys);
      expect(
        stage.simulation.trace(id).find(({ step }) => step === 'IdentityCertificate')?.message,
      ).toContain(protocol.toUpperCase());
    },
  );

  it('tells the IMEI at Authenticate and in Graph, but for user enrollment', () => {
    const stage = createStage();
    const imei = '356938035643809';
    for (const [enrollmentType, told] of [
      ['webDeviceEnrollment', imei],
      ['accountDrivenUserEnrollment', undefined],
    ] as const) {
      const id = stage.enrolled({ enrollmentType, imei });
      const [first] = stage.simulation.mdm(id).exchanges;
      expect((readPlist(first?.message ?? '') as { IMEI?: string }).IMEI).toBe(told);
      const managed = stage.tenant
        .collection('deviceManagement/managedDevices')
        .get(stage.simulation.get(id).managedDeviceId ?? '');
      expect(managed?.['imei']).toBe(told);
    }
  });

  it('has no management profile before enrollment', () => {
    const stage = createStage();
    expect(stage.simulation.mdm(stage.device()).enrollmentProfile).toBeUndefined();
  });

  it('is the same for the same seed', () => {
    const [one, other] = [1, 2].map(() => {
      const stage = createStage();
      return stage.simulation.mdm(stage.enrolled());
    });
    expect(one).toEqual(other);
  });

  it('lies in a snapshot', () => {
    const stage = createStage();
    const id = stage.enrolled();
    const before = stage.simulation.mdm(id);
    stage.tenant.restore(JSON.parse(JSON.stringify(stage.tenant.snapshot())));
    expect(stage.simulation.mdm(id)).toEqual(before);
  });
});

describe('the queue', () => {
  it('holds a profile until a locked device is unlocked, under one CommandUUID', () => {
    const stage = createStage();
    stage.unassign(CONFIGURATIONS, SSO_POLICY);
    const id = stage.enrolled();
    stage.simulation.act(id, { do: 'restart' });
    stage.tenant.collection(`${CONFIGURATIONS}/assignments`).insert(
      {
        id: 'a-1',
        $parent: SSO_POLICY,
        target: { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' },
      },
      { kind: 'service', id: 'test', name: 'test' },
    );
    const uuids = () => stage.simulation.mdm(id).waiting.map(({ commandUUID }) => commandUUID);
    const [waiting] = stage.simulation.mdm(id).waiting;
    expect(waiting).toMatchObject({ requestType: 'InstallProfile', policyId: SSO_POLICY });
    stage.simulation.act(id, { do: 'checkIn' });
    expect(answer(stage, id, 'InstallProfile')).toMatchObject({
      status: 'NotNow',
      commandUUID: waiting?.commandUUID,
    });
    expect(uuids()).toEqual([waiting?.commandUUID]);
    stage.simulation.act(id, { do: 'unlock' });
    expect(answer(stage, id, 'InstallProfile')).toMatchObject({
      status: 'Acknowledged',
      commandUUID: waiting?.commandUUID,
    });
    expect(uuids()).toEqual([]);
  });

  it('gives the same order another CommandUUID the next time', () => {
    const stage = createStage();
    const id = stage.enrolled();
    stage.pair('browser_sso_interaction_enabled', { value: 0 });
    stage.simulation.act(id, { do: 'checkIn' });
    const uuids = stage.simulation
      .mdm(id)
      .exchanges.filter(({ requestType }) => requestType === 'InstallProfile')
      .map(({ commandUUID }) => commandUUID);
    expect(new Set(uuids).size).toBe(2);
  });

  it('does not send a profile again that the device has refused', () => {
    const stage = createStage();
    const policies = stage.tenant.collection(CONFIGURATIONS);
    const by = { kind: 'service', id: 'test', name: 'test' } as const;
    policies.insert({ ...policies.get(SSO_POLICY), id: 'second', displayName: 'Second' } as never, by);
    const target = { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' };
    stage.tenant
      .collection(`${CONFIGURATIONS}/assignments`)
      .insert({ id: 'a-2', $parent: 'second', target }, by);
    const id = stage.enrolled();
    const { status, message } = answer(stage, id, 'InstallProfile');
    expect(status).toBe('Error');
    expect(readPlist(message)).toMatchObject({
      ErrorChain: [{ ErrorCode: 4001, ErrorDomain: 'MCInstallationErrorDomain' }],
    });
    expect(stage.simulation.mdm(id).waiting).toEqual([]);
  });

  it('holds what is to be uninstalled until a locked device is unlocked', () => {
    const stage = createStage();
    const id = stage.enrolled();
    stage.simulation.act(id, { do: 'restart' });
    const assignments = stage.tenant.collection(`${APPS}/assignments`);
    for (const { id: assignment } of assignments.where('$parent', AUTHENTICATOR_APP)) {
      stage.update(`${APPS}/assignments`, assignment, { intent: 'uninstall' });
    }
    expect(stage.simulation.mdm(id).waiting).toMatchObject([{ requestType: 'RemoveApplication' }]);
    stage.simulation.act(id, { do: 'checkIn' });
    expect(answer(stage, id, 'RemoveApplication').status).toBe('NotNow');
    stage.simulation.act(id, { do: 'unlock' });
    expect(answer(stage, id, 'RemoveApplication').status).toBe('Acknowledged');
  });

  it('postpones apps while Setup Assistant runs, before iOS 16', () => {
    for (const [osVersion, expected] of [
      ['15.7', 'NotNow'],
      ['16.0', 'Acknowledged'],
    ] as const) {
      const stage = createStage();
      const id = stage.device({ enrollmentType: 'automatedDeviceEnrollment', osVersion });
      stage.simulation.start(id, { do: 'enroll' });
      const { clock } = stage.tenant;
      const steps = () => stage.simulation.trace(id).map(({ step }) => step);
      expect(clock.runUntil(() => steps().includes('Authenticate'), Number.POSITIVE_INFINITY)).toBe(true);
      clock.schedule(clock.now, CHECK_IN_EVENT, stage.simulation.get(id).managedDeviceId as string);
      clock.advance(1);
      const first = stage.simulation
        .mdm(id)
        .exchanges.find(({ requestType }) => requestType === 'InstallApplication');
      expect(first?.status, osVersion).toBe(expected);
      clock.advance(30 * 60_000);
      expect(answer(stage, id, 'InstallApplication').status).toBe('Acknowledged');
    }
  });
});

describe('automated enrollment before iOS 16', () => {
  it('has its apps once the home screen is there', () => {
    const stage = createStage();
    const id = stage.enrolled({ enrollmentType: 'automatedDeviceEnrollment', osVersion: '15.7' });
    expect(stage.simulation.get(id).apps.map(({ state }) => state)).not.toContain('installing');
    expect(stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' }).device.registered).toBe(true);
  });
});
