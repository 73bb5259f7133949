export type * from './apple-entities.ts';
export { ASSUMPTIONS } from './assumption-questions.ts';
export {
  ASSUMPTION_NAMES,
  type AssumptionName,
  type Assumptions,
  assume,
  assumptionsOf,
  DEFAULT_ASSUMPTIONS,
  UnknownAssumptionError,
} from './assumptions.ts';
export { createBuiltIn } from './built-in/built-in.ts';
export {
  defaultEnrollmentConfigurations,
  intuneAccountId,
  isDefaultConfiguration,
} from './built-in/enrollment-configurations.ts';
export { Collection, DuplicateKeyError, MissingEntityError } from './collection.ts';
export {
  EXPORT_FILES_KEPT,
  SIGN_IN_CODES,
  SIGN_IN_CODES_KEPT,
  SIGN_INS,
  SIGN_INS_KEPT,
} from './collections.ts';
export { DEVIATIONS, type Deviation, deviationKey } from './deviation-key.ts';
export type * from './entities.ts';
export { type Actor, type Entity, SERVICES } from './entity.ts';
export { changedProperties, JOURNAL_LIMIT, Journal, type JournalEntry } from './journal.ts';
export { onceFor } from './once-for.ts';
export {
  CATALOG_COMPLIANCE,
  CATALOG_SET,
  COMPLIANCE_SETS,
  PROFILE_SETS,
  TEMPLATE_COMPLIANCE,
  TEMPLATE_SET,
} from './policy-sets.ts';
export { STATUSES_BY_SEVERITY } from './policy-statuses.ts';
export { Replica, type ReplicationLag } from './replica.ts';
export { RowSet } from './row-set.ts';
export { shapeOf } from './shapes.ts';
export type * from './sign-in-entities.ts';
export { DEFAULT_SEED, Tenant, type TenantOptions, type TenantSnapshot } from './tenant.ts';
