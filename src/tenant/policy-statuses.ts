/** How a policy can stand on a device (Graph's `complianceStatus`), from best to worst: a user has the worst of his devices'. */
export const STATUSES_BY_SEVERITY: readonly string[] = [
  'notAssigned',
  'unknown',
  'notApplicable',
  'compliant',
  'remediated',
  'nonCompliant',
  'conflict',
  'error',
];
