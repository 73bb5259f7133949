export { createEntra, type Entra } from './entra.ts';
export type { EntraRequest } from './messages.ts';
export { SIGN_IN_HOSTS } from './sign-in-hosts.ts';
export { createSigningJwk } from './signing-key.ts';
