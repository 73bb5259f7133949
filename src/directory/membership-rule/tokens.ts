import { compilationError } from './errors.ts';

export interface Token {
  readonly kind: 'mark' | 'text' | 'word' | 'end';
  readonly value: string;
  readonly at: number;
}

const SPACE = /\s/;
const MARKS = '()[],';
const WORD = /[^\s()[\],"'`]+/y;

/** Throws MembershipRuleError. The last token is the end. */
export function tokenize(rule: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < rule.length; ) {
    const character = rule[at] as string;
    if (SPACE.test(character)) at += 1;
    else if (MARKS.includes(character)) {
      tokens.push({ kind: 'mark', value: character, at });
      at += 1;
    } else {
      const { token, end } = readText(rule, at) ?? readWord(rule, at);
      tokens.push(token);
      at = end;
    }
  }
  tokens.push({ kind: 'end', value: '', at: rule.length });
  return tokens;
}

interface Read {
  readonly token: Token;
  readonly end: number;
}

function readWord(rule: string, at: number): Read {
  WORD.lastIndex = at;
  const [value] = WORD.exec(rule) ?? [];
  if (value === undefined) throw compilationError(`unexpected '${rule[at]}'`, at);
  return { token: { kind: 'word', value, at }, end: at + value.length };
}

/**
 * [documented] how quotation marks get into a value: those of a double quoted one behind a backtick, single ones doubled; a
 * value that is in escaped double quotes has them itself.
 */
function readText(rule: string, at: number): Read | undefined {
  const isEscaped = rule.startsWith('`"', at);
  const open = isEscaped ? '"' : rule[at];
  if (open !== '"' && open !== "'") return undefined;
  let value = '';
  for (let next = at + (isEscaped ? 2 : 1); next < rule.length; next += 1) {
    const character = rule[next] as string;
    if (character === '`' && open === '"' && rule[next + 1] === '"') {
      if (isEscaped) return { token: { kind: 'text', value: `"${value}"`, at }, end: next + 2 };
      value += '"';
      next += 1;
    } else if (character === open && !(open === "'" && rule[next + 1] === "'")) {
      if (!isEscaped) return { token: { kind: 'text', value, at }, end: next + 1 };
      value += character;
    } else {
      value += character;
      if (character === "'" && rule[next + 1] === "'") next += 1;
    }
  }
  throw compilationError('a quotation mark is never closed', at);
}

/** A text as a rule writes it, so that it is read as the same. */
export function quote(value: string): string {
  const doubled = value.replaceAll("'", "''");
  return value.includes('`') ? `'${doubled}'` : `"${doubled.replaceAll('"', '`"')}"`;
}
