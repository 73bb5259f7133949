import type { Declarations } from '../../declare/resource.ts';
import { brandingProfiles } from './branding-profiles.ts';
import { notificationTemplates, sendTestMessage } from './notification-templates.ts';
import { partnerOperations, partners } from './partners.ts';
import { termsAndConditions } from './terms-and-conditions.ts';

/** What administrators set up once for all: messages, terms, partners, the Company Portal's looks. */
export const administration: Declarations = {
  resources: [...notificationTemplates, ...termsAndConditions, ...partners, ...brandingProfiles],
  operations: [sendTestMessage, ...partnerOperations],
};
