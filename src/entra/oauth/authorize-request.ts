import type { Client } from './clients.ts';
import { clientForUsers } from './clients.ts';
import type { AuthorizationCode } from './codes.ts';
import type { Context, EndpointVersion } from './context.ts';
import {
  badChallengeMethod,
  badChallengeSize,
  missingParameter,
  unsupportedPrompt,
  unsupportedResponseMode,
  unsupportedResponseType,
} from './errors/index.ts';
import type { Prompt } from './interaction.ts';
import { type Redirect, resolveRedirect } from './redirects.ts';
import { type RequestedScopes, readScopes, scopesOfResource } from './scopes.ts';
import type { NamedTenant } from './tenant-names.ts';

/** How an answer is sent back. */
export type ResponseMode = 'query' | 'fragment' | 'form_post';

/** Whom an answer goes to, whatever it will be. */
export interface Recipient {
  readonly client: Client;
  readonly redirect: Redirect;
  readonly mode: ResponseMode;
  readonly state: string | undefined;
}

/** What a client asks for. */
export interface Authorization {
  readonly requested: RequestedScopes;
  readonly scope: string;
  readonly prompt: Prompt;
  readonly loginHint: string | undefined;
  readonly nonce: string | undefined;
  readonly challenge: AuthorizationCode['challenge'];
}

const MODES: readonly string[] = ['query', 'fragment', 'form_post'];
const PROMPTS: readonly string[] = ['none', 'login', 'select_account', 'consent', 'create'];
/** Version 1 has the first two besides; nothing here tells them from the other one. [documented: prompt] */
const OLD_PROMPTS: Readonly<Record<string, Prompt>> = { admin_consent: 'consent', refresh_session: 'login' };

/** Reads whom the answer goes to. Throws EntraError, which then has nobody to be sent to. */
export function readRecipient(context: Context, parameters: URLSearchParams, named: NamedTenant): Recipient {
  const clientId = parameters.get('client_id');
  if (!clientId) throw missingParameter('client_id');
  const client = clientForUsers(context, clientId, named);
  const redirect = resolveRedirect(client, parameters.get('redirect_uri'));
  const mode = parameters.get('response_mode') ?? 'query';
  if (!MODES.includes(mode)) throw unsupportedResponseMode(mode);
  return { client, redirect, mode: mode as ResponseMode, state: parameters.get('state') ?? undefined };
}

/** Reads what is asked for. Throws EntraError, which goes to the recipient. */
export function readAuthorization(
  context: Context,
  parameters: URLSearchParams,
  client: Client,
  version: EndpointVersion,
  origin: string,
): Authorization {
  const type = parameters.get('response_type');
  if (!type) throw missingParameter('response_type');
  if (type !== 'code') throw unsupportedResponseType(type);
  return {
    ...readWanted(context, parameters, client, version, origin),
    prompt: readPrompt(parameters.get('prompt')),
    loginHint: parameters.get('login_hint') || undefined,
    nonce: parameters.get('nonce') ?? undefined,
    challenge: readChallenge(parameters),
  };
}

function readWanted(
  context: Context,
  parameters: URLSearchParams,
  client: Client,
  version: EndpointVersion,
  origin: string,
): Pick<Authorization, 'requested' | 'scope'> {
  const parameter = version === 1 ? 'resource' : 'scope';
  const scope = parameters.get(parameter)?.trim();
  if (!scope) throw missingParameter(parameter);
  const requested =
    version === 1 ? scopesOfResource(context, scope, origin) : readScopes(context, client, scope, origin);
  return { requested, scope };
}

function readPrompt(text: string | null): Prompt {
  if (text === null || text === '') return undefined;
  const prompt = OLD_PROMPTS[text] ?? text;
  if (!PROMPTS.includes(prompt)) throw unsupportedPrompt();
  return prompt as Prompt;
}

/** RFC 7636, 4.2: from 43 to 128 characters. */
const CHALLENGE = /^[\w.~-]{43,128}$/;

function readChallenge(parameters: URLSearchParams): AuthorizationCode['challenge'] {
  const value = parameters.get('code_challenge');
  if (value === null) return undefined;
  const method = parameters.get('code_challenge_method') ?? 'plain';
  if (method !== 'plain' && method !== 'S256') throw badChallengeMethod();
  if (!CHALLENGE.test(value)) throw badChallengeSize();
  return { value, method };
}
