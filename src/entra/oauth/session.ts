import type { User } from '../../tenant/index.ts';
import type { Context } from './context.ts';
import type { EntraRequest } from './messages.ts';
import { readStatement, signStatement } from './statements.ts';

/** Somebody who has shown who they are. */
export interface SignedIn {
  readonly user: User;
  /** `pwd`, and `mfa` after a second factor. */
  readonly methods: readonly string[];
}

/** Who has signed in with a browser, the latest first. */
export interface Session {
  readonly id: string;
  readonly people: readonly SignedIn[];
}

interface SessionStatement {
  readonly id: string;
  readonly people: readonly { readonly user: string; readonly methods: readonly string[] }[];
}

/** The name that the service's own cookie has. */
const COOKIE = 'ESTSAUTH';
/** How many people one browser remembers. */
export const SESSION_PEOPLE = 8;

/** The session of a browser; an empty one when it has none, or one that isn't good. */
export async function readSession(context: Context, { header }: EntraRequest): Promise<Session> {
  const text = new RegExp(`(?:^|; *)${COOKIE}=([^;]+)`).exec(header('cookie') ?? '')?.[1];
  const statement = text && (await readStatement<SessionStatement>(context, 'session', text));
  if (!statement) return { id: context.random.guid(), people: [] };
  const users = context.tenant.collection('users');
  const people = statement.people.flatMap(({ user: id, methods }) => {
    const user = users.get(id);
    return user ? { user, methods } : [];
  });
  return { id: statement.id, people };
}

/** The cookie of a session in which one more has signed in. */
export async function sessionCookie(
  context: Context,
  { id, people }: Session,
  { user, methods }: SignedIn,
  origin: string,
): Promise<string> {
  const others = people.filter((each) => each.user.id !== user.id).slice(0, SESSION_PEOPLE - 1);
  const all = [{ user, methods }, ...others].map((each) => ({ user: each.user.id, methods: each.methods }));
  const value = await signStatement(context, 'session', { id, people: all });
  return `${COOKIE}=${value}${attributes(origin)}`;
}

/** A cookie that ends the session. */
export const endOfSession = (origin: string) => `${COOKIE}=; Max-Age=0${attributes(origin)}`;

/** Pages of other sites ask in a frame whether somebody is signed in, which browsers allow over HTTPS only. */
function attributes(origin: string): string {
  const site = origin.startsWith('https:') ? 'SameSite=None; Secure' : 'SameSite=Lax';
  return `; Path=/; HttpOnly; ${site}`;
}
