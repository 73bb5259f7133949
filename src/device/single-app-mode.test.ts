import { describe, expect, it } from 'vitest';
import { createStage, type Stage } from '../../test/support/devices.ts';
import { SERVICES } from '../tenant/index.ts';
import type { DeviceAction } from './actions.ts';

const CONFIGURATIONS = 'deviceManagement/deviceConfigurations';
const APPS = 'deviceAppManagement/mobileApps';
const TEAMS = 'Microsoft Teams';

/** Everybody gets restrictions with Single App Mode, and Teams as a required app. */
function stageLockedTo(settings: Record<string, unknown>): Stage {
  const stage = createStage();
  const by = SERVICES.seed;
  const target = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
  const insert = (set: string, entity: { id: string; [name: string]: unknown }, assignment: object) => {
    stage.tenant.collection(set).insert(entity as never, by);
    const row = { id: `${entity.id}_all`, $parent: entity.id, target, ...assignment };
    stage.tenant.collection(`${set}/assignments`).insert(row, by);
  };
  const type = '#microsoft.graph.iosGeneralDeviceConfiguration';
  insert(CONFIGURATIONS, { id: 'kiosk', '@odata.type': type, displayName: 'Kiosk', ...settings }, {});
  const teams = {
    id: 'teams',
    '@odata.type': '#microsoft.graph.iosStoreApp',
    displayName: TEAMS,
    bundleId: 'com.microsoft.skype.teams',
    appStoreUrl: 'https://apps.apple.com/us/app/microsoft-teams/id1113153706?mt=8',
  };
  insert(APPS, teams, { intent: 'required' });
  return stage;
}

const isRefused = ({ simulation }: Stage, id: string, action: DeviceAction) =>
  simulation
    .act(id, action)
    .trace.some(({ step, outcome }) => step === 'SingleAppMode' && outcome === 'refused');
const AUTOMATED = { enrollmentType: 'automatedDeviceEnrollment' } as const;

describe('Single App Mode', () => {
  it.each([
    { kioskModeManagedAppId: 'teams' },
    { kioskModeBuiltInAppId: 'com.microsoft.skype.teams' },
    { kioskModeAppStoreUrl: 'https://itunes.apple.com/de/app/x/id1113153706' },
  ])('registers in the app that the device is locked to: %o', (settings) => {
    const stage = stageLockedTo(settings);
    const id = stage.enrolled(AUTOMATED);
    expect(isRefused(stage, id, { do: 'signIn', app: 'Microsoft Outlook' })).toBe(true);
    expect(isRefused(stage, id, { do: 'installApp', app: 'Microsoft Outlook' })).toBe(true);
    expect(isRefused(stage, id, { do: 'checkIn' })).toBe(false);
    expect(isRefused(stage, id, { do: 'signIn', app: TEAMS })).toBe(false);
    expect(stage.simulation.get(id)).toMatchObject({ registered: true, signedIn: [TEAMS] });
  });

  it('opens nothing while the app is not there, and leaves iOS to ask for a passcode', () => {
    const stage = stageLockedTo({ kioskModeManagedAppId: 'teams' });
    const id = stage.device({ ...AUTOMATED, passcode: false });
    stage.simulation.act(id, { do: 'enroll', waitForApps: false });
    expect(isRefused(stage, id, { do: 'signIn', app: TEAMS })).toBe(true);
    expect(isRefused(stage, id, { do: 'setPasscode' })).toBe(false);
    expect(isRefused(stage, id, { do: 'setAutoLock', minutes: 1 })).toBe(true);
  });

  it('is over when the profile goes, and never was for a device that is not supervised', () => {
    const stage = stageLockedTo({ kioskModeBuiltInAppId: 'com.apple.mobilesafari' });
    const [kiosk, own] = [stage.enrolled(AUTOMATED), stage.enrolled()];
    expect(isRefused(stage, own, { do: 'signIn', app: TEAMS })).toBe(false);
    expect(isRefused(stage, kiosk, { do: 'signIn', app: TEAMS })).toBe(true);
    stage.unassign(CONFIGURATIONS, 'kiosk');
    stage.simulation.act(kiosk, { do: 'checkIn' });
    expect(isRefused(stage, kiosk, { do: 'signIn', app: TEAMS })).toBe(false);
  });

  it('keeps a device in Company Portal until somebody has signed in there, if the enrollment profile says so', () => {
    const stage = createStage();
    const set = 'deviceManagement/depOnboardingSettings/enrollmentProfiles';
    const profile = [...stage.tenant.collection(set)].find(
      (each) => each['enableAuthenticationViaCompanyPortal'] === true,
    );
    const lock = { enableSingleAppEnrollmentMode: true, companyPortalVppTokenId: 'token' };
    stage.update(set, profile?.id ?? '', lock);
    const facts = { enrollmentType: 'automatedDeviceEnrollmentWithCompanyPortal' } as const;
    const [person] = stage.tenant.collection('users').where('userPrincipalName', 'priya.raman@contoso.com');
    expect(isRefused(stage, stage.enrolled(facts), { do: 'signIn', app: TEAMS })).toBe(false);

    stage.update('users', person?.id ?? '', { accountEnabled: false });
    const id = stage.enrolled(facts);
    stage.update('users', person?.id ?? '', { accountEnabled: true });
    expect(isRefused(stage, id, { do: 'signIn', app: TEAMS })).toBe(true);
    expect(isRefused(stage, id, { do: 'checkCompliance' })).toBe(false);
    expect(isRefused(stage, id, { do: 'signIn', app: TEAMS })).toBe(false);
  });
});
