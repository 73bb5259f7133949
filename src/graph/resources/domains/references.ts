// Who has a name in a domain.
import type { Entity } from '../../../tenant/index.ts';
import type { LazyRows } from '../../declare/source.ts';
import { DIRECTORY_TYPES } from '../../query/linked.ts';
import { actorOf, type Call } from '../../request/call.ts';
import * as errors from './errors.ts';
import { DOMAINS, folded, verifiedDomains } from './verified-domains.ts';

const TYPE = DIRECTORY_TYPES['users'];

const isIn = (address: unknown, domain: string) =>
  typeof address === 'string' && folded(address).endsWith(`@${domain}`);

function refers(user: Entity | undefined, domain: string): boolean {
  return user !== undefined && (isIn(user['userPrincipalName'], domain) || isIn(user['mail'], domain));
}

/** The users with a name in the parent's domain. A page costs the users that it passes over. */
export function referenceRows({ tenant, parent }: Call): LazyRows {
  const users = tenant.collection('users');
  const domain = folded(parent?.id ?? '');
  const shown = (user: Entity | undefined) =>
    user && refers(user, domain) ? { '@odata.type': TYPE, ...user } : undefined;
  return {
    *after(position) {
      for (const row of users.rowsAfter(position)) if (refers(users.at(row), domain)) yield row;
    },
    at: (position) => shown(users.at(position)),
    find: (id) => shown(users.get(id)),
  };
}

export function isReferenced(call: Call, domain: Entity): boolean {
  for (const _ of referenceRows({ ...call, parent: domain }).after(-1)) return true;
  const below = `.${folded(domain.id)}`;
  return [
    ...verifiedDomains(call.tenant).map(({ name }) => name),
    ...[...call.tenant.collection(DOMAINS)].map(({ id }) => id),
  ].some((name) => folded(name).endsWith(below));
}

/** [documented] domain-forcedelete: how many objects it renames at most. */
export const RENAME_LIMIT = 1000;

/** Moves everybody with a name in a domain to another one. Throws when they are too many. */
export function renameAll(call: Call, from: Entity, to: string, disable: boolean): void {
  const users = call.tenant.collection('users');
  const rows = referenceRows({ ...call, parent: from });
  const found: Entity[] = [];
  for (const row of rows.after(-1)) {
    const user = users.at(row);
    if (user) found.push(user);
    if (found.length > RENAME_LIMIT) throw errors.tooManyToRename(RENAME_LIMIT);
  }
  const domain = folded(from.id);
  const moved = (address: unknown) =>
    isIn(address, domain) ? `${String(address).slice(0, -domain.length)}${to}` : address;
  for (const user of found) {
    const proxies = user['proxyAddresses'];
    const change = {
      userPrincipalName: String(moved(user['userPrincipalName'])),
      ...(user['mail'] ? { mail: moved(user['mail']) as string } : {}),
      ...(Array.isArray(proxies) ? { proxyAddresses: proxies.map(moved) } : {}),
      ...(disable ? { accountEnabled: false } : {}),
    };
    users.update(user.id, change, actorOf(call));
  }
}
