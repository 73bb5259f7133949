import type { ValueReader } from './binding.ts';
import { ODataSyntaxError, quoted } from './errors.ts';
import { checkCount, checkLength, type QueryLimits, resolveLimits } from './limits.ts';

/** `$search` as a tree. A term without `property` looks into the resource's default properties. */
export type SearchExpression =
  | { readonly kind: 'term'; readonly property?: string; readonly text: string }
  | { readonly kind: 'not'; readonly operand: SearchExpression }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly SearchExpression[] };

interface SearchToken {
  readonly kind: 'phrase' | 'word' | 'open' | 'close' | 'end';
  readonly text: string;
  readonly position: number;
}

/**
 * Parses `$search`: `"displayName:OneVideo" AND "mail:onevideo"`, `NOT foo OR bar`. Words side by side mean AND;
 * AND, OR and NOT count only in capitals. The empty text is an error.
 * @throws ODataSyntaxError
 */
export function parseSearch(text: string, limits?: Partial<QueryLimits>): SearchExpression {
  const resolved = resolveLimits(limits);
  checkLength(text, resolved);
  const parser = new SearchParser(text, tokenizeSearch(text), resolved);
  return parser.whole();
}

const SEARCH_TOKEN = /\s*(?:("(?:[^"\\]|\\.)*")|([()])|([^\s()"]+))/suy;

function tokenizeSearch(text: string): SearchToken[] {
  const tokens: SearchToken[] = [];
  const length = text.trimEnd().length;
  SEARCH_TOKEN.lastIndex = 0;
  while (SEARCH_TOKEN.lastIndex < length) {
    const from = SEARCH_TOKEN.lastIndex;
    const found = SEARCH_TOKEN.exec(text);
    if (found === null) {
      // Whatever else fails to match is a quote without its partner.
      throw new ODataSyntaxError(
        `There is an unterminated string literal at position ${text.length} in '${quoted(text)}'.`,
        text.length,
      );
    }
    const [whole, phrase, bracket, word = ''] = found;
    const position = from + whole.length - (phrase ?? bracket ?? word).length;
    if (phrase !== undefined) {
      tokens.push({ kind: 'phrase', text: phrase.slice(1, -1).replace(/\\(.)/gsu, '$1'), position });
    } else if (bracket !== undefined) {
      tokens.push({ kind: bracket === '(' ? 'open' : 'close', text: bracket, position });
    } else {
      tokens.push({ kind: 'word', text: word, position });
    }
  }
  tokens.push({ kind: 'end', text: '', position: text.length });
  return tokens;
}

class SearchParser {
  readonly #text: string;
  readonly #tokens: readonly SearchToken[];
  readonly #limits: QueryLimits;
  #index = 0;
  #depth = 0;
  #terms = 0;

  constructor(text: string, tokens: readonly SearchToken[], limits: QueryLimits) {
    this.#text = text;
    this.#tokens = tokens;
    this.#limits = limits;
  }

  whole(): SearchExpression {
    const expression = this.#or();
    if (this.#current.kind !== 'end') throw this.#expected('Search term');
    return expression;
  }

  get #current(): SearchToken {
    return this.#tokens[this.#index] ?? { kind: 'end', text: '', position: this.#text.length };
  }

  #isWord(word: string): boolean {
    return this.#current.kind === 'word' && this.#current.text === word;
  }

  #or(): SearchExpression {
    this.#enter();
    const operands = [this.#and()];
    while (this.#isWord('OR')) {
      this.#index += 1;
      operands.push(this.#and());
    }
    this.#depth -= 1;
    return joined('or', operands);
  }

  #and(): SearchExpression {
    const operands = [this.#not()];
    while (!this.#isWord('OR') && this.#current.kind !== 'close' && this.#current.kind !== 'end') {
      if (this.#isWord('AND')) this.#index += 1;
      operands.push(this.#not());
    }
    return joined('and', operands);
  }

  #not(): SearchExpression {
    if (!this.#isWord('NOT')) return this.#primary();
    this.#index += 1;
    this.#enter();
    const operand = this.#not();
    this.#depth -= 1;
    return { kind: 'not', operand };
  }

  #primary(): SearchExpression {
    const { kind, text } = this.#current;
    if (kind === 'open') {
      this.#index += 1;
      const expression = this.#or();
      if (this.#current.kind !== 'close') throw this.#expected("')'");
      this.#index += 1;
      return expression;
    }
    const reserved = kind === 'word' && (text === 'AND' || text === 'OR');
    if (reserved || (kind !== 'phrase' && kind !== 'word')) throw this.#expected('Search term');
    this.#index += 1;
    this.#terms += 1;
    checkCount(this.#terms, '$search', 'maxSearchTerms', this.#limits);
    return term(text);
  }

  #enter(): void {
    this.#depth += 1;
    if (this.#depth <= this.#limits.maxDepth) return;
    throw new ODataSyntaxError(
      `Recursion depth exceeded allowed limit. The maximum is ${this.#limits.maxDepth} levels.`,
      this.#current.position,
      { limit: 'maxDepth' },
    );
  }

  #expected(what: string): ODataSyntaxError {
    const { position } = this.#current;
    return new ODataSyntaxError(
      `${what} expected at position ${position} in '${quoted(this.#text)}'.`,
      position,
    );
  }
}

function joined(kind: 'and' | 'or', operands: readonly SearchExpression[]): SearchExpression {
  const [first] = operands;
  return operands.length === 1 && first !== undefined ? first : { kind, operands };
}

const PROPERTY_TERM = /^([\p{L}_][\p{L}\p{N}_]*):(.*)$/su;

function term(text: string): SearchExpression {
  const [, property, rest = ''] = PROPERTY_TERM.exec(text) ?? [];
  return property === undefined ? { kind: 'term', text } : { kind: 'term', property, text: rest };
}

/** Properties whose words are searched one by one; all others are searched from their beginning. */
const TOKENIZED_PROPERTIES: ReadonlySet<string> = new Set(['displayName', 'description']);

/**
 * Compiles `$search` to a test. displayName and description are taken apart into words, and each word of the term must
 * begin one of them (recorded: "displayName:US" finds SfBMailUser); other properties must begin with the term
 * (documented: Graph, "Use the $search query parameter").
 */
export function compileSearch(
  expression: SearchExpression,
  reader: ValueReader,
  defaultProperties: readonly string[],
): (value: object) => boolean {
  switch (expression.kind) {
    case 'and': {
      const tests = expression.operands.map((each) => compileSearch(each, reader, defaultProperties));
      return (value) => tests.every((test) => test(value));
    }
    case 'or': {
      const tests = expression.operands.map((each) => compileSearch(each, reader, defaultProperties));
      return (value) => tests.some((test) => test(value));
    }
    case 'not': {
      const test = compileSearch(expression.operand, reader, defaultProperties);
      return (value) => !test(value);
    }
    case 'term': {
      const { property, text } = expression;
      const tests = (property === undefined ? defaultProperties : [property]).map((name) => {
        const matches = TOKENIZED_PROPERTIES.has(name) ? wordTest(text) : beginningTest(text);
        return (value: object) => matches(reader.read(value, name));
      });
      return (value) => tests.some((test) => test(value));
    }
  }
}

/** Words of a text, cut at spaces and symbols and between letters and digits. */
function wordsOf(text: string): string[] {
  return (text.match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? []).map((word) => word.toLowerCase());
}

/** The same, cut also where the case changes: SfBMailUser is Sf, B, Mail, User. */
function partsOf(text: string): string[] {
  const parts = text.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{Lt}\p{M}]+|\p{Lu}|\p{N}+/gu) ?? [];
  return parts.map((part) => part.toLowerCase());
}

/** `iphone` finds iPhone, `phone` too; `OneVideo` finds "One Video" and "onevideo". */
function wordTest(text: string): (value: unknown) => boolean {
  const wanted = [wordsOf(text), partsOf(text)].filter(({ length }) => length > 0);
  return (value) => {
    if (typeof value !== 'string') return false;
    const words = [...wordsOf(value), ...partsOf(value)];
    const begins = (want: string) => words.some((word) => word.startsWith(want));
    return wanted.some((wants) => wants.every(begins));
  };
}

function beginningTest(text: string): (value: unknown) => boolean {
  const beginning = text.toLowerCase();
  const matches = (value: unknown) =>
    typeof value === 'string' && beginning !== '' && value.toLowerCase().startsWith(beginning);
  return (value) => (Array.isArray(value) ? value.some(matches) : matches(value));
}
