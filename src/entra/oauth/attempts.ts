import { isAssigned } from '../../directory/index.ts';
import type { ServicePrincipal, User } from '../../tenant/index.ts';
import type { Access, AccessDecision } from '../conditional-access/index.ts';
import { evaluateConditionalAccess } from '../conditional-access/index.ts';
import { evaluateSignIn } from '../sign-in.ts';
import { signInLogOf } from '../sign-in-log.ts';
import { clientFacts } from './client-facts.ts';
import type { Client } from './clients.ts';
import type { Context, EndpointVersion } from './context.ts';
import { accessRefused, EntraError, notAssigned } from './errors/index.ts';
import type { EntraRequest } from './messages.ts';
import type { Resource } from './resources.ts';

/** How somebody goes about signing in. */
export interface Manner {
  readonly kind: 'interactiveUser' | 'nonInteractiveUser' | 'servicePrincipal';
  readonly clientApp: NonNullable<Access['clientApp']>;
  readonly deviceCode?: boolean;
}

/** A sign-in under way: what is known of it so far, for the log. */
export interface Attempt {
  readonly context: Context;
  readonly request: EntraRequest;
  readonly version: EndpointVersion;
  readonly manner: Manner;
  readonly client: Client;
  readonly resource: Resource;
  user?: User | undefined;
  /** What was entered for a user. */
  userName?: string | undefined;
  /** How the user has shown who they are: `pwd`, `mfa`. */
  methods?: readonly string[] | undefined;
  decision?: Pick<AccessDecision, 'status' | 'policies'> | undefined;
}

/** Carries a sign-in out and leaves in the log how it went. `body` throws EntraError when it comes to nothing. */
export async function attempt<T>(attempt: Attempt, body: (attempt: Attempt) => T | Promise<T>): Promise<T> {
  try {
    const result = await body(attempt);
    recordAttempt(attempt, undefined);
    return result;
  } catch (error) {
    if (error instanceof EntraError) recordAttempt(attempt, error);
    throw error;
  }
}

const NO_POLICY = { status: 'notApplied', policies: [] } as const;

export function recordAttempt(attempt: Attempt, refusal: EntraError | undefined): void {
  const {
    context,
    request,
    manner,
    client,
    resource,
    user,
    userName,
    methods,
    decision = NO_POLICY,
  } = attempt;
  const isItself = manner.kind === 'servicePrincipal';
  signInLogOf(context.tenant).record({
    ...clientFacts(request),
    kind: manner.kind,
    at: context.tenant.clock.now,
    user,
    userPrincipalName: userName,
    app: client,
    principal: isItself ? client.principal : undefined,
    resource: namedResource(resource.principal),
    clientApp: isItself ? undefined : manner.clientApp,
    conditionalAccess: decision,
    refusal,
    multiFactor: methods?.includes('mfa'),
    correlationId: request.header('client-request-id'),
  });
}

function namedResource({ appId, displayName }: ServicePrincipal) {
  return { appId, displayName: displayName ?? appId };
}

/** Whether the user may have a token, by their account, the application's and the tenant's policies. Throws EntraError. */
export function checkUser(attempt: Attempt, user: User, methods: readonly string[]): void {
  const { context, request, manner, client, resource, version } = attempt;
  attempt.user = user;
  attempt.methods = methods;
  const { address, platform, unsupportedBrowser } = clientFacts(request);
  const decision = evaluateSignIn(context.tenant, {
    user,
    resource: { appId: resource.principal.appId },
    // Who has only a code to type in elsewhere has shown nothing of the device that it came from.
    platform: manner.deviceCode ? undefined : platform,
    clientApp: manner.clientApp,
    unsupportedBrowser,
    address,
    deviceCode: manner.deviceCode ?? false,
    secondFactor: methods.includes('mfa'),
  });
  attempt.decision = decision;
  if (decision.refusal) throw accessRefused(decision.refusal, version);
  if (client.principal.appRoleAssignmentRequired && !isAssigned(context.tenant, user, client.principal))
    throw notAssigned(client.appId, client.displayName);
}

/** Whether an application may have a token for itself. Throws EntraError. */
export function checkApplication(attempt: Attempt): void {
  const { context, request, client, resource, version } = attempt;
  const decision = evaluateConditionalAccess(context.tenant, {
    principal: client.principal,
    resource: { appId: resource.principal.appId },
    address: clientFacts(request).address,
    secondFactor: false,
  });
  attempt.decision = decision;
  if (decision.refusal) throw accessRefused(decision.refusal, version);
}
