import { expect, it } from 'vitest';
import { securityIdentifier } from './security-identifier.ts';

// Both pairs stand in Microsoft's examples of creating a group.
it.each([
  ['21d05557-b7b6-418f-86fa-a3118d751be4', 'S-1-12-1-567301463-1099937718-295959174-3827004813'],
  ['1226170d-83d5-49b8-99ab-d1ab3d91333e', 'S-1-12-1-304486157-1236829141-2882644889-1043566909'],
])('the security identifier of %s follows from it', (id, expected) => {
  expect(securityIdentifier(id)).toBe(expected);
});
