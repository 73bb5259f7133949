// Why something that was handed out earlier (a code, a token) is not taken. Evidence as in request-errors.ts.
import { EntraError } from './entra-error.ts';

const refused = (code: number, message: string, suberror?: string) =>
  new EntraError(400, 'invalid_grant', code, message, suberror === undefined ? {} : { suberror });

/** Recorded: AzureAD/microsoft-authentication-library-for-js#3088. */
export const malformedGrant = () => refused(9002313, 'Invalid request. Request is malformed or invalid.');

/** Recorded: abraunegg/onedrive, its documentation of errors. For a code of another client it is inferred. */
export const invalidCode = () => refused(70000, "The provided value for the 'code' parameter is not valid.");

/** Recorded: AzureAD/microsoft-identity-web#2489. */
export const codeRedeemed = () =>
  refused(
    54005,
    'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  );

/** Recorded: Azure/azure-sdk-for-net#19201. */
export const grantExpired = () =>
  refused(
    70008,
    'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
  );

/** Known from practice; the reference of errors doesn't have it. */
export const redirectChanged = (given: string, asked: string) =>
  refused(
    500112,
    `The reply address '${given}' does not match the reply address '${asked}' provided when requesting Authorization code.`,
  );

/** Recorded: AzureAD/microsoft-authentication-library-for-js#2694. */
export const verifierMismatch = () =>
  refused(
    501481,
    'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  );

/** Recorded: thobach/MMM-MicrosoftToDo#27. */
export const proofKeyRequired = () =>
  new EntraError(
    400,
    'invalid_request',
    9002325,
    'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
  );

/** Recorded: umijs/umi-request#299. */
export const onlySinglePageCrossOrigin = () =>
  new EntraError(
    400,
    'invalid_request',
    9002326,
    "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type.",
  );

/** Recorded: AzureAD/microsoft-authentication-library-for-js#2482. */
export const singlePageCrossOriginOnly = () =>
  new EntraError(
    400,
    'invalid_request',
    9002327,
    "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
  );

/** Recorded: Azure/azure-cli#14244; the suberror in microsoft/foundry-dev-tools#707. */
export const refreshTokenIdle = (issued: string, days: number) =>
  refused(
    700082,
    `The refresh token has expired due to inactivity. The token was issued on ${issued} and was inactive for ${days}.00:00:00.`,
    'bad_token',
  );

/** Documented, with this text. */
export const refreshTokenOfSinglePage = (issued: string, lifetime: string) =>
  refused(
    700084,
    `The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of ${lifetime}, which cannot be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page. The token was issued on ${issued}.`,
    'bad_token',
  );

/** Documented (FreshTokenNeeded); the dates in the text are known from practice. */
export const refreshTokenRevoked = (issued: string, validFrom: string) =>
  refused(
    50173,
    `The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '${issued}' and the TokensValidFrom date (before which tokens are not valid) for this user is '${validFrom}'.`,
    'bad_token',
  );

/** Recorded: toblum/ESPTeamsPresence#49. */
export const authorizationPending = () =>
  new EntraError(
    400,
    'authorization_pending',
    70016,
    'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
  );

/** Documented (CodeExpired, and `expired_token` in the device code flow); the wording is inferred. */
export const deviceCodeExpired = () =>
  new EntraError(400, 'expired_token', 70019, 'Verification code expired.');

/** Documented (BadVerificationCode, and `bad_verification_code` in the device code flow); the wording is inferred. */
export const unknownDeviceCode = () =>
  new EntraError(400, 'bad_verification_code', 70018, 'Invalid verification code.');

/** Documented: `authorization_declined`. Which code goes with it is inferred. */
export const deviceCodeDeclined = () =>
  new EntraError(400, 'authorization_declined', 65004, 'User declined to consent to access the app.');

/** Recorded: OfficeDev/microsoft-teams-apps-company-communicator#214. */
export const assertionForAnotherApi = (audience: string, appId: string, name: string) =>
  refused(
    500131,
    `Assertion audience does not match the Client app presenting the assertion. The audience in the assertion was '${audience}' and the expected audience is '${appId}' or one of the Application Uris of this application with App ID '${appId}'(${name}). The downstream client must request a token for the expected audience (the application that made the OBO request) and this application should use that token as the assertion.`,
  );

/** Documented, with this text. */
export const userAssertionExpired = (now: string, expires: string) =>
  refused(
    500133,
    `Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion, or request a new token. Current time: ${now}, expiry time of assertion ${expires}.`,
  );

/** Recorded: AzureAD/microsoft-authentication-library-for-dotnet#2604, with a thumbprint. */
export const userAssertionSignature = () =>
  refused(50013, 'Assertion failed signature validation. [Reason - The key was not found.]');
