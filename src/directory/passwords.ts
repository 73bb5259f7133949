// What Microsoft Entra ID asks of passwords, and what becomes of a user who gets one.
const SHORTEST = 8;
const LONGEST = 256;

/** [documented] lowercase letters, uppercase letters, numbers and symbols: three of the four. */
const KINDS = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/];
const KINDS_NEEDED = 3;

export const isLongEnough = (password: string) => password.length >= SHORTEST && password.length <= LONGEST;

export const isMixedEnough = (password: string) =>
  KINDS.filter((kind) => kind.test(password)).length >= KINDS_NEEDED;

/** https://learn.microsoft.com/entra/identity/authentication/concept-sspr-policy */
export const isStrongPassword = (password: string) => isLongEnough(password) && isMixedEnough(password);

/** As many bits as tell two passwords apart. */
const DIGEST_SEEDS = [0x811c9dc5, 0x2f0b4a17];
const DIGEST_FACTORS = [0x01000193, 0x85ebca6b] as const;

/**
 * What is kept of a password, so that no snapshot shows one. It keeps nobody out who means to guess: nothing here is worth that.
 */
export function passwordDigest(password: string): string {
  const parts = DIGEST_SEEDS.map((seed) => {
    let state = seed;
    for (let index = 0; index < password.length; index += 1) {
      state = Math.imul(state ^ password.charCodeAt(index), DIGEST_FACTORS[0]);
      state = Math.imul(state ^ (state >>> 15), DIGEST_FACTORS[1]);
    }
    return ((state ^ (state >>> 13)) >>> 0).toString(16).padStart(8, '0');
  });
  return parts.join('');
}

/** A user as far as the password goes. */
export interface WithPassword {
  readonly [property: string]: unknown;
  readonly $password?: string;
}

/** Whether somebody is whom they say. Anybody may be a user whose password isn't known. */
export const isPasswordOf = ({ $password }: WithPassword, password: string): boolean =>
  $password === undefined || $password === passwordDigest(password);

/** What is said of a user's password. https://learn.microsoft.com/graph/api/resources/passwordprofile */
export interface PasswordProfile {
  readonly password?: unknown;
  readonly forceChangePasswordNextSignIn?: unknown;
  readonly forceChangePasswordNextSignInWithMfa?: unknown;
}

/**
 * What a password makes of a user. From then on it is what signs the user in, and sessions from before are over [documented]. What
 * is said of the next sign-in alone counts only for a user whose password is known: anybody else needs none.
 */
export function withPassword(
  user: WithPassword,
  profile: PasswordProfile,
  at: string,
): Readonly<Record<string, unknown>> {
  const { password, forceChangePasswordNextSignIn, forceChangePasswordNextSignInWithMfa } = profile;
  const isNew = typeof password === 'string' && password !== '';
  if (!isNew && user.$password === undefined) return {};
  const said = [forceChangePasswordNextSignIn, forceChangePasswordNextSignInWithMfa].filter(
    (each) => typeof each === 'boolean',
  );
  return {
    ...(isNew
      ? {
          $password: passwordDigest(password),
          lastPasswordChangeDateTime: at,
          signInSessionsValidFromDateTime: at,
        }
      : {}),
    ...(said.length > 0 ? { $passwordExpired: said.includes(true) } : {}),
  };
}
