// What the service hands out to itself: statements that it signs, so that nothing has to be kept. They outlive a restart,
// as access tokens do, because the key does.
import type { Context } from './context.ts';
import { signClaims, verifiedClaims } from './signing-key.ts';

type Purpose = 'refresh' | 'session' | 'proof';

export function signStatement(context: Context, purpose: Purpose, statement: object): Promise<string> {
  return signClaims(context, { ...statement, purpose, tid: context.tenant.id });
}

/** A statement of ours; undefined for anything else, be it another tenant's or another purpose's. */
export async function readStatement<T>(
  context: Context,
  purpose: Purpose,
  text: string,
): Promise<T | undefined> {
  const claims = await verifiedClaims(context, text);
  return claims?.['purpose'] === purpose && claims['tid'] === context.tenant.id ? (claims as T) : undefined;
}
