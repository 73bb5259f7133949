// The language in which administrators say which devices and apps an assignment is for.
export { filterableDevice } from './managed-device.ts';
export { type FilterableDevice, isAppPlatform, OPERATORS_OF, PLATFORM_PROPERTIES } from './properties.ts';
export {
  type ComparisonSight,
  type CompiledFilter,
  compileFilter,
  type DevicePredicate,
  FilterRuleError,
  readFilterRule,
} from './rule.ts';
export { compareBuilds, compareVersions } from './version.ts';
