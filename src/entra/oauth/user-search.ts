import type { User } from '../../tenant/index.ts';
import type { Context } from './context.ts';

/** How many people a page shows. */
export const USERS_ON_A_PAGE = 15;
/** How many people are looked at for one page: a tenant may have a million, and most of them are called otherwise. */
export const USERS_LOOKED_AT = 20_000;

export interface FoundUsers {
  readonly users: readonly User[];
  /** How to go on; undefined: nobody is left. */
  readonly next: string | undefined;
  /** Whether it ended because too many were looked at. */
  readonly exhausted: boolean;
}

/**
 * People whose principal name, or a part of whose name, begins with a text; in the order of the directory. A whole principal
 * name is found by its index; for anything else a bounded number of people is looked at.
 * @param after what `next` was
 */
export function searchUsers({ tenant }: Context, text: string, after: string | undefined): FoundUsers {
  const collection = tenant.collection('users');
  const wanted = text.trim().toLowerCase();
  const [exact] = wanted === '' ? [] : collection.where('userPrincipalName', wanted);
  if (exact) return { users: [exact], next: undefined, exhausted: false };
  const users: User[] = [];
  let looked = 0;
  let last = after === undefined || !/^\d+$/.test(after) ? -1 : Number(after);
  for (const row of collection.rowsAfter(last)) {
    const isFull = users.length === USERS_ON_A_PAGE;
    if (isFull || looked === USERS_LOOKED_AT) return { users, next: String(last), exhausted: !isFull };
    const user = collection.at(row) as User;
    if (matches(user, wanted)) users.push(user);
    looked += 1;
    last = row;
  }
  return { users, next: undefined, exhausted: false };
}

function matches({ userPrincipalName, displayName }: User, wanted: string): boolean {
  if (userPrincipalName.toLowerCase().startsWith(wanted)) return true;
  const name = displayName.toLowerCase();
  return name.startsWith(wanted) || name.includes(` ${wanted}`);
}
