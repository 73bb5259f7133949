export type { AuthenticationFailure, Caller } from './caller.ts';
export { SIGN_IN_HOSTS } from './discovery.ts';
export { createEntra, type Entra, type EntraOptions } from './entra.ts';
export type { EntraRequest, EntraResponse } from './messages.ts';
export { createSigningJwk } from './signing-key.ts';
