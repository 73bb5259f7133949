import { Allowance } from './allowance.ts';
import { constantAt } from './constants.ts';
import { ODataSyntaxError } from './errors.ts';
import type {
  ArithmeticOperator,
  ComparisonOperator,
  FilterExpression,
  LiteralExpression,
  PathExpression,
} from './expression.ts';
import type { Token } from './lexer.ts';
import { type QueryLimits, resolveLimits } from './limits.ts';
import { TokenReader } from './token-reader.ts';
import { typeTest } from './type-test.ts';

/**
 * Parses the text of `$filter` (percent-decoded).
 * @throws ODataSyntaxError with Microsoft.OData's wording; nothing else, whatever the text.
 * @example parseFilter("operatingSystem eq 'iOS' and contains(deviceName,'lab')")
 */
export function parseFilter(text: string, limits?: Partial<QueryLimits>): FilterExpression {
  const parser = new ExpressionParser(text, resolveLimits(limits));
  const expression = parser.expression();
  parser.reader.expectEnd();
  parser.checkHeight(expression);
  return expression;
}

/** By level of binding, loosest first. All comparisons share a level, as in Microsoft.OData. */
const COMPARISONS = new Set<string>(['eq', 'ne', 'gt', 'ge', 'lt', 'le'] satisfies ComparisonOperator[]);
const ADDITIVE = new Set<string>(['add', 'sub'] satisfies ArithmeticOperator[]);
const MULTIPLICATIVE = new Set<string>(['mul', 'div', 'divby', 'mod'] satisfies ArithmeticOperator[]);

/** Recursive descent over one text; `$filter` and `$orderby` share it. */
export class ExpressionParser {
  readonly reader: TokenReader;
  readonly #allowance: Allowance;
  readonly #variables: string[] = [];

  constructor(text: string, limits: QueryLimits) {
    this.reader = new TokenReader(text, limits);
    this.#allowance = new Allowance(limits, () => this.reader.current.position);
  }

  expression(): FilterExpression {
    return this.#allowance.deeper(() =>
      this.#logical('or', () => this.#logical('and', () => this.#comparison())),
    );
  }

  checkHeight(expression: FilterExpression): void {
    this.#allowance.checkHeight(expression);
  }

  #logical(kind: 'and' | 'or', next: () => FilterExpression): FilterExpression {
    const first = next();
    if (this.reader.keyword() !== kind) return first;
    const { position } = this.reader.current;
    const operands = [first];
    while (this.reader.keyword() === kind) {
      this.reader.advance();
      operands.push(next());
    }
    return this.#allowance.node({ kind, operands, position });
  }

  #comparison(): FilterExpression {
    let left = this.#additive();
    for (let word = this.reader.keyword(); word && COMPARISONS.has(word); word = this.reader.keyword()) {
      const { position } = this.reader.advance();
      const operator = word as ComparisonOperator;
      left = this.#allowance.node({ kind: 'comparison', operator, left, right: this.#additive(), position });
    }
    return left;
  }

  #additive(): FilterExpression {
    return this.#arithmetic(ADDITIVE, () => this.#arithmetic(MULTIPLICATIVE, () => this.#unary()));
  }

  #arithmetic(operators: ReadonlySet<string>, next: () => FilterExpression): FilterExpression {
    let left = next();
    for (let word = this.reader.keyword(); word && operators.has(word); word = this.reader.keyword()) {
      const { position } = this.reader.advance();
      const operator = word as ArithmeticOperator;
      left = this.#allowance.node({ kind: 'arithmetic', operator, left, right: next(), position });
    }
    return left;
  }

  /** `not` and `-` bind tighter than comparisons, so `not a eq b` is `(not a) eq b`, as in Microsoft.OData. */
  #unary(): FilterExpression {
    const { position } = this.reader.current;
    const minus = this.reader.at('-');
    if (!minus && this.reader.keyword() !== 'not') return this.#membership();
    this.reader.advance();
    const operand = this.#allowance.deeper(() => this.#unary());
    if (!minus) return this.#allowance.node({ kind: 'not', operand, position });
    if (operand.kind === 'literal' && typeof operand.value === 'number') {
      return { ...operand, value: operand.value === 0 ? 0 : -operand.value, position };
    }
    return this.#allowance.node({ kind: 'negate', operand, position });
  }

  #membership(): FilterExpression {
    let left = this.#primary();
    for (let word = this.reader.keyword(); word === 'in' || word === 'has'; word = this.reader.keyword()) {
      const { position } = this.reader.advance();
      left =
        word === 'in'
          ? this.#allowance.node({ kind: 'in', operand: left, values: this.#inValues(), position })
          : this.#allowance.node({ kind: 'has', left, right: this.#primary(), position });
    }
    return left;
  }

  #inValues(): readonly LiteralExpression[] | PathExpression {
    const close = this.reader.at('(') ? ')' : this.reader.at('[') ? ']' : undefined;
    if (close === undefined) {
      const collection = this.#primary();
      if (isPath(collection)) return collection;
      throw new ODataSyntaxError(
        'The right operand for the IN operation is not a collection value. IN operations require the left operand to be a single value and the right operand to be a collection value.',
        collection.position,
      );
    }
    this.reader.advance();
    const values: LiteralExpression[] = [];
    if (this.reader.take(close)) return values;
    do {
      values.push(this.#listItem());
    } while (this.reader.take(','));
    this.reader.expect(close, `'${close}' or ','`);
    return values;
  }

  #listItem(): LiteralExpression {
    const token = this.reader.current;
    if (token.kind === 'jsonString') {
      this.reader.advance();
      const value = String(token.value);
      return this.#allowance.node({ kind: 'literal', type: 'Edm.String', value, position: token.position });
    }
    if (!this.reader.at('-') && constantAt(this.reader) === undefined) throw this.reader.expected('Literal');
    const item = this.reader.at('-') ? this.#unary() : this.#primary();
    if (item.kind !== 'literal') throw this.reader.unexpected();
    return item;
  }

  #primary(): FilterExpression {
    const literal = constantAt(this.reader);
    if (literal !== undefined) {
      this.reader.advance();
      return this.#allowance.node(literal);
    }
    if (this.reader.take('(')) {
      const expression = this.expression();
      this.reader.expect(')', "')' or operator");
      return expression;
    }
    const token = this.reader.current;
    if (token.kind === 'dollar' && token.text === '$it') {
      this.reader.advance();
      return this.#path(this.#allowance.node({ kind: 'it', position: token.position }));
    }
    if (token.kind === 'end' || token.kind === 'punctuation') throw this.reader.expected('Expression');
    if (token.kind !== 'identifier') throw this.reader.unexpected();
    this.reader.advance();
    if (this.reader.at('(')) return this.#call(token);
    return this.#path(this.#firstSegment(token));
  }

  #firstSegment(token: Token): PathExpression {
    const { text, position } = token;
    if (this.#variables.includes(text))
      return this.#allowance.node({ kind: 'variable', name: text, position });
    return this.#segment(undefined, token);
  }

  /** A name with a dot is a type, one without a property. */
  #segment(source: PathExpression | undefined, { text, position }: Token): PathExpression {
    const from = source === undefined ? {} : { source };
    return text.includes('.')
      ? this.#allowance.node({ kind: 'typeCast', ...from, typeName: text, position })
      : this.#allowance.node({ kind: 'property', ...from, name: text, position });
  }

  #path(first: PathExpression): FilterExpression {
    let path = first;
    while (this.reader.take('/')) {
      const token = this.reader.advance();
      if (token.kind === 'dollar' && token.text === '$count') return this.#count(path, token);
      if (token.kind !== 'identifier') {
        throw new ODataSyntaxError(
          `An identifier was expected at position ${token.position}.`,
          token.position,
        );
      }
      const word = token.text.toLowerCase();
      if (this.reader.at('(')) {
        if (word === 'any' || word === 'all') return this.#lambda(word, path, token);
        throw this.reader.unexpected();
      }
      path = this.#segment(path, token);
    }
    return path;
  }

  /** Of the options that may follow $count only $filter is useful on Graph. */
  #count(source: PathExpression, { position }: Token): FilterExpression {
    if (!this.reader.take('(')) return this.#allowance.node({ kind: 'count', source, position });
    if (this.reader.current.text.toLowerCase().replace('$', '') !== 'filter') {
      throw new ODataSyntaxError(
        'Only $filter and $search query options are allowed within $count.',
        this.reader.current.position,
      );
    }
    this.reader.advance();
    this.reader.expect('=', "'='");
    // The option judges the items of the collection: names in it are theirs, range variables outside it are not seen.
    const outer = this.#variables.splice(0);
    const filter = this.expression();
    this.#variables.push(...outer);
    this.reader.expect(')', "')' or operator");
    return this.#allowance.node({ kind: 'count', source, filter, position });
  }

  #lambda(quantifier: 'any' | 'all', source: PathExpression, { position }: Token): FilterExpression {
    this.reader.expect('(', "'('");
    if (quantifier === 'any' && this.reader.take(')')) {
      return this.#allowance.node({ kind: 'lambda', quantifier, source, position });
    }
    const variable = this.reader.advance();
    if (variable.kind !== 'identifier' || variable.text.includes('.')) {
      throw new ODataSyntaxError(
        `An identifier was expected at position ${variable.position}.`,
        variable.position,
      );
    }
    if (this.#variables.includes(variable.text)) {
      throw new ODataSyntaxError(
        `The range variable '${variable.text}' has already been declared.`,
        variable.position,
      );
    }
    this.reader.expect(':', "':'");
    this.#variables.push(variable.text);
    const predicate = this.expression();
    this.#variables.pop();
    this.reader.expect(')', "')' or operator");
    return this.#allowance.node({
      kind: 'lambda',
      quantifier,
      source,
      variable: variable.text,
      predicate,
      position,
    });
  }

  #call({ text, position }: Token): FilterExpression {
    const name = text.toLowerCase();
    this.reader.expect('(', "'('");
    const args: FilterExpression[] = [];
    if (!this.reader.take(')')) {
      do {
        args.push(this.expression());
      } while (this.reader.take(','));
      this.reader.expect(')', "')' or ','");
    }
    if (name !== 'isof' && name !== 'cast')
      return this.#allowance.node({ kind: 'call', name, arguments: args, position });
    return this.#allowance.node(typeTest(name, args, position));
  }
}

function isPath(expression: FilterExpression): expression is PathExpression {
  return (
    expression.kind === 'property' ||
    expression.kind === 'typeCast' ||
    expression.kind === 'variable' ||
    expression.kind === 'it'
  );
}
