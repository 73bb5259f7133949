// Codes that stand for a sign-in under way. They are kept in the tenant, without an entry in the journal, because whether one
// was redeemed must not be forgotten by a snapshot in between; refresh tokens and sessions say all by themselves (statements.ts).
import { MINUTE } from '../../clock/index.ts';
import { type Collection, type Entity, SERVICES, SIGN_IN_CODES } from '../../tenant/index.ts';
import type { Context, EndpointVersion } from './context.ts';

/** How long an authorization code is good for. [documented: about ten minutes] */
export const AUTHORIZATION_CODE_LIFETIME = 10 * MINUTE;
/** How long somebody has to type in a device's code. [documented: 15 minutes] */
export const DEVICE_CODE_LIFETIME = 15 * MINUTE;

/** Where a client's user is sent back to, which decides how it must prove itself. */
export type RedirectPlatform = 'web' | 'spa' | 'native';

/** Somebody has signed in, and the client has yet to fetch what it gets for it. The id is the code. */
export interface AuthorizationCode extends Entity {
  readonly kind: 'authorization';
  /** In milliseconds since the epoch. */
  readonly expires: number;
  readonly redeemed?: boolean;
  readonly client: string;
  readonly user: string;
  readonly methods: readonly string[];
  readonly redirectUri: string;
  readonly platform: RedirectPlatform;
  readonly version: EndpointVersion;
  readonly scope: string;
  readonly nonce?: string | undefined;
  readonly challenge?: { readonly value: string; readonly method: 'plain' | 'S256' } | undefined;
}

/** A device waits for somebody to sign in elsewhere. The id is the code that it polls with. */
export interface DeviceCode extends Entity {
  readonly kind: 'device';
  readonly expires: number;
  readonly redeemed?: boolean;
  /** What the person types in. */
  readonly userCode: string;
  readonly client: string;
  readonly version: EndpointVersion;
  readonly scope: string;
  readonly answer?: 'approved' | 'declined';
  readonly user?: string;
  readonly methods?: readonly string[];
}

type SignInCode = AuthorizationCode | DeviceCode;

const CODE_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Without what is easily mistaken for something else. */
const TYPED_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 64;
const TYPED_LENGTH = 9;

const codesOf = ({ tenant }: Context) => tenant.collection(SIGN_IN_CODES) as Collection<SignInCode>;

export function addAuthorizationCode(
  context: Context,
  code: Omit<AuthorizationCode, 'id' | 'kind' | 'expires'>,
): AuthorizationCode {
  const expires = context.tenant.clock.now + AUTHORIZATION_CODE_LIFETIME;
  return add(context, { ...code, kind: 'authorization', expires } as Omit<AuthorizationCode, 'id'>, '0.');
}

export function addDeviceCode(
  context: Context,
  code: Pick<DeviceCode, 'client' | 'version' | 'scope'>,
): DeviceCode {
  const expires = context.tenant.clock.now + DEVICE_CODE_LIFETIME;
  const codes = codesOf(context);
  let userCode: string;
  do userCode = context.random.text(TYPED_LENGTH, TYPED_ALPHABET);
  while (codes.countWhere('userCode', userCode) > 0);
  return add(context, { ...code, kind: 'device', userCode, expires } as Omit<DeviceCode, 'id'>, 'D');
}

/** Codes come from a stream that begins anew with each process, so one that a snapshot holds may come up again. */
function add<T extends SignInCode>(context: Context, code: Omit<T, 'id'>, prefix: string): T {
  const codes = codesOf(context);
  let id: string;
  do id = `${prefix}${context.random.text(CODE_LENGTH, CODE_ALPHABET)}`;
  while (codes.get(id));
  const entity = { ...code, id } as T;
  codes.insert(entity, SERVICES.entra);
  return entity;
}

export function findCode<K extends SignInCode['kind']>(
  context: Context,
  kind: K,
  id: string,
): Extract<SignInCode, { kind: K }> | undefined {
  const code = codesOf(context).get(id);
  return code?.kind === kind ? (code as Extract<SignInCode, { kind: K }>) : undefined;
}

/** The code that somebody has typed, in any case; undefined when it is none, or too old, or was answered. */
export function findTypedCode(context: Context, text: string): DeviceCode | undefined {
  const typed = text.replaceAll(/[\s-]/g, '');
  const [code] = codesOf(context).where('userCode', typed) as DeviceCode[];
  return code && code.expires > context.tenant.clock.now && !code.answer ? code : undefined;
}

/** Redeems a code. False when somebody else was faster. */
export function redeemCode(context: Context, { id }: SignInCode): boolean {
  const codes = codesOf(context);
  if (codes.get(id)?.redeemed) return false;
  codes.update(id, { redeemed: true }, SERVICES.entra);
  return true;
}

/** Writes down what somebody has said to a device's request. */
export function answerDeviceCode(
  context: Context,
  { id }: DeviceCode,
  answer: Pick<DeviceCode, 'answer' | 'user' | 'methods'>,
): void {
  codesOf(context).update(id, { ...answer }, SERVICES.entra);
}
