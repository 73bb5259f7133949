// Which policies refer to something that somebody wants to delete.
import type { Entity } from '../../../tenant/index.ts';
import type { JsonObject } from '../../model/index.ts';
import type { Call } from '../../request/call.ts';
import { POLICIES } from './paths.ts';

/** What can be referred to, and where policies do. */
const PLACES = {
  location: [
    ['conditions', 'locations', 'includeLocations'],
    ['conditions', 'locations', 'excludeLocations'],
  ],
  context: [['conditions', 'applications', 'includeAuthenticationContextClassReferences']],
  strength: [['grantControls', 'authenticationStrength', 'id']],
} as const;

/** The policies that refer to an entity of that kind. */
export function policiesWith({ tenant }: Call, kind: keyof typeof PLACES, id: string): readonly Entity[] {
  return [...tenant.collection(POLICIES)].filter((policy) =>
    PLACES[kind].some((path) => holds(policy, path, id)),
  );
}

/** What policies are called, for an error to name them. */
export const namesOf = (policies: readonly Entity[]): readonly string[] =>
  policies.map(({ displayName }) => String(displayName));

function holds(policy: JsonObject, path: readonly string[], id: string): boolean {
  let value: unknown = policy;
  for (const name of path) value = (value as JsonObject | null | undefined)?.[name];
  return Array.isArray(value) ? value.includes(id) : value === id;
}
