import { readCredentials } from './client-authentication.ts';
import type { Context, EndpointVersion } from './context.ts';
import { missingParameter, unsupportedGrantType } from './errors/index.ts';
import { authorizationCode } from './grants/authorization-code.ts';
import { clientCredentials } from './grants/client-credentials.ts';
import { deviceCode } from './grants/device-code.ts';
import { onBehalfOf } from './grants/on-behalf-of.ts';
import { password } from './grants/password.ts';
import { refresh } from './grants/refresh.ts';
import type { EntraRequest, EntraResponse } from './messages.ts';
import { resolveTenant } from './tenant-names.ts';
import type { Grant } from './token-request.ts';

const GRANTS: Readonly<Record<string, Grant>> = {
  authorization_code: authorizationCode,
  client_credentials: clientCredentials,
  device_code: deviceCode,
  password,
  refresh_token: refresh,
  'urn:ietf:params:oauth:grant-type:device_code': deviceCode,
  'urn:ietf:params:oauth:grant-type:jwt-bearer': onBehalfOf,
};

/** Answers a token request. Throws EntraError. */
export async function answerTokenRequest(
  context: Context,
  tenantName: string,
  version: EndpointVersion,
  request: EntraRequest,
): Promise<EntraResponse> {
  const named = resolveTenant(context.tenant, tenantName, 'token');
  const form = new URLSearchParams(request.body ?? '');
  const grantType = form.get('grant_type');
  if (!grantType) throw missingParameter('grant_type');
  const grant = Object.hasOwn(GRANTS, grantType) ? GRANTS[grantType] : undefined;
  if (!grant) throw unsupportedGrantType(grantType);
  return await grant({ context, request, version, named, form, credentials: readCredentials(request, form) });
}
