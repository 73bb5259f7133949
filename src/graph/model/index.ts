export { canonicalValue } from './formats.ts';
export {
  type GraphModel,
  graphModel,
  type PropertyModel,
  type RootModel,
  type TypeModel,
} from './model.ts';
export type { GraphVersion } from './notation.ts';
export { type ParameterModel, type Signature, signaturesOf } from './signatures.ts';
export {
  enumMember,
  maximumBodyDepth,
  type NamedAbstract,
  typeInAnyCase,
  type ValidationOptions,
  type ValidationResult,
  validateEntity,
} from './validate.ts';
export type { JsonKind, JsonObject, ValidationIssue } from './validation-issue.ts';
