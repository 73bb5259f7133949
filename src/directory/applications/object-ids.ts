// Ids of grants and assignments, which say what they are about: the same grant has the same id in every run.

/** A GUID's 16 bytes, in the order in which .NET writes them. */
function bytesOf(guid: string): number[] {
  const digits = guid.replaceAll('-', '');
  const bytes = Array.from(
    { length: 16 },
    (_, at) => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16) || 0,
  );
  return [
    ...bytes.slice(0, 4).reverse(),
    ...bytes.slice(4, 6).reverse(),
    ...bytes.slice(6, 8).reverse(),
    ...bytes.slice(8),
  ];
}

function base64Url(bytes: readonly number[]): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** [inferred] ids in the documentation have the length of two ids, and of three when a grant is for one user. */
export function grantId(clientId: string, resourceId: string, userId?: string | null): string {
  return base64Url([clientId, resourceId, ...(userId ? [userId] : [])].flatMap(bytesOf));
}

/** [inferred] 32 bytes that begin with the principal's id, as in the documentation's examples. */
export function assignmentId(principalId: string, resourceId: string, appRoleId: string): string {
  const resource = bytesOf(resourceId);
  return base64Url([
    ...bytesOf(principalId),
    ...bytesOf(appRoleId).map((byte, at) => byte ^ (resource[at] ?? 0)),
  ]);
}
