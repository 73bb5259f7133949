// What Intune's audit calls the sets of Graph, and what is done to them.
import { graphModel, type TypeModel } from '../../../model/index.ts';

/** Which category a set belongs to. [recorded] Application, Device, DeviceConfiguration, Enrollment; the rest [inferred] */
const CATEGORIES: Readonly<Record<string, string>> = {
  'deviceManagement/assignmentFilters': 'DeviceConfiguration',
  'deviceManagement/complianceCategories': 'Compliance',
  'deviceManagement/compliancePolicies': 'Compliance',
  'deviceManagement/configurationPolicies': 'DeviceConfiguration',
  'deviceManagement/deviceCategories': 'Device',
  'deviceManagement/deviceCompliancePolicies': 'Compliance',
  'deviceManagement/deviceConfigurations': 'DeviceConfiguration',
  'deviceManagement/groupPolicyConfigurations': 'DeviceConfiguration',
  'deviceManagement/intents': 'DeviceConfiguration',
  'deviceManagement/managedDeviceCleanupRules': 'Device',
  'deviceManagement/managedDevices': 'Device',
  'deviceManagement/notificationMessageTemplates': 'Compliance',
  'deviceManagement/appleUserInitiatedEnrollmentProfiles': 'Enrollment',
  'deviceManagement/applePushNotificationCertificate': 'Enrollment',
  'deviceManagement/depOnboardingSettings': 'Enrollment',
  'deviceManagement/deviceEnrollmentConfigurations': 'Enrollment',
  'deviceManagement/importedDeviceIdentities': 'Enrollment',
  'deviceManagement/termsAndConditions': 'Enrollment',
  'deviceManagement/roleAssignments': 'Role',
  'deviceManagement/roleDefinitions': 'Role',
  'deviceManagement/roleScopeTags': 'Role',
  deviceAppManagement: 'Application',
};
const OTHER = 'Other';

/** What is no change of an administrator's: rows that services write and jobs that read. */
const NOT_AUDITED = new Set([
  'deviceManagement/remoteActionAudits',
  'deviceManagement/reports/exportJobs',
  'deviceManagement/reports/cachedReportConfigurations',
  'deviceManagement/deviceCompliancePolicies/scheduledActionsForRule',
]);

export const AUDIT_CATEGORIES: readonly string[] = [...new Set([...Object.values(CATEGORIES), OTHER])].sort();

/** Whether changes to a set are audited by Intune: its own are, the directory has an audit of its own. */
export function isAudited(set: string): boolean {
  return /^device(?:App)?Management(?:\/|$)/.test(set) && !NOT_AUDITED.has(set);
}

export function categoryOf(set: string): string {
  for (let path = set; path !== ''; path = path.slice(0, Math.max(path.lastIndexOf('/'), 0))) {
    const category = CATEGORIES[path];
    if (category !== undefined) return category;
  }
  return OTHER;
}

/** The sets of a category that are stored by themselves. */
export function setsOfCategory(category: string): readonly string[] {
  const named = Object.keys(CATEGORIES).filter((path) => CATEGORIES[path] === category);
  if (category !== 'Application') return named;
  const root = typeOfSet('deviceAppManagement');
  return (root?.navigation ?? [])
    .filter(({ contained }) => contained)
    .map(({ name }) => `deviceAppManagement/${name}`);
}

const types = new Map<string, TypeModel | undefined>();

/** The declared type of a set, by its path. */
export function typeOfSet(set: string): TypeModel | undefined {
  if (!types.has(set)) types.set(set, findType(set));
  return types.get(set);
}

function findType(set: string): TypeModel | undefined {
  const model = graphModel('beta');
  const [root = '', ...rest] = set.split('/');
  let type = model.type(model.singletons.get(root)?.type ?? '');
  for (const name of rest) {
    const declaring = [type, ...(type?.derived() ?? [])].find((each) => each?.properties.has(name));
    type = model.type(declaring?.properties.get(name)?.type ?? '');
  }
  return type;
}

/** `deviceConfiguration` is `DeviceConfiguration` to the audit. */
export function auditName(name: string): string {
  const local = name.slice(name.lastIndexOf('.') + 1);
  return local.charAt(0).toUpperCase() + local.slice(1);
}

/** `deviceEnrollmentConfiguration`: [recorded] the declared type, whatever a policy's own is. */
export function resourceTypeOf(set: string): string {
  return auditName(typeOfSet(set)?.name ?? set.slice(set.lastIndexOf('/') + 1));
}

/** [recorded] what the portal shows of an activity, where it isn't the activity's type. */
const DISPLAY_NAMES: Readonly<Record<string, string>> = {
  DeviceManagementConfigurationPolicy: 'device configuration 2.0 (beta)',
  DeviceManagementConfigurationPolicyAssignment: 'device configuration assignment 2.0 (beta)',
};

export function displayNameOf(operation: string, resourceType: string): string {
  return `${operation} ${DISPLAY_NAMES[resourceType] ?? resourceType}`;
}
