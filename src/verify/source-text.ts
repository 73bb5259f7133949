import {
  type AnyNode,
  type DocumentNode,
  type ElementNode,
  type MemberNode,
  parse,
  type ValueNode,
} from '@humanwhocodes/momoa';

/** A text that somebody wrote, and where it comes from: a file's name, or `-` for standard input. */
export interface SourceDocument {
  readonly path: string;
  readonly text: string;
}

/** A place in a text; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a pointer leads, as far as it does. */
export interface Place extends Position {
  readonly pointer: string;
  /** The column after the last one, on the same line. */
  readonly endColumn: number;
}

/** What cannot be read: says where, and what was expected there. */
export class UnreadableInputError extends Error {
  readonly path: string;
  readonly position: Position | undefined;

  constructor(path: string, problem: string, position?: Position) {
    super(`${path}${position ? `:${position.line}:${position.column}` : ''}: ${problem}`);
    this.name = 'UnreadableInputError';
    this.path = path;
    this.position = position;
  }

  /** The same error, which tells of others too: one a line. */
  together(others: readonly UnreadableInputError[]): this {
    const told = others.slice(0, UNREADABLE_TOLD - 1).map(({ message }) => `\n${message}`);
    const more = others.length - told.length;
    this.message += told.join('') + (more > 0 ? `\nand ${more} more` : '');
    return this;
  }
}

/** How many files that can't be read are named. */
export const UNREADABLE_TOLD = 20;

/** How large a document may be, in characters. */
export const MAX_DOCUMENT_LENGTH = 64_000_000;
/** How deeply objects and arrays may lie in one another. */
export const MAX_DOCUMENT_DEPTH = 200;

/** Parses JSON, with or without a byte order mark. Throws UnreadableInputError. */
export function parseSource({ path, text }: SourceDocument): unknown {
  const json = withoutMark(text);
  if (json.length > MAX_DOCUMENT_LENGTH) {
    throw new UnreadableInputError(
      path,
      `the file has more than ${MAX_DOCUMENT_LENGTH / 1_000_000} million characters`,
    );
  }
  if (json.includes('\0'))
    throw new UnreadableInputError(path, 'this is no text file: expected JSON in UTF-8');
  if (json.trim() === '')
    throw new UnreadableInputError(
      path,
      'the file is empty: expected a Graph object, an array, or {"value": […]}',
    );
  checkDepth(path, json);
  try {
    return JSON.parse(json);
  } catch {
    throw syntaxError(path, json);
  }
}

/**
 * Where a JSON pointer leads in a text that parses. The nearest place above it that exists, when it leads nowhere.
 * Positions are looked up only when something is found, so that a large clean folder costs no more than JSON.parse.
 */
export class Locator {
  readonly #text: string;
  #document: DocumentNode | undefined;

  constructor(text: string) {
    this.#text = withoutMark(text);
  }

  /** Of a text, number or other simple value its own place; of anything larger where it begins, or its name. */
  locate(pointer: string): Place {
    this.#document ??= parse(this.#text, { mode: 'json' });
    let node: ValueNode = this.#document.body;
    let named: AnyNode = node;
    let reached = '';
    for (const name of namesOf(pointer)) {
      const next = step(node, name);
      if (!next) break;
      node = next.value;
      named = next.type === 'Member' && (node.type === 'Object' || node.type === 'Array') ? next.name : node;
      reached += `/${escapePointer(name)}`;
    }
    const { start, end } = named.loc;
    return {
      pointer: reached,
      line: start.line,
      column: start.column,
      endColumn: end.line === start.line ? end.column : start.column + 1,
    };
  }

  /** The text of a line, without its end. */
  line(line: number): string {
    return this.#text.split('\n', line)[line - 1]?.replace(/\r$/, '') ?? '';
  }
}

export function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The names that a JSON pointer consists of. */
export function namesOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What a JSON pointer leads to in a parsed document; undefined when it leads nowhere. */
export function valueAt(root: unknown, pointer: string): unknown {
  let value = root;
  for (const name of namesOf(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

/** One step of a JSON pointer; of a name that occurs twice, the last counts. */
export function step(node: ValueNode, name: string): MemberNode | ElementNode | undefined {
  if (node.type === 'Object') return node.members.findLast((member) => keyOf(member.name) === name);
  return node.type === 'Array' ? node.elements[Number(name)] : undefined;
}

function keyOf(name: AnyNode): string | undefined {
  return name.type === 'String' ? name.value : name.type === 'Identifier' ? name.name : undefined;
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** JSON.parse takes any depth, whatever reads its result does not. */
/** Throws UnreadableInputError for what lies too deep; how many brackets and braces are open at the end. */
function checkDepth(path: string, json: string): number {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < json.length; at += 1) {
    const character = json.charCodeAt(at);
    if (inString) {
      if (character === 0x5c) at += 1;
      else if (character === 0x22) inString = false;
    } else if (character === 0x22) inString = true;
    else if (character === 0x7b || character === 0x5b) {
      depth += 1;
      if (depth > MAX_DOCUMENT_DEPTH) {
        throw new UnreadableInputError(
          path,
          `objects and arrays lie more than ${MAX_DOCUMENT_DEPTH} deep in one another`,
          positionAt(json, at),
        );
      }
    } else if (character === 0x7d || character === 0x5d) depth -= 1;
  }
  return depth;
}

const TOKENS: Readonly<Record<string, string>> = {
  LBrace: '"{"',
  RBrace: '"}"',
  LBracket: '"["',
  RBracket: '"]"',
  Comma: '","',
  Colon: '":"',
  String: 'a text',
  Number: 'a number',
  Boolean: 'true or false',
  Null: 'null',
};

function syntaxError(path: string, json: string): UnreadableInputError {
  try {
    parse(json, { mode: 'json' });
  } catch (error) {
    const { message, line, column } = error as Error & Partial<Position>;
    if (line === undefined || column === undefined) return new UnreadableInputError(path, 'this is no JSON');
    const token = /^Unexpected token (\w+) found/.exec(message)?.[1];
    const character = /^Unexpected character '(.*?)' found/su.exec(message)?.[1];
    const early = endsEarly(json, line, column);
    const found = early
      ? 'the text ends too early'
      : token
        ? `unexpected ${TOKENS[token] ?? token}`
        : character
          ? `unexpected character ${JSON.stringify(character)}`
          : 'the text ends too early';
    return new UnreadableInputError(
      path,
      `this is no JSON: ${found}${early ? hint(json, undefined, undefined) : hint(json, token, character)}`,
      {
        line,
        column,
      },
    );
  }
  return new UnreadableInputError(path, 'this is no JSON');
}

/** The parser names the last thing that is there, when what follows it is missing. */
function endsEarly(json: string, line: number, column: number): boolean {
  const last = positionAt(json, json.trimEnd().length - 1);
  return last.line === line && last.column === column && checkDepth('', json) > 0;
}

function hint(json: string, token: string | undefined, character: string | undefined): string {
  if (/\bImport-DscResource\b/i.test(json)) {
    return '; it looks like a configuration of Microsoft365DSC, which New-M365DSCReportFromConfiguration -Type JSON makes JSON of';
  }
  if (/^\s*</.test(json)) return '; it looks like XML or HTML, expected a policy as JSON';
  if (token === 'RBrace' || token === 'RBracket') return '; is there a comma too many before it?';
  if (token === 'String' || token === 'LBrace') return '; is a comma or colon missing before it?';
  if (character === '/') return '; JSON has no comments';
  if (character === "'") return '; texts take double quotes';
  if (token === undefined && character === undefined) return '; is a bracket or brace missing?';
  return '';
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - start + 1 };
}
