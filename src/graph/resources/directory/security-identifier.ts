/** A GUID's groups of digits, in the order in which Windows has its bytes in memory. */
const GUID = /^(.{8})-(.{4})-(.{4})-(.{2})(.{2})-(.{2})(.{2})(.{2})(.{2})(.{2})(.{2})$/;

/**
 * The security identifier of an object in Entra ID: `S-1-12-1-` and its object id as four numbers of 32 bits. Documented by
 * example: https://learn.microsoft.com/graph/api/group-post-groups
 */
export function securityIdentifier(objectId: string): string {
  const [, one, two, three, ...bytes] = GUID.exec(objectId) ?? [];
  const [a, b, c, d, e, f, g, h] = bytes;
  const words = [one, `${three}${two}`, `${d}${c}${b}${a}`, `${h}${g}${f}${e}`];
  return `S-1-12-1-${words.map((word) => Number.parseInt(word ?? '', 16)).join('-')}`;
}
