// Reports show numbers where Graph has names, and beside them what people read. The numbers are those of Graph's enumerations
// [documented: its metadata]; where another repository has a real report, they are the same there [recorded].

/** Graph's name → the report's number and what people read. */
export type Coded = Readonly<Record<string, readonly [code: number, label: string]>>;

/** [recorded] 0 to 2, in a report of devices; the rest's labels are inferred. */
export const COMPLIANCE_STATES: Coded = {
  unknown: [0, 'Not evaluated'],
  compliant: [1, 'Compliant'],
  noncompliant: [2, 'Not compliant'],
  conflict: [3, 'Conflict'],
  error: [4, 'Error'],
  inGracePeriod: [254, 'In grace period'],
  configManager: [255, 'See ConfigMgr'],
};

/** [recorded] */
export const OWNERS: Coded = { unknown: [0, 'Unknown'], company: [1, 'Company'], personal: [2, 'Personal'] };

/** How a policy or a setting stands: `complianceStatus`. [recorded] 2 and 4 of compliance; labels of the rest inferred */
export const COMPLIANCE_STATUSES: Coded = {
  unknown: [0, 'Not evaluated'],
  notApplicable: [1, 'Not applicable'],
  compliant: [2, 'Compliant'],
  remediated: [3, 'Compliant'],
  nonCompliant: [4, 'Not compliant'],
  error: [5, 'Error'],
  conflict: [6, 'Conflict'],
  notAssigned: [7, 'Not assigned'],
};

/** The same of configuration. [recorded] `Succeeded` for 2; labels of the rest inferred */
export const CONFIGURATION_STATUSES: Coded = {
  unknown: [0, 'Pending'],
  notApplicable: [1, 'Not applicable'],
  compliant: [2, 'Succeeded'],
  remediated: [3, 'Succeeded'],
  nonCompliant: [4, 'Noncompliant'],
  error: [5, 'Error'],
  conflict: [6, 'Conflict'],
  notAssigned: [7, 'Not assigned'],
};

/** `managementAgentType`; the labels are inferred. */
export const MANAGEMENT_AGENTS: Coded = {
  eas: [1, 'EAS'],
  mdm: [2, 'MDM'],
  easMdm: [3, 'MDM/EAS'],
  intuneClient: [4, 'Intune client'],
  configurationManagerClient: [8, 'ConfigMgr'],
  configurationManagerClientMdm: [10, 'Co-managed'],
  unknown: [16, 'Unknown'],
};

/** `deviceType`, which has no text beside it [recorded]. */
export const DEVICE_TYPES: Coded = {
  iPhone: [8, 'iPhone'],
  iPad: [9, 'iPad'],
  iPod: [10, 'iPod'],
  unknown: [255, 'Unknown'],
};

export const REGISTRATION_STATES: Coded = {
  notRegistered: [0, 'Not registered'],
  registered: [2, 'Registered'],
  revoked: [3, 'Revoked'],
  keyConflict: [4, 'Key conflict'],
  approvalPending: [5, 'Approval pending'],
  certificateReset: [6, 'Certificate reset'],
  notRegisteredPendingEnrollment: [7, 'Pending enrollment'],
  unknown: [8, 'Unknown'],
};

export const MANAGEMENT_STATES: Coded = {
  managed: [0, 'Managed'],
  retirePending: [1, 'Retire pending'],
  retireFailed: [2, 'Retire failed'],
  wipePending: [3, 'Wipe pending'],
  wipeFailed: [4, 'Wipe failed'],
  unhealthy: [5, 'Unhealthy'],
  deletePending: [6, 'Delete pending'],
  retireIssued: [7, 'Retire issued'],
  wipeIssued: [8, 'Wipe issued'],
  wipeCanceled: [9, 'Wipe canceled'],
  retireCanceled: [10, 'Retire canceled'],
  discovered: [11, 'Discovered'],
};

/** `deviceEnrollmentType`; the number of the last is inferred, as no metadata at hand has it. */
export const ENROLLMENT_TYPES: Coded = {
  unknown: [0, 'Unknown'],
  userEnrollment: [1, 'User enrollment'],
  deviceEnrollmentManager: [2, 'Device enrollment manager'],
  appleBulkWithUser: [3, 'Apple bulk with user'],
  appleBulkWithoutUser: [4, 'Apple bulk without user'],
  appleUserEnrollment: [11, 'Apple user enrollment'],
  appleUserEnrollmentWithServiceAccount: [12, 'Apple user enrollment with service account'],
  appleAccountDrivenUserEnrollment: [22, 'Apple account driven user enrollment'],
};

/** [recorded] of a report of apps. */
export const APP_PLATFORMS: Coded = {
  android: [1, 'Android'],
  iOS: [2, 'iOS'],
  macOS: [3, 'MacOS'],
  windows: [5, 'Windows'],
};

/** `policyPlatformType` with the report's own text beside it [recorded]. */
export const POLICY_PLATFORMS: Coded = { iOS: [2, 'iOS'], macOS: [3, 'macOS'], all: [100, 'All'] };

/** `resultantAppState`; the labels are inferred. */
export const APP_STATES: Coded = {
  notApplicable: [-1, 'Not applicable'],
  installed: [1, 'Installed'],
  failed: [2, 'Failed'],
  notInstalled: [3, 'Not installed'],
  uninstallFailed: [4, 'Uninstall failed'],
  pendingInstall: [5, 'Install pending'],
  unknown: [99, 'Unknown'],
};

/** `deviceEnrollmentFailureReason`; the labels are inferred. */
export const ENROLLMENT_FAILURES: Coded = {
  unknown: [0, 'Unknown'],
  authentication: [1, 'Authentication'],
  authorization: [2, 'Authorization'],
  accountValidation: [3, 'Account validation'],
  userValidation: [4, 'User validation'],
  deviceNotSupported: [5, 'Device not supported'],
  inMaintenance: [6, 'In maintenance'],
  badRequest: [7, 'Bad request'],
  featureNotSupported: [8, 'Feature not supported'],
  enrollmentRestrictionsEnforced: [9, 'Enrollment restrictions not met'],
  clientDisconnected: [10, 'Client disconnected'],
  userAbandonment: [11, 'User abandonment'],
};
