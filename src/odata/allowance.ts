import { ODataSyntaxError } from './errors.ts';
import { type FilterExpression, heightOf } from './expression.ts';
import type { QueryLimits } from './limits.ts';

/** How much of what is allowed an expression has used up: levels of nesting, and nodes. */
export class Allowance {
  readonly #limits: QueryLimits;
  /** Where the text is being read, for errors. */
  readonly #position: () => number;
  #depth = 0;
  #nodes = 0;

  constructor(limits: QueryLimits, position: () => number) {
    this.#limits = limits;
    this.#position = position;
  }

  /** Reads something one level deeper. */
  deeper<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > this.#limits.maxDepth) throw this.#tooDeep();
    const result = read();
    this.#depth -= 1;
    return result;
  }

  node<T>(node: T): T {
    this.#nodes += 1;
    if (this.#nodes > this.#limits.maxNodes) {
      throw new ODataSyntaxError(
        `The node count limit of '${this.#limits.maxNodes}' has been exceeded.`,
        this.#position(),
        { limit: 'maxNodes' },
      );
    }
    return node;
  }

  /** Chains such as `1 add 1 add 1` grow in height without nesting in the text. */
  checkHeight(expression: FilterExpression): void {
    if (heightOf(expression) > this.#limits.maxDepth) throw this.#tooDeep();
  }

  #tooDeep(): ODataSyntaxError {
    return new ODataSyntaxError(
      `Recursion depth exceeded allowed limit. The maximum is ${this.#limits.maxDepth} levels.`,
      this.#position(),
      { limit: 'maxDepth' },
    );
  }
}
