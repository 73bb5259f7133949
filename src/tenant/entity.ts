/**
 * What a collection holds: an object as Graph writes it, under Graph's property names, kept sparse. A property that is
 * absent, or undefined, has its type's default; names that begin with `$` are ours and never leave the tenant. Entities are never
 * changed in place: an update stores a new object, so that whoever holds the old one (a snapshot, the journal) keeps it.
 */
export interface Entity {
  readonly id: string;
  readonly [property: string]: unknown;
}

/** Who makes a change. */
export interface Actor {
  readonly kind: 'application' | 'user' | 'device' | 'service';
  readonly id: string;
  readonly name: string;
  /** Of a user: the application through which he acts. */
  readonly application?: { readonly id: string; readonly name: string };
}

/** Microsoft's and Apple's services, as actors of what they do by themselves. */
export const SERVICES = {
  intune: { kind: 'service', id: 'intune', name: 'Microsoft Intune' },
  entra: { kind: 'service', id: 'entra', name: 'Microsoft Entra ID' },
  apple: { kind: 'service', id: 'apple', name: 'Apple' },
  seed: { kind: 'service', id: 'seed', name: 'Seed' },
} as const satisfies Record<string, Actor>;
