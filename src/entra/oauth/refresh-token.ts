import { DAY, toIso } from '../../clock/index.ts';
import type { User } from '../../tenant/index.ts';
import type { Client } from './clients.ts';
import type { Context } from './context.ts';
import {
  grantExpired,
  malformedGrant,
  refreshTokenIdle,
  refreshTokenOfSinglePage,
  refreshTokenRevoked,
} from './errors/index.ts';
import { readStatement, signStatement } from './statements.ts';

/** How long a refresh token is good for without being used, in days; a page's is good for one in all. [documented] */
export const REFRESH_TOKEN_DAYS = 90;
const SINGLE_PAGE_REFRESH_TOKEN_DAYS = 1;

/** What a refresh token says. Clients must not read it. */
export interface RefreshStatement {
  readonly user: string;
  readonly client: string;
  readonly methods: readonly string[];
  /** When it was issued, in milliseconds since the epoch; a page's goes on from when the first one was. */
  readonly at: number;
  readonly singlePage: boolean;
  /** The nonce of the authorization request, which ID tokens go on to carry. */
  readonly nonce?: string | undefined;
  /** What was asked for first: what a refresh without a scope is for. */
  readonly scope: string;
}

export function signRefreshToken(context: Context, statement: RefreshStatement): Promise<string> {
  return signStatement(context, 'refresh', statement);
}

/** Reads a refresh token of that client's. Throws EntraError when it is none, or no longer good. */
export async function readRefreshToken(
  context: Context,
  text: string,
  client: Client,
): Promise<{ statement: RefreshStatement; user: User }> {
  const statement = await readStatement<RefreshStatement>(context, 'refresh', text);
  if (!statement || statement.client !== client.appId) throw malformedGrant();
  const { tenant } = context;
  const issued = toIso(statement.at);
  const days = statement.singlePage ? SINGLE_PAGE_REFRESH_TOKEN_DAYS : REFRESH_TOKEN_DAYS;
  if (statement.at + days * DAY <= tenant.clock.now)
    throw statement.singlePage
      ? refreshTokenOfSinglePage(issued, `${days}.00:00:00`)
      : refreshTokenIdle(issued, days);
  const user = tenant.collection('users').get(statement.user);
  // Whose it was is gone: nothing documented says which code that has. [inferred]
  if (!user) throw grantExpired();
  const { signInSessionsValidFromDateTime: from } = user;
  if (from && Date.parse(from) > statement.at) throw refreshTokenRevoked(issued, from);
  return { statement, user };
}
