// Compliance never becomes better without a cause: somebody did something to the device, an administrator changed what it is judged
// by, or it got in touch again after a silence. And Microsoft Entra ID always agrees with Intune.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DAY, HOUR, SECOND } from '../src/clock/index.ts';
import type { DeviceAction, NewDevice } from '../src/device/index.ts';
import { REMAIN_CONTACT } from '../src/intune/compliance/built-in.ts';
import { ERROR_TOLERANCE } from '../src/intune/compliance/compliance.ts';
import { deviationKey, type JournalEntry, type ManagedDevice, SERVICES } from '../src/tenant/index.ts';
import { COMPLIANCE_POLICY, createStage, PERSON, type Stage } from './support/devices.ts';

const POLICIES = 'deviceManagement/deviceCompliancePolicies';
const DEVICES = 'deviceManagement/managedDevices';

/** Better and better. `unknown` is none of them: from there, everything is a first verdict. */
const RANK = ['noncompliant', 'inGracePeriod', 'compliant'];

type Step =
  | { readonly act: DeviceAction }
  | { readonly advance: number }
  | { readonly admin: (stage: Stage) => void; readonly name: string };

const APP = 'com.example.poker';
const act = (...actions: DeviceAction[]) => actions.map((action): Step => ({ act: action }));
const admin = (name: string, change: (stage: Stage) => void): Step => ({ name, admin: change });

function setTenant(stage: Stage, change: Record<string, unknown>): void {
  const singleton = stage.tenant.collection('deviceManagement').first;
  const settings = { ...singleton?.settings, ...change };
  stage.update('deviceManagement', singleton?.id as string, { settings });
}

function block(stage: Stage, gracePeriodHours: number): void {
  const rules = stage.tenant.collection(`${POLICIES}/scheduledActionsForRule`);
  const [rule] = rules.where('$parent', COMPLIANCE_POLICY);
  stage.update(rules.name, rule?.id as string, {
    scheduledActionConfigurations: [
      { id: 'block', actionType: 'block', gracePeriodHours },
      { id: 'retire', actionType: 'retire', gracePeriodHours: 60 },
    ],
  });
}

function assign({ tenant }: Stage): void {
  const assignments = tenant.collection(`${POLICIES}/assignments`);
  if (assignments.where('$parent', COMPLIANCE_POLICY).length > 0) return;
  const target = { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' };
  const id = tenant.random.guid();
  assignments.insert({ id, $parent: COMPLIANCE_POLICY, target } as never, SERVICES.seed);
}

const policy = (change: Record<string, unknown>) =>
  admin(`policy ${JSON.stringify(change)}`, (stage) => stage.update(POLICIES, COMPLIANCE_POLICY, change));

const STEPS: readonly Step[] = [
  ...act(
    { do: 'setPasscode' },
    { do: 'setPasscode', length: 4, simple: true },
    { do: 'removePasscode' },
    { do: 'setAutoLock', minutes: 0 },
    { do: 'setAutoLock', minutes: 1 },
    { do: 'updateOs', to: '26.0' },
    { do: 'installApp', app: APP },
    { do: 'removeApp', app: APP },
    { do: 'jailbreak' },
    { do: 'failQueries', queries: ['SecurityInfo'] },
    { do: 'failQueries', queries: ['DeviceInformation', 'InstalledApplicationList'] },
    { do: 'failQueries', queries: [] },
    { do: 'checkIn' },
    { do: 'checkIn' },
    { do: 'checkCompliance' },
    { do: 'recheck' },
    { do: 'signIn', app: 'Microsoft Teams' },
  ),
  ...[HOUR, 9 * HOUR, DAY, 8 * DAY].map((advance): Step => ({ advance })),
  policy({ passcodeRequired: true, passcodeMinimumLength: 6 }),
  policy({ osMinimumVersion: '26.0' }),
  policy({ osMinimumVersion: null }),
  policy({ passcodeMinutesOfInactivityBeforeScreenTimeout: 2 }),
  policy({ restrictedApps: [{ name: 'Poker', appId: APP }], securityBlockJailbrokenDevices: true }),
  admin('unassign', (stage) => stage.unassign(POLICIES, COMPLIANCE_POLICY)),
  admin('assign', assign),
  admin('block at once', (stage) => block(stage, 0)),
  admin('block after two days', (stage) => block(stage, 48)),
  admin('secure by default', (stage) => setTenant(stage, { secureByDefault: true })),
  admin('compliant by default', (stage) => setTenant(stage, { secureByDefault: false })),
  admin('two days of validity', (stage) => setTenant(stage, { deviceComplianceCheckinThresholdDays: 2 })),
  admin('silence', ({ tenant }) => {
    const [device] = tenant.collection('tenantless/devices');
    tenant
      .collection('tenantless/devices')
      .update(device?.id as string, { nextCheckIn: undefined }, SERVICES.seed);
  }),
];

/** What an administrator decides, and devices follow. */
const DECISIVE = [
  POLICIES,
  `${POLICIES}/assignments`,
  `${POLICIES}/scheduledActionsForRule`,
  'deviceManagement',
];

/** What happens to a device that may change what it reports. */
const ACTIONS = new Set([
  'SetPasscode',
  'RemovePasscode',
  'SetAutoLock',
  'UpdateOs',
  'InstallApp',
  'RemoveApp',
  'Jailbreak',
  'FailQueries',
]);

const complianceOf = (entity: JournalEntry['after']) =>
  (entity as ManagedDevice | undefined)?.complianceState;

/** The changes to something better that nothing between them and the change before explains. */
function causeless({ tenant, simulation }: Stage, id: string): string[] {
  const trace = simulation.trace(id);
  const found: string[] = [];
  let since = 0;
  let decided = false;
  for (const entry of tenant.journal.since()) {
    if (DECISIVE.includes(entry.set)) decided = true;
    if (entry.set !== DEVICES || entry.change !== 'update') continue;
    const [before, after] = [complianceOf(entry.before), complianceOf(entry.after)];
    if (before === after) continue;
    const better = RANK.indexOf(after ?? '') > RANK.indexOf(before ?? '') && before !== 'unknown';
    const acted = trace.some(
      ({ step, at }) => ACTIONS.has(step) && Date.parse(at) >= since && Date.parse(at) <= entry.at,
    );
    const silent = (entry.before as ManagedDevice).$deviations?.includes(
      deviationKey('nonCompliant', '', REMAIN_CONTACT),
    );
    if (better && !decided && !acted && !silent) found.push(`${before} becomes ${after} at ${entry.at}`);
    since = entry.at;
    decided = false;
  }
  return found;
}

function directoryAgrees({ tenant, simulation }: Stage, id: string): boolean {
  const { complianceState, azureADDeviceId, registered } = simulation.get(id);
  if (!registered) return true;
  const [device] = tenant.collection('devices').where('deviceId', azureADDeviceId);
  return device?.isCompliant === (complianceState === 'compliant' || complianceState === 'inGracePeriod');
}

/** What of a device's record or of its explanation doesn't go together; undefined: nothing. */
function contradiction({ tenant, simulation }: Stage, id: string): string | undefined {
  const [device] = tenant.collection(DEVICES);
  if (!device) return undefined;
  const { now } = tenant.clock;
  const { complianceState, complianceGracePeriodExpirationDateTime: grace, lastSyncDateTime } = device;
  if ((complianceState === 'inGracePeriod') !== (grace !== undefined))
    return `${complianceState}, and ${grace}`;
  if (grace !== undefined && Date.parse(grace) <= now) return `in grace until ${grace}`;
  if (device.retireAfterDateTime !== undefined && device.$noncompliantSince === undefined)
    return 'to be retired for nothing';
  for (const since of Object.values(device.$errorSince ?? {})) {
    if (now > since + ERROR_TOLERANCE && complianceState === 'compliant') return `in error since ${since}`;
  }
  const days = tenant.collection('deviceManagement').first?.settings?.deviceComplianceCheckinThresholdDays;
  if (now - Date.parse(lastSyncDateTime) > (days ?? 30) * DAY && complianceState !== 'noncompliant')
    return `silent since ${lastSyncDateTime}`;
  const { state, why, failing } = simulation.explain(id).compliant;
  if (state !== complianceState) return `explained as ${state}`;
  if (state === 'noncompliant' && failing.length === 0 && !/not heard|until|marked/.test(why)) return why;
  if (state === 'compliant' && failing.length > 0 && !why.includes('not heard')) return why;
  return undefined;
}

const facts: fc.Arbitrary<Partial<NewDevice>> = fc.record({
  passcode: fc.boolean(),
  osVersion: fc.constantFrom('17.5', '18.5'),
  apps: fc.constantFrom([], [APP]),
  enrollmentType: fc.constantFrom('webDeviceEnrollment', 'automatedDeviceEnrollment'),
});

it('compliance never becomes better without a cause, and all that tells of it agrees', () => {
  fc.assert(
    fc.property(facts, fc.array(fc.constantFrom(...STEPS), { maxLength: 14 }), (device, steps) => {
      const stage = createStage();
      const id = stage.enrolled({ user: PERSON, ...device });
      stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
      for (const step of steps) {
        if ('act' in step) stage.simulation.act(id, step.act);
        else if ('advance' in step) stage.tenant.clock.advance(step.advance);
        else step.admin(stage);
        expect(directoryAgrees(stage, id)).toBe(true);
        // What is overdue by a change happens as soon as time passes.
        stage.tenant.clock.advance(SECOND);
        expect(contradiction(stage, id)).toBeUndefined();
      }
      expect(causeless(stage, id)).toEqual([]);
    }),
    { numRuns: 150 },
  );
}, 60_000);
