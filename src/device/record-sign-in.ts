import { usableSecondFactor } from '../entra/authentication-methods.ts';
import { evaluateConditionalAccess } from '../entra/conditional-access/index.ts';
import { signInLogOf } from '../entra/sign-in-log.ts';
import { usePass } from '../entra/temporary-access-pass.ts';
import type { Scene } from './scene.ts';
import { provesSecondFactor } from './second-factor.ts';
import { sharedSession } from './second-factor-of.ts';
import { BROKERS, DEVICE_SIGN_INS, type DeviceSignIn, decideSignIn, type SignInName } from './sign-ins.ts';

/** Documentation's own addresses (RFC 5737): one for a device, though not one of its own. */
const ADDRESSES = Array.from({ length: 254 }, (_, index) => `203.0.113.${index + 1}`);

const UNKNOWN_USER = {
  status: 'notApplied',
  policies: [],
  refusal: { code: 50034, message: 'The user account does not exist in the directory.' },
} as const;

/** Leaves in the tenant's log that the device has asked, and what came of it. */
export function recordSignIn(scene: Scene, name: SignInName): void {
  const signIn: DeviceSignIn = DEVICE_SIGN_INS[name];
  const { tenant, user, state } = scene;
  // Where no extension takes part, it is the person who signs in, even with the device's certificate.
  const isInteractive = signIn.interactive || state.running?.journey === 'brokeredSignIn';
  const exists = user.userPrincipalName !== '';
  const decision = exists ? decideSignIn(scene, name) : UNKNOWN_USER;
  signInLogOf(tenant).record({
    kind: isInteractive ? 'interactiveUser' : 'nonInteractiveUser',
    at: scene.now,
    user: exists ? user : undefined,
    app: signIn.app(scene),
    resource: signIn.resource,
    clientApp: signIn.clientApp?.(scene) ?? BROKERS,
    conditionalAccess: decision,
    refusal: decision.refusal,
    address: ADDRESSES[state.number % ADDRESSES.length],
    operatingSystem: 'Ios',
    device: signIn.provesDevice ? scene.directoryDevice() : undefined,
  });
  if (isInteractive && exists && !decision.refusal) spendPass(scene, name);
}

/** Sign-ins that begin the session which the extension shares. */
const SHARED: readonly SignInName[] = ['registration', 'session', 'again'];

/** What a Temporary Access Pass was needed for, it is used for; the person takes whatever else they have first. (inferred) */
function spendPass(scene: Scene, name: SignInName): void {
  const { tenant, user, state } = scene;
  const own = usableSecondFactor(tenant, user.id, state.secondFactor ?? true);
  if (own === true) return;
  const asked = DEVICE_SIGN_INS[name].access(scene);
  const secondFactor =
    name === 'enrollment' ? provesSecondFactor(scene, asked, own) : own !== false && own !== 'notRegistered';
  if (!evaluateConditionalAccess(tenant, { ...asked, secondFactor }).refusal) return;
  usePass(tenant, user.id, SHARED.includes(name) ? sharedSession(scene) : name);
}
