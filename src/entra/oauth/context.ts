import type { Random } from '../../clock/index.ts';
import type { Tenant } from '../../tenant/index.ts';
import type { SigningKey } from './signing-key.ts';

/** What everything in this folder works with. */
export interface Context {
  readonly tenant: Tenant;
  /** A stream of its own: how many people sign in doesn't change what a tenant becomes. */
  readonly random: Random;
  readonly signingKey: () => Promise<SigningKey>;
}

/** Version 1 names a `resource`, version 2 a `scope`. */
export type EndpointVersion = 1 | 2;
