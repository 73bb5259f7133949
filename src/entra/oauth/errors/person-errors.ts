// Why a person gets no token. Evidence as in request-errors.ts.
import type { ErrorDetails } from './entra-error.ts';
import { EntraError } from './entra-error.ts';

/** Recorded: Microsoft365DSC/Microsoft365DSC#801; `{EmailHidden}` is what the service really writes. */
export const unknownUser = (directory: string) =>
  new EntraError(
    400,
    'invalid_grant',
    50034,
    `The user account {EmailHidden} does not exist in the ${directory} directory. To sign into this application, the account must be added to the directory.`,
  );

/** Recorded in many issues, ahaenggli/AzureAD-LDAP-wrapper#115 among them. */
export const wrongPassword = () =>
  new EntraError(
    400,
    'invalid_grant',
    50126,
    'Error validating credentials due to invalid username or password.',
  );

/** Documented (InvalidPasswordExpiredPassword). */
export const expiredPassword = () =>
  new EntraError(400, 'invalid_grant', 50055, 'The password is expired.', {
    suberror: 'user_password_expired',
  });

/** What `evaluateSignIn` says; a policy's refusal names the policy, for the client to send back. */
export function accessRefused(
  refusal: { readonly code: number; readonly message: string; readonly policyId?: string },
  version: 1 | 2,
): EntraError {
  const { code, message, policyId } = refusal;
  if (policyId === undefined) return new EntraError(400, 'invalid_grant', code, message);
  // Recorded: juunas11/aspnetcore2aadauth#6 for version 1 (of another code); `basic_action` in
  // AzureAD/microsoft-authentication-library-for-go#398, `message_only` for 53003 as posted with azidentity's log.
  const claims = { access_token: { capolids: { essential: true, values: [policyId] } } };
  const details: ErrorDetails = {
    suberror: code === 50076 ? 'basic_action' : 'message_only',
    claims: JSON.stringify(claims),
  };
  return new EntraError(
    400,
    version === 1 ? 'interaction_required' : 'invalid_grant',
    code,
    message,
    details,
  );
}

/** Known from practice; the code is documented (EntitlementGrantsNotFound). */
export const notAssigned = (appId: string, name: string) =>
  new EntraError(
    400,
    'access_denied',
    50105,
    `Your administrator has configured the application ${name} ('${appId}') to block users unless they are specifically granted ('assigned') access to the application. The signed-in user '{EmailHidden}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.`,
  );

/** Documented (UserInformationNotProvided), its second sentence recorded for prompt=none. */
export const notSignedIn = () =>
  new EntraError(400, 'login_required', 50058, 'A silent sign-in request was sent but no user is signed in.');

/** Recorded: Azure-Samples/ms-identity-javascript-tutorial#14, with its suberror. */
export const notConsented = (appId: string, name: string) =>
  new EntraError(
    400,
    'invalid_grant',
    65001,
    `The user or administrator has not consented to use the application with ID '${appId}' named '${name}'. Send an interactive authorization request for this user and resource.`,
    { suberror: 'consent_required' },
  );

/** Documented, with this text. */
export const notPreauthorized = (appId: string, resourceId: string) =>
  new EntraError(
    400,
    'invalid_request',
    65002,
    `Consent between first party application '${appId}' and first party resource '${resourceId}' must be configured via preauthorization - applications owned and operated by Microsoft must get approval from the API owner before requesting tokens for that API.`,
  );

/** Documented (UserDeclinedConsent). */
export const consentDeclined = () =>
  new EntraError(400, 'access_denied', 65004, 'User declined to consent to access the app.');

/** The code is documented elsewhere (Unexpected consent prompt or error); the wording is inferred. */
export const adminConsentNeeded = () =>
  new EntraError(
    400,
    'access_denied',
    90094,
    'Admin consent is required for the permissions requested by this application.',
  );

/** Documented: what an app gets when somebody leaves the sign-in page (`access_denied`). No code goes with it. */
export const cancelled = () =>
  new EntraError(400, 'access_denied', 0, 'the user canceled the authentication');

/** Documented in MFA's reports (Authentication failed during strong authentication request). */
export const secondFactorDenied = () =>
  new EntraError(400, 'access_denied', 500121, 'Authentication failed during strong authentication request.');
