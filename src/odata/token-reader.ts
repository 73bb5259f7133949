import { ODataSyntaxError, quoted } from './errors.ts';
import { syntaxError, type Token, tokenize } from './lexer.ts';
import { checkLength, type QueryLimits } from './limits.ts';

/** A place in a list of tokens, with the questions and complaints that a parser has about it. */
export class TokenReader {
  readonly text: string;
  readonly #tokens: readonly Token[];
  #index = 0;

  constructor(text: string, limits: QueryLimits) {
    checkLength(text, limits);
    this.text = text;
    this.#tokens = tokenize(text);
  }

  get current(): Token {
    return this.ahead(0);
  }

  ahead(offset: number): Token {
    const token = this.#tokens[Math.min(this.#index + offset, this.#tokens.length - 1)];
    if (token === undefined) throw syntaxError(this.text, this.text.length);
    return token;
  }

  advance(): Token {
    const token = this.current;
    this.#index += 1;
    return token;
  }

  at(punctuation: string): boolean {
    return this.current.kind === 'punctuation' && this.current.text === punctuation;
  }

  take(punctuation: string): boolean {
    if (!this.at(punctuation)) return false;
    this.advance();
    return true;
  }

  expect(punctuation: string, expectation: string): void {
    if (!this.take(punctuation)) throw this.expected(expectation);
  }

  /** Operators are accepted in any case: Graph takes `NOT` and `AND` as well as `not` and `and`. */
  keyword(): string | undefined {
    return this.current.kind === 'identifier' ? this.current.text.toLowerCase() : undefined;
  }

  expectEnd(): void {
    if (this.current.kind !== 'end') throw this.unexpected();
  }

  unexpected(): ODataSyntaxError {
    return syntaxError(this.text, this.current.position);
  }

  /** `Expression expected at position 6 in 'foo eq'.` */
  expected(expectation: string): ODataSyntaxError {
    const { position } = this.current;
    return new ODataSyntaxError(
      `${expectation} expected at position ${position} in '${quoted(this.text)}'.`,
      position,
    );
  }
}
