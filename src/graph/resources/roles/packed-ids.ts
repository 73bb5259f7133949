// Ids that are made of GUIDs.

/** The bytes of a GUID as .NET writes them: the first three groups the other way round. */
function bytesOf(guid: string): number[] {
  const groups = guid
    .split('-')
    .map((group) => (group.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)));
  return groups.flatMap((bytes, index) => (index < 3 ? bytes.reverse() : bytes));
}

/**
 * [recorded] ids of role assignments and of scoped role memberships are their GUIDs in base64, for URLs, with a mark at the end:
 * `lAPpYvVpN0KRkAEhdxReEC2sEqbR_9Hr48lds9SGHI-1`.
 */
export function packedId(guids: readonly string[], mark: string): string {
  const text = btoa(String.fromCharCode(...guids.flatMap(bytesOf)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') + mark;
}
