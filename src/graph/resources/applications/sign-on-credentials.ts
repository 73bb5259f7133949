// What users and groups sign in with to an application that has passwords of its own.
// https://learn.microsoft.com/graph/api/resources/passwordsinglesignoncredentialset
import type { Entity } from '../../../tenant/index.ts';
import type { Operation } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call } from '../../request/call.ts';

/** By the id of the user or group. */
type Sets = Readonly<Record<string, readonly JsonObject[]>>;

const setsOf = (principal: Entity): Sets => (principal['$signOnCredentials'] ?? {}) as Sets;

/** [documented] credential: a password can never be read back. Nothing here signs in with one, so none is kept. */
const withoutPasswords = (credentials: unknown): readonly JsonObject[] =>
  ((credentials ?? []) as readonly JsonObject[]).map((credential) =>
    credential['type'] === 'password' ? { ...credential, value: null } : credential,
  );

function keep(call: Call, principal: Entity, sets: Sets): void {
  call.tenant
    .collection('servicePrincipals')
    .update(principal.id, { $signOnCredentials: sets }, actorOf(call));
}

/** Whom the credentials are for. [documented] a user or a group; what is said of anybody else is inferred. */
function holderOf({ tenant }: Call, { id }: JsonObject): string {
  if (typeof id !== 'string' || id === '') throw errors.requiredPropertyMissing('id');
  if (!tenant.collection('users').get(id) && !tenant.collection('groups').get(id))
    throw errors.directoryNotFound(id);
  return id.toLowerCase();
}

/** The credentials that there are. [inferred] what is said where there are none. */
function present(principal: Entity, holder: string): readonly JsonObject[] {
  const credentials = setsOf(principal)[holder];
  if (!credentials) throw errors.directoryNotFound(holder);
  return credentials;
}

const action = (
  verb: string,
  run: (call: Call, principal: Entity, given: JsonObject) => unknown,
): Operation => ({
  on: 'servicePrincipal',
  name: `${verb}PasswordSingleSignOnCredentials`,
  run: (call, principal, given) => (principal ? run(call, principal, given) : undefined),
  evidence: 'documented',
  sources: [`https://learn.microsoft.com/graph/api/serviceprincipal-${verb}passwordsinglesignoncredentials`],
});

export const signOnCredentialActions: readonly Operation[] = [
  action('create', (call, principal, given) => {
    const id = holderOf(call, given);
    const credentials = withoutPasswords(given['credentials']);
    keep(call, principal, { ...setsOf(principal), [id]: credentials });
    return { id, credentials };
  }),
  action('get', (call, principal, given) => {
    const id = holderOf(call, given);
    return { id, credentials: present(principal, id) };
  }),
  action('update', (call, principal, given) => {
    const id = holderOf(call, given);
    present(principal, id);
    keep(call, principal, { ...setsOf(principal), [id]: withoutPasswords(given['credentials']) });
  }),
  action('delete', (call, principal, given) => {
    const id = holderOf(call, given);
    present(principal, id);
    const { [id]: _, ...rest } = setsOf(principal);
    keep(call, principal, rest);
  }),
];
