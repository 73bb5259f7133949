export {
  applicationRoles,
  assignAppRole,
  delegatedScopes,
  grantScopes,
  isAssigned,
  splitScopes,
  userRoles,
} from './grants.ts';
export {
  findMicrosoftApp,
  findMicrosoftResource,
  GRAPH_APP_ID,
  GRAPH_RESOURCE,
  MICROSOFT_APPS,
  type MicrosoftApp,
} from './microsoft-apps.ts';
export {
  findApplication,
  findPrincipal,
  principalOfApplication,
  principalOfMicrosoft,
  provisionPrincipal,
} from './principals.ts';
export { mayConsentForAll, roleTemplatesOf } from './roles.ts';
