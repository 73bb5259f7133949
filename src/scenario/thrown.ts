// Where something was thrown: for whoever wrote the code, the line is half of the answer.

/** `at f (file:///a/b.ts:3:7)`, `at async /a/b.ts:3:7`, `/a/b.ts:3:7: ERROR: …` */
const FRAME = /(?:^|[\s(])(?:file:\/\/)?(\/[^()\n]*?|[A-Za-z]:[^()\n]*?):(\d+):(\d+)(?=[):\s]|$)/gm;

/**
 * The first place in a file that an error's stack (or the message of a compiler) names: where its own code threw, or called what did.
 * @param file as it was given, relative or absolute
 */
export function placeOfThrown(error: unknown, file: string): { line: number; column: number } | undefined {
  const { stack, message } = (error ?? {}) as Partial<Error>;
  const ending = plainPath(file).replace(/^(?:\.{1,2}\/)+/, '');
  for (const [, path = '', line, column] of `${stack ?? message ?? ''}`.matchAll(FRAME)) {
    const found = plainPath(path);
    if (found === ending || found.endsWith(`/${ending}`))
      return { line: Number(line), column: Number(column) };
  }
  return undefined;
}

function plainPath(path: string): string {
  const slashes = path.replaceAll('\\', '/');
  try {
    return decodeURI(slashes);
  } catch {
    return slashes;
  }
}

/** What an error says, with its kind where that tells more: `TypeError: x is not a function`. One line, without colours. */
export function wordsOf(error: unknown): string {
  const { name, message = String(error) } = (error ?? {}) as Partial<Error>;
  const text = firstLine(message);
  return name === undefined || name === 'Error' ? text : `${name}: ${text}`;
}

/** Colours and the rest of a long message help nobody in a report. */
export function firstLine(message: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
  return message.replaceAll(/\u001b\[[\d;]*m/g, '').split('\n')[0] ?? '';
}
