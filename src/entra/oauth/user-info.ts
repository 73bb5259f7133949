import { pairwiseSubject } from './access-token.ts';
import type { Authenticate } from './authenticate.ts';
import type { Context } from './context.ts';
import { type EntraRequest, type EntraResponse, json } from './messages.ts';

/** Where a client reads about its user; Microsoft Graph's host has it. */
export const USER_INFO_PATH = '/oidc/userinfo';

/** Tells a client about its user. [documented: UserInfo endpoint] */
export async function answerUserInfo(
  { tenant }: Context,
  authenticate: Authenticate,
  request: EntraRequest,
): Promise<EntraResponse> {
  const caller = await authenticate(request.header('authorization'));
  const user = 'failure' in caller ? undefined : tenant.collection('users').get(caller.userId ?? '');
  if ('failure' in caller || !user) {
    const error = { code: 'InvalidAuthenticationToken', message: 'Access token is empty or has no user.' };
    return json(401, { error }, { 'WWW-Authenticate': 'Bearer error="invalid_token"' });
  }
  return json(200, {
    sub: await pairwiseSubject(caller.appId, user),
    name: user.displayName,
    family_name: user['surname'],
    given_name: user['givenName'],
    picture: 'https://graph.microsoft.com/v1.0/me/photo/$value',
    ...(user.mail ? { email: user.mail } : {}),
  });
}
