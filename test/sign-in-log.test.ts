import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadFixture } from '../fixtures/index.ts';
import { launch } from '../server/index.ts';
import { createSimulation, type NewDevice } from '../src/device/index.ts';
import { signInLogOf } from '../src/entra/sign-in-log.ts';
import { SERVICES, SIGN_INS, SIGN_INS_KEPT, Tenant, type TenantOptions } from '../src/tenant/index.ts';

const PHONE: NewDevice = { user: 'priya.raman@contoso.com', enrollmentType: 'webDeviceEnrollment' };
const TEAMS = { do: 'signIn', app: 'Microsoft Teams' } as const;

function stage(options: TenantOptions = {}) {
  const tenant = new Tenant(options);
  loadFixture(tenant, 'contoso-jit');
  const simulation = createSimulation(tenant);
  const signIns = () => [...tenant.collection(SIGN_INS)];
  return { tenant, simulation, signIns };
}

const policy = (grant: string, state = 'enabled') => ({
  id: `70000000-0000-4000-8000-00000000000${grant.length % 10}`,
  displayName: `Asks for ${grant}`,
  state,
  conditions: { users: { includeUsers: ['All'] }, applications: { includeApplications: ['All'] } },
  grantControls: { operator: 'AND', builtInControls: [grant] },
});

describe('sign-ins of devices', () => {
  it('are in the log: of the person to enroll and to register, then of app after app with the device', () => {
    const { tenant, simulation, signIns } = stage();
    const { id } = simulation.create(PHONE);
    simulation.act(id, { do: 'enroll' });
    simulation.act(id, TEAMS);
    expect(
      signIns().map((row) => [row['appDisplayName'], row['resourceDisplayName'], row['isInteractive']]),
    ).toEqual([
      ['Microsoft Intune Web Company Portal', 'Microsoft Intune Enrollment', true],
      ['Microsoft Authentication Broker', 'Windows Azure Active Directory', true],
      ['Microsoft Authentication Broker', 'Device Registration Service', false],
      ['Microsoft Authentication Broker', 'Microsoft Intune', false],
      ['Microsoft Teams', 'Microsoft Graph', false],
    ]);
    expect(signIns().map((row) => row['clientAppUsed'])).toEqual([
      'Browser',
      ...Array.from({ length: 4 }, () => 'Mobile Apps and Desktop clients'),
    ]);
    const [device] = tenant.collection('devices').where('trustType', 'Workplace');
    expect(signIns().at(-1)).toMatchObject({
      userPrincipalName: PHONE.user,
      userDisplayName: 'Priya Raman',
      status: { errorCode: 0 },
      conditionalAccessStatus: 'notApplied',
      appliedConditionalAccessPolicies: [],
      signInEventTypes: ['nonInteractiveUser'],
      clientAppUsed: 'Mobile Apps and Desktop clients',
      deviceDetail: {
        deviceId: device?.deviceId,
        displayName: device?.displayName,
        operatingSystem: 'Ios',
        isCompliant: true,
        isManaged: true,
        trustType: 'Azure AD registered',
      },
      location: { city: 'Leeds', countryOrRegion: 'GB' },
    });
    const ids = signIns().map((row) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are the person’s where no extension takes part, though Company Portal’s certificate proves the device', () => {
    const { tenant, simulation, signIns } = stage();
    for (const { id } of [...tenant.collection('deviceManagement/deviceConfigurations')])
      tenant.collection('deviceManagement/deviceConfigurations').remove(id, SERVICES.seed);
    const { id } = simulation.create({ ...PHONE, enrollmentType: 'deviceEnrollmentWithCompanyPortal' });
    simulation.act(id, { do: 'enroll' });
    simulation.act(id, TEAMS);
    expect(simulation.get(id).registeredBy).toBe('companyPortal');
    expect(signIns().at(-1)).toMatchObject({
      appDisplayName: 'Microsoft Teams',
      isInteractive: true,
      deviceDetail: { trustType: 'Azure AD registered' },
    });
  });

  it('say which policy has stopped them', () => {
    const { tenant, simulation, signIns } = stage();
    tenant.collection('identity/conditionalAccess/policies').insert(policy('compliantDevice'), SERVICES.seed);
    const { id } = simulation.create(PHONE);
    simulation.act(id, { do: 'enroll' });
    simulation.act(id, { do: 'signIn', app: 'Google Chrome' });
    expect(signIns().at(-1)).toMatchObject({
      isInteractive: true,
      appDisplayName: 'OfficeHome',
      clientAppUsed: 'Browser',
      conditionalAccessStatus: 'failure',
      status: { errorCode: 530001, failureReason: expect.stringContaining('use Microsoft Edge') },
      deviceDetail: { deviceId: '', isManaged: false },
      appliedConditionalAccessPolicies: [
        {
          displayName: 'Asks for compliantDevice',
          enforcedGrantControls: ['RequireCompliantDevice'],
          result: 'failure',
        },
      ],
    });
  });

  it('tell of an account that is disabled', () => {
    const { simulation, signIns } = stage();
    const { id } = simulation.create({ ...PHONE, user: 'anders.lindqvist@contoso.com' });
    simulation.act(id, { do: 'enroll' });
    expect(signIns()).toMatchObject([
      { status: { errorCode: 50057 }, conditionalAccessStatus: 'notApplied' },
    ]);
  });

  it('are the same in every run, and change nothing else', () => {
    const run = (options: TenantOptions) => {
      const { tenant, simulation } = stage(options);
      const { id } = simulation.create(PHONE);
      simulation.act(id, { do: 'enroll' });
      simulation.act(id, TEAMS);
      return tenant.snapshot();
    };
    const first = run({});
    expect(JSON.stringify(run({}))).toBe(JSON.stringify(first));
    const { [SIGN_INS]: rows, ...rest } = first.collections;
    expect(rows).toHaveLength(5);
    expect(run({ signInLimit: 0 }).collections).toEqual(rest);
  });
});

describe('the server', () => {
  it('keeps as many as it is told to', async () => {
    const cache = mkdtempSync(join(tmpdir(), 'tenantless-sign-in-log-'));
    try {
      await using emulator = await launch({ clockMode: 'manual', signInLimit: 1, cache });
      const { tenantId, clientId, clientSecret } = emulator.info;
      const form = {
        grant_type: 'client_credentials',
        client_id: clientId,
        scope: 'https://graph.microsoft.com/.default',
      };
      for (const secret of ['wrong', clientSecret]) {
        await fetch(`${emulator.httpUrl}/${tenantId}/oauth2/v2.0/token`, {
          method: 'POST',
          body: new URLSearchParams({ ...form, client_secret: secret }),
        });
      }
      expect([...emulator.tenant.collection(SIGN_INS)]).toMatchObject([
        { ipAddress: '127.0.0.1', status: { errorCode: 0 }, servicePrincipalName: 'Contoso Automation' },
      ]);
    } finally {
      rmSync(cache, { recursive: true, force: true });
    }
  });
});

describe('the log', () => {
  const record = (tenant: Tenant, count: number) => {
    const log = signInLogOf(tenant);
    const app = { appId: 'a', displayName: 'A' };
    for (let number = 0; number < count; number += 1) {
      log.record({
        kind: 'servicePrincipal',
        at: tenant.clock.now + number * 1500,
        app,
        resource: app,
        conditionalAccess: { status: 'notApplied', policies: [] },
      });
    }
  };

  // Recorded: no fractions of a second in live captures.
  it('keeps the latest, to the second, without an entry in the journal', () => {
    const { tenant, signIns } = stage({ signInLimit: 3 });
    const { lastSequence } = tenant.journal;
    record(tenant, 5);
    expect(signIns().map((row) => row['createdDateTime'])).toEqual([
      '2026-09-01T08:00:03Z',
      '2026-09-01T08:00:04Z',
      '2026-09-01T08:00:06Z',
    ]);
    expect(tenant.journal.lastSequence).toBe(lastSequence);
  });

  it('has a limit of its own', () => {
    const { tenant, signIns } = stage();
    record(tenant, SIGN_INS_KEPT + 1);
    expect(signIns()).toHaveLength(SIGN_INS_KEPT);
  });

  it('goes back with the tenant, and uses no id again', () => {
    const { tenant, signIns } = stage();
    record(tenant, 2);
    const snapshot = tenant.snapshot();
    record(tenant, 2);
    const lost = signIns().slice(2);
    tenant.restore(snapshot);
    expect(signIns()).toHaveLength(2);
    record(tenant, 2);
    expect(new Set(signIns().map(({ id }) => id)).size).toBe(4);
    const other = new Tenant();
    other.restore(snapshot);
    record(other, 2);
    expect([...other.collection(SIGN_INS)].map(({ id }) => id)).toEqual(signIns().map(({ id }) => id));
    expect(lost).toHaveLength(2);
  });
});
