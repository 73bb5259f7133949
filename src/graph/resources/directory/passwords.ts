// What Microsoft Entra ID asks of passwords. Nobody's password is kept: signing in needs none here.
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
