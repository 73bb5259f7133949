import type { Client } from '@microsoft/microsoft-graph-client';
import {
  ASSIGN_TO_ALL_USERS,
  COMPLIANCE,
  REQUIRE_FOR_ALL_USERS,
  SSO_EXTENSION,
} from '../../../fixtures/policies/index.ts';

/** A step of Microsoft's page, as somebody would say it. */
export type Announce = (what: string) => void;

/**
 * Does what "Set up just-in-time registration in Microsoft Intune" tells an administrator to do, with the Graph client and
 * nothing else: the single sign-on extension policy (steps 2 to 10), a compliance policy (its prerequisite for
 * remediation), and Microsoft Authenticator as a required app (step 11).
 */
export async function setUpJit(graph: Client, announce: Announce): Promise<void> {
  announce('A single sign-on app extension policy, with the key that turns on JIT registration');
  const sso = await graph.api('/deviceManagement/deviceConfigurations').post(SSO_EXTENSION);
  announce('… assigned to all users');
  await graph.api(`/deviceManagement/deviceConfigurations/${sso.id}/assign`).post(ASSIGN_TO_ALL_USERS);

  announce('A compliance policy: a passcode of six characters, iOS 17 or newer');
  const compliance = await graph.api('/deviceManagement/deviceCompliancePolicies').post(COMPLIANCE);
  announce('… assigned to all users');
  await graph
    .api(`/deviceManagement/deviceCompliancePolicies/${compliance.id}/assign`)
    .post(ASSIGN_TO_ALL_USERS);

  announce('Microsoft Authenticator, which brings the extension: found among the apps that Contoso bought');
  const apps = await graph
    .api('/deviceAppManagement/mobileApps')
    .filter("displayName eq 'Microsoft Authenticator'")
    .get();
  const [authenticator] = apps.value;
  if (!authenticator) throw new Error('the tenant has no app called Microsoft Authenticator');
  announce('… required for all users');
  await graph.api(`/deviceAppManagement/mobileApps/${authenticator.id}/assign`).post(REQUIRE_FOR_ALL_USERS);
}
