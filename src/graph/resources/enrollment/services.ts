// Which of Intune's services answers; it shows in the text of errors.

/** [recorded] msgraph-beta-sdk-dotnet#130. */
export const ONBOARDING_SERVICE = 'StatelessOnboardingService';
/** [inferred] by the pattern of the others. */
export const ENROLLMENT_SERVICE = 'StatelessEnrollmentFEService';
/** [recorded] of the push certificate: IntuneDocumentation#39. */
export const DEVICE_SERVICE = 'DeviceFE/StatelessDeviceFEService';

/** The reference page of something in an area of Intune: `intune-enrollment-…`. */
export const reference = (page: string) =>
  `https://learn.microsoft.com/graph/api/${page}?view=graph-rest-beta`;
