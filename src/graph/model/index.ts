export { unsetDateTime } from './defaults.ts';
export {
  createModel,
  type GraphModel,
  graphModel,
  type PropertyModel,
  type RootModel,
  type TypeModel,
} from './model.ts';
export type { GraphVersion } from './notation.ts';
