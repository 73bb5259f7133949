// What an administrator can ask about a person's managed apps, and do to them.
import { MINUTE } from '../../../clock/index.ts';
import { type Entity, SERVICES } from '../../../tenant/index.ts';
import type { Operation, ServiceEvent } from '../../declare/resource.ts';
import { actorOf, type Call, now } from '../../request/call.ts';
import { POLICIES, versionOf } from './managed-policies.ts';
import { REGISTRATIONS } from './managed-registrations.ts';
import { page } from './paths.ts';

const BLOCKED = 'tenantless/blockedAppUsers';
const OPERATIONS = `${REGISTRATIONS}/operations`;

/** The clock's event for an app that hears that it is to wipe its data; the subject is the operation's id. */
const WIPED_EVENT = 'managedAppWiped';
/** [documented] apps ask about every half an hour while they are used; that somebody uses them is inferred. */
export const APP_CHECK_IN = 30 * MINUTE;

/** Asks for the work data of apps to be wiped, which they do when they next ask. */
function wipe(call: Call, registrations: readonly Entity[]): void {
  const { tenant } = call;
  for (const registration of registrations) {
    const id = tenant.random.guid();
    tenant.collection(OPERATIONS).insert(
      {
        id,
        $parent: registration.id,
        displayName: 'Wipe',
        state: 'pending',
        lastModifiedDateTime: now(call),
        version: versionOf(call),
      },
      actorOf(call),
    );
    tenant.clock.schedule(tenant.clock.now + APP_CHECK_IN, WIPED_EVENT, id);
  }
}

/** An app that has wiped its data registers anew when somebody signs in to it again. */
export const managedAppWiped: ServiceEvent = {
  kind: WIPED_EVENT,
  run(tenant, id) {
    const operation = tenant.collection(OPERATIONS).get(id);
    if (!operation) return;
    const registration = String(operation['$parent']);
    for (const each of tenant.collection(OPERATIONS).where('$parent', registration)) {
      tenant.collection(OPERATIONS).remove(each.id, SERVICES.intune);
    }
    tenant.collection(REGISTRATIONS).remove(registration, SERVICES.intune);
  },
};

const registrationsOf = (call: Call, user: Entity, property?: string, value?: unknown): readonly Entity[] =>
  call.tenant
    .collection(REGISTRATIONS)
    .where('userId', user.id)
    .filter((each) => property === undefined || (value !== undefined && each[property] === value));

const operation = (name: string, run: Operation['run'], bound?: Operation['bound']): Operation => ({
  on: 'user',
  name,
  ...(bound ? { bound } : {}),
  run,
  evidence: 'documented',
  sources: [page(`intune-mam-user-${name.toLowerCase()}`)],
});

/** The ids of the policies that protect or configure a person's apps decide, whether or not there are such apps. */
function policiesOf(call: Call, user: Entity): readonly Entity[] {
  return Array.from(call.tenant.collection(POLICIES)).filter(({ id }) =>
    call.deviceApps.reaches(id, user.id),
  );
}

function block(call: Call, user: Entity): void {
  const blocked = call.tenant.collection(BLOCKED);
  if (!blocked.get(user.id)) blocked.insert({ id: user.id }, actorOf(call));
}

export const managedAppUserOperations: readonly Operation[] = [
  operation('getManagedAppPolicies', (call, user) => (user ? policiesOf(call, user) : [])),
  operation('wipeManagedAppRegistrationsByDeviceTag', (call, user, { deviceTag }) => {
    if (user) wipe(call, registrationsOf(call, user, 'deviceTag', deviceTag));
  }),
  operation('wipeManagedAppRegistrationsByAzureAdDeviceId', (call, user, { azureAdDeviceId }) => {
    if (user) wipe(call, registrationsOf(call, user, 'azureADDeviceId', azureAdDeviceId));
  }),
  operation('wipeAndBlockManagedApps', (call, user) => {
    if (!user) return;
    block(call, user);
    wipe(call, registrationsOf(call, user));
  }),
  operation('unblockManagedApps', (call, user) => {
    const blocked = call.tenant.collection(BLOCKED);
    if (user && blocked.get(user.id)) blocked.remove(user.id, actorOf(call));
  }),
  operation(
    'isManagedAppUserBlocked',
    (call, user) => user !== undefined && call.tenant.collection(BLOCKED).get(user.id) !== undefined,
  ),
  operation(
    'getManagedAppBlockedUsers',
    (call) => Array.from(call.tenant.collection(BLOCKED), ({ id }) => id),
    'set',
  ),
];
