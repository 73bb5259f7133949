export { SIGN_IN_HOSTS } from './discovery.ts';
export { createEntra, type Entra } from './entra.ts';
export type { EntraRequest } from './messages.ts';
export { createSigningJwk } from './signing-key.ts';
