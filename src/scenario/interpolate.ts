/** A reference in a scenario to something that isn't there. */
class UnknownReferenceError extends Error {
  constructor(reference: string, known: readonly string[]) {
    super(
      `'{${reference}}' refers to nothing; there are ${known.length > 0 ? known.join(', ') : 'no names yet'}`,
    );
    this.name = 'UnknownReferenceError';
  }
}

/**
 * Replaces `{phone.managedDeviceId}` in texts, anywhere within a value, by what `names` holds under that name.
 * Braces that hold no such reference, `{{DEVICEREGISTRATION}}` above all, stay as they are.
 * Throws UnknownReferenceError.
 */
export function interpolate<T>(value: T, names: ReadonlyMap<string, unknown>): T {
  if (typeof value === 'string') {
    return value.replace(
      /(?<!\{)\{([A-Za-z][\w-]*)((?:\.\w+)+)\}(?!\})/g,
      (_, name: string, properties: string) => {
        let found: unknown = names.get(name);
        for (const property of properties.slice(1).split('.'))
          found = (found as Record<string, unknown> | undefined)?.[property];
        if (found === undefined) throw new UnknownReferenceError(name + properties, [...names.keys()]);
        return String(found);
      },
    ) as T;
  }
  if (Array.isArray(value)) return value.map((element) => interpolate(element, names)) as T;
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, interpolate(inner, names)]),
    ) as T;
  }
  return value;
}
