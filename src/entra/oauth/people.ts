import { isPasswordOf } from '../../directory/index.ts';
import type { User } from '../../tenant/index.ts';
import type { Context } from './context.ts';
import { expiredPassword, unknownUser, wrongPassword } from './errors/index.ts';
import { directoryName } from './tenant-names.ts';

/** The user with that principal name, or id. */
export function findUser({ tenant }: Context, name: string): User | undefined {
  const users = tenant.collection('users');
  return users.where('userPrincipalName', name)[0] ?? users.get(name);
}

/** Throws EntraError when nobody has that name. */
export function userNamed(context: Context, name: string): User {
  const user = findUser(context, name);
  if (!user) throw unknownUser(directoryName(context.tenant));
  return user;
}

/**
 * Checks a password. One is known of users whom Graph gave one, or a script; anybody else may have any. Throws EntraError.
 */
export function checkPassword(user: User, password: string): void {
  if (password === '' || !isPasswordOf(user, password)) throw wrongPassword();
  if (user.$passwordExpired) throw expiredPassword();
}
