import type { Declarations } from '../../declare/resource.ts';
import { authenticationMethods } from './authentication-methods.ts';
import { authenticationMethodsPolicy } from './authentication-methods-policy.ts';
import { branding } from './branding.ts';
import { contacts } from './contacts.ts';
import { deletedItems, restore } from './deleted-items.ts';
import { devices } from './devices.ts';
import { directorySettings } from './directory-settings.ts';
import { groupActions } from './group-actions.ts';
import { groups } from './groups.ts';
import { insightSettings } from './insight-settings.ts';
import { licenseOperations, licenses } from './licenses.ts';
import { membershipEvaluations } from './membership-rules.ts';
import { membershipQuestions } from './memberships.ts';
import { objectOperations, objects } from './objects.ts';
import { organization, setAuthority } from './organization.ts';
import { photos } from './photos.ts';
import { userActions } from './user-actions.ts';
import { users } from './users.ts';

/** Microsoft Entra ID as Graph shows it. */
export const directory: Declarations = {
  resources: [
    ...users,
    ...authenticationMethods,
    ...authenticationMethodsPolicy,
    ...groups,
    ...devices,
    ...contacts,
    ...organization,
    ...branding,
    ...insightSettings,
    ...photos,
    ...directorySettings,
    ...licenses,
    ...objects,
    ...deletedItems,
  ],
  operations: [
    ...groupActions,
    ...licenseOperations,
    ...membershipEvaluations,
    ...membershipQuestions,
    ...objectOperations,
    ...userActions,
    restore,
    setAuthority,
  ],
};
