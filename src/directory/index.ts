export { DELETED_ITEM_RETENTION, DELETED_ITEMS, keepDeleted } from './deleted-items.ts';
export { attachDirectory } from './directory.ts';
export {
  LICENSE_PROCESSING_DELAY,
  membersWithErrors,
  processUser,
  queueGroup,
} from './licensing/group-licensing.ts';
export {
  type AssignedLicense,
  assignedPlans,
  availableUnits,
  consumedUnits,
  effectiveLicenses,
  type LicenseState,
  licensesOf,
  skuOf,
  statesOf,
} from './licensing/licenses.ts';
