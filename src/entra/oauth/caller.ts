// Structurally the same as Caller and AuthenticationFailure in src/graph/types.ts: Microsoft Entra ID and Microsoft
// Graph know nothing of each other but what is in a token, so neither imports the other; the server, which hands one's
// result to the other, does not compile when they differ.

/** Whoever presented a valid access token. `permissions` are its `roles` (application) or `scp` (delegated). */
export interface Caller {
  readonly kind: 'application' | 'delegated';
  readonly appId: string;
  readonly appDisplayName: string;
  readonly permissions: ReadonlySet<string>;
  /** The signed-in user's object id; only delegated callers have one. */
  readonly userId?: string;
}

/** Why a request has no caller. */
export interface AuthenticationFailure {
  readonly failure: 'missing' | 'malformed' | 'notJwt' | 'expired' | 'wrongAudience' | 'badSignature';
}
