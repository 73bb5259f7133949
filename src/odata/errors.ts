import type { QueryLimits } from './limits.ts';

/** Longest query text that a message repeats; the rest is cut, so that an error stays readable. */
const MAX_QUOTED_LENGTH = 400;

/** Query text as a message shows it. */
export function quoted(text: string): string {
  return text.length > MAX_QUOTED_LENGTH ? `${text.slice(0, MAX_QUOTED_LENGTH)}…` : text;
}

/**
 * The query text cannot be read. `message` has the wording of Microsoft.OData.Core (the library behind Graph),
 * `position` is the zero-based offset in the text that the message quotes, `option` the query option at fault
 * (`$filter`) when the error came from a whole query string.
 */
export class ODataSyntaxError extends Error {
  override readonly name = 'ODataSyntaxError';
  readonly position: number;
  readonly option: string | undefined;
  /** Which limit was exceeded, when that is what went wrong. */
  readonly limit: keyof QueryLimits | undefined;

  constructor(
    message: string,
    position: number,
    details: { option?: string | undefined; limit?: keyof QueryLimits | undefined } = {},
  ) {
    super(message);
    this.position = position;
    this.option = details.option;
    this.limit = details.limit;
  }
}

/**
 * The query reads well but does not fit the type model: unknown property, operands that cannot be compared,
 * unknown function. `message` has the wording of Microsoft.OData.Core.
 */
export class ODataBindingError extends Error {
  override readonly name = 'ODataBindingError';
  readonly position: number;
  /** The property that is at fault, and the type on which it was looked for. */
  readonly property: string | undefined;
  readonly typeName: string | undefined;

  constructor(
    message: string,
    position: number,
    details: { property?: string | undefined; typeName?: string | undefined } = {},
  ) {
    super(message);
    this.position = position;
    this.property = details.property;
    this.typeName = details.typeName;
  }
}

/** `Could not find a property named 'x' on type 'microsoft.graph.y'.` (recorded on Graph for $select and $filter). */
export function unknownProperty(property: string, typeName: string, position: number): ODataBindingError {
  return new ODataBindingError(
    `Could not find a property named '${property}' on type '${typeName}'.`,
    position,
    { property, typeName },
  );
}
