/** [inferred] by the pattern of the others: StatelessOnboardingService is the one that is recorded. */
export const NOTIFICATION_SERVICE = 'StatelessNotificationFEService';
export const TERMS_SERVICE = 'StatelessCompanyTermsFEService';
export const ONBOARDING_SERVICE = 'StatelessOnboardingFEService';

export const page = (name: string) => `https://learn.microsoft.com/graph/api/${name}`;
