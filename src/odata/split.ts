import { ODataSyntaxError, quoted } from './errors.ts';

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']' };

/**
 * Splits text at a separator that stands outside of quotes, parentheses and brackets.
 * @throws ODataSyntaxError when a quote or a parenthesis has no partner.
 */
export function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  const open: string[] = [];
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === "'" || character === '"') {
      index = endOfQuoted(text, index);
    } else if (character === '(' || character === '[') {
      open.push(CLOSING[character] ?? '');
    } else if (character === ')' || character === ']') {
      if (open.pop() !== character) throw unbalanced(text, index);
    } else if (character === separator && open.length === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  if (open.length > 0) throw unbalanced(text, text.length);
  parts.push(text.slice(start));
  return parts;
}

/** The place of the closing quote. A doubled single quote ends one text and begins the next, which comes to the same. */
function endOfQuoted(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '\\' && quote === '"') index += 1;
    else if (character === quote) return index;
  }
  throw new ODataSyntaxError(
    `There is an unterminated string literal at position ${text.length} in '${quoted(text)}'.`,
    text.length,
  );
}

function unbalanced(text: string, position: number): ODataSyntaxError {
  return new ODataSyntaxError(
    `Found an unbalanced bracket expression at position ${position} in '${quoted(text)}'.`,
    position,
  );
}

const NAME = '[\\p{L}\\p{Nl}_][\\p{L}\\p{Nl}\\p{Nd}\\p{Mn}\\p{Mc}_]*';
const SEGMENT = new RegExp(`^${NAME}(?:\\.${NAME})*$`, 'u');

/** Whether a path segment is a property's name or, with dots, a type's. */
export function isSegment(text: string): boolean {
  return SEGMENT.test(text);
}

/** Whether a path segment names a type: `microsoft.graph.iosLobApp`. */
export function isTypeSegment(text: string): boolean {
  return text.includes('.');
}

export function invalidTerm(term: string, position = 0): ODataSyntaxError {
  return new ODataSyntaxError(
    `Term '${quoted(term)}' is not valid in a $select or $expand expression.`,
    position,
  );
}
