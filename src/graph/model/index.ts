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
  type JsonKind,
  type JsonObject,
  maximumBodyDepth,
  type NamedAbstract,
  typeInAnyCase,
  type ValidationIssue,
  type ValidationOptions,
  type ValidationResult,
  validateEntity,
} from './validate.ts';
