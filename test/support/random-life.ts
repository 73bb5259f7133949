import fc from 'fast-check';
import { type DeviceAction, InvalidActionError } from '../../src/device/index.ts';
import { scenarioSchema } from '../../src/scenario/schema.ts';
import { createWorld, type World } from '../../src/scenario/world.ts';
import { SERVICES } from '../../src/tenant/index.ts';

/** For tests: what may happen to a tenant and its devices, in any order. Numbers name one of a few groups, policies, people and devices. */
export type Happening =
  | {
      readonly is: 'assign';
      readonly policy: number;
      readonly target: number | 'users' | 'devices';
      readonly exclude: boolean;
      readonly filter: 'none' | 'include' | 'exclude';
    }
  | { readonly is: 'unassign' | 'change' | 'delete'; readonly policy: number }
  | {
      readonly is: 'join' | 'leave';
      readonly group: number;
      readonly kind: 'person' | 'device' | 'group';
      readonly who: number;
    }
  | { readonly is: 'advance'; readonly minutes: number }
  | { readonly is: 'act'; readonly device: number; readonly action: DeviceAction };

const FEW = 3;
const CONFIGURATIONS = 'deviceManagement/deviceConfigurations';
const CATALOG = 'deviceManagement/configurationPolicies';
/** The last of the policies is made of the settings catalog. */
const setOf = (policy: number) => (policy === FEW - 1 ? CATALOG : CONFIGURATIONS);
const MANAGED = 'deviceManagement/managedDevices';
const PEOPLE = ['priya.raman@contoso.com', 'tomasz.zielinski@contoso.com', 'priya.raman@contoso.com'];
const WAYS = ['webDeviceEnrollment', 'automatedDeviceEnrollment', 'accountDrivenUserEnrollment'] as const;
const TARGET = '#microsoft.graph.';
const by = SERVICES.seed;

const one = fc.nat({ max: FEW - 1 });
const action: fc.Arbitrary<DeviceAction> = fc.constantFrom<DeviceAction>(
  { do: 'enroll' },
  { do: 'enroll' },
  { do: 'checkIn' },
  { do: 'checkIn' },
  { do: 'signIn', app: 'Microsoft Teams' },
  { do: 'signIn', app: 'Google Chrome' },
  { do: 'checkCompliance' },
  { do: 'recheck' },
  { do: 'setPasscode', length: 8 },
  { do: 'removePasscode' },
  { do: 'updateOs', to: '26.1' },
  { do: 'retire' },
);

/** A life of up to 40 happenings. */
export const life: fc.Arbitrary<readonly Happening[]> = fc.array(
  fc.oneof(
    fc.record({
      is: fc.constant('assign' as const),
      policy: one,
      target: fc.oneof(one, fc.constantFrom('users' as const, 'devices' as const)),
      exclude: fc.boolean(),
      filter: fc.constantFrom('none' as const, 'include' as const, 'exclude' as const),
    }),
    fc.record({
      is: fc.constantFrom('unassign' as const, 'change' as const, 'delete' as const),
      policy: one,
    }),
    fc.record({
      is: fc.constantFrom('join' as const, 'join' as const, 'leave' as const),
      group: one,
      kind: fc.constantFrom('person' as const, 'device' as const, 'group' as const),
      who: one,
    }),
    fc.record({ is: fc.constant('advance' as const), minutes: fc.constantFrom(1, 20, 200, 600) }),
    fc.record({ is: fc.constant('act' as const), device: one, action }),
  ),
  { minLength: 5, maxLength: 40 },
);

/** A tenant with three phones of two people, one of them not enrolled yet, groups without members and policies for nobody. */
export function newWorld(seed: number): { world: World; ids: readonly string[] } {
  const policies = [{ use: 'sso-extension' }, { use: 'compliance' }, { use: 'authenticator' }];
  const { given } = scenarioSchema.parse({ name: 'x', given: { policies }, devices: {}, then: {} });
  const world = createWorld(given, seed);
  const { tenant, simulation } = world;
  for (let number = 0; number < FEW; number += 1) {
    tenant.collection('groups').insert({ id: `group-${number}`, displayName: `Group ${number}` }, by);
    addPolicy(world, number);
  }
  tenant.collection('deviceManagement/assignmentFilters').insert(
    {
      id: 'filter',
      displayName: 'Personal',
      platform: 'iOS',
      rule: '(device.deviceOwnership -eq "Personal")',
    },
    by,
  );
  const ids = WAYS.map((enrollmentType, index) => {
    const user = PEOPLE[index] ?? '';
    const { id } = simulation.create({ user, enrollmentType, passcode: index === 0 });
    if (index > 0) simulation.act(id, { do: 'enroll' });
    return id;
  });
  return { world, ids };
}

function addPolicy({ tenant }: World, number: number): void {
  const id = `policy-${number}`;
  const set = setOf(number);
  if (tenant.collection(set).get(id)) return;
  const name = `Policy ${number}`;
  const body =
    set === CATALOG
      ? { name, platforms: 'iOS', technologies: 'mdm,appleRemoteManagement', $settings: [] }
      : { '@odata.type': `${TARGET}iosGeneralDeviceConfiguration`, displayName: name };
  tenant.collection(set).insert({ id, ...body } as never, by);
}

/** Lets one thing happen. What makes no sense at that moment changes nothing. */
export function happen(world: World, ids: readonly string[], happening: Happening): void {
  const { tenant, simulation } = world;
  const members = tenant.links('groups/members');
  switch (happening.is) {
    case 'assign': {
      const { policy, target: whom, exclude, filter } = happening;
      addPolicy(world, policy);
      const kind =
        typeof whom === 'number'
          ? `${exclude ? 'exclusionGroup' : 'group'}AssignmentTarget`
          : { users: 'allLicensedUsersAssignmentTarget', devices: 'allDevicesAssignmentTarget' }[whom];
      const isExclusion = kind.startsWith('exclusion');
      const target = {
        '@odata.type': `${TARGET}${kind}`,
        ...(typeof whom === 'number' && { groupId: `group-${whom}` }),
        ...(filter !== 'none' &&
          !isExclusion && {
            deviceAndAppManagementAssignmentFilterId: 'filter',
            deviceAndAppManagementAssignmentFilterType: filter,
          }),
      };
      const id = `assignment-${tenant.journal.lastSequence}`;
      const row = { id, $parent: `policy-${policy}`, target };
      tenant.collection(`${setOf(policy)}/assignments`).insert(row, by);
      return;
    }
    case 'unassign':
    case 'delete': {
      const id = `policy-${happening.policy}`;
      const set = setOf(happening.policy);
      const assignments = tenant.collection(`${set}/assignments`);
      for (const each of assignments.where('$parent', id)) assignments.remove(each.id, by);
      const policies = tenant.collection(set);
      if (happening.is === 'delete' && policies.get(id)) policies.remove(id, by);
      return;
    }
    case 'change': {
      const policies = tenant.collection(setOf(happening.policy));
      const policy = policies.get(`policy-${happening.policy}`);
      if (policy) policies.update(policy.id, { cameraBlocked: policy['cameraBlocked'] !== true }, by);
      return;
    }
    case 'join':
    case 'leave': {
      const { group, kind, who } = happening;
      const [person] = tenant.collection('users').where('userPrincipalName', PEOPLE[who]);
      const phone = simulation.get(ids[who] ?? '');
      const device = tenant.collection(MANAGED).get(phone.managedDeviceId ?? '')?.$directoryDevice;
      const member = { person: person?.id, device, group: who === group ? undefined : `group-${who}` }[kind];
      if (member === undefined) return;
      if (happening.is === 'join') members.link(`group-${group}`, member, by);
      else members.unlink(`group-${group}`, member, by);
      return;
    }
    case 'advance':
      tenant.clock.advance(happening.minutes * 60_000);
      return;
    case 'act':
      try {
        simulation.act(ids[happening.device] ?? '', happening.action);
      } catch (error) {
        if (!(error instanceof InvalidActionError)) throw error;
      }
  }
}
