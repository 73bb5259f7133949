// What a fault's error looks like.
import { parseDuration } from '../../../clock/index.ts';
import type { Exchange } from '../../answer/exchange.ts';
import { type FamilyName, GraphError } from '../../errors.ts';
import type { Transport } from '../../types.ts';
import type { Fault } from './fault.ts';

/** Codes by status: https://learn.microsoft.com/graph/errors [documented]; Intune's TooManyRequests [recorded]. */
const CODES: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'InvalidAuthenticationToken',
  403: 'Forbidden',
  404: 'ResourceNotFound',
  409: 'Conflict',
  412: 'PreconditionFailed',
  423: 'Locked',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  501: 'NotImplemented',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
  507: 'InsufficientStorage',
};

/** [recorded] the first of the gateway, IntuneCD#64; [inferred] the rest. */
const MESSAGES: Readonly<Record<number, string>> = {
  429: 'Too many requests.',
  503: 'The service is temporarily unavailable. Please retry later.',
};

/** [recorded] what Intune's backend says when it doesn't explain: IntuneCD#217. */
const UNEXPLAINED = 'An error has occurred';

/** The error of a fault in its family's envelope; undefined when it makes none. */
function faultError({ effect }: Fault, intune: boolean): GraphError | undefined {
  const { status, code, message, retryAfter, headers } = effect;
  if (status === undefined) return undefined;
  return new GraphError(
    status,
    code ?? CODES[status] ?? 'UnknownError',
    message ?? (intune ? UNEXPLAINED : (MESSAGES[status] ?? UNEXPLAINED)),
    {
      envelope: intune ? 'service' : 'plain',
      headers: { ...headers, ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }) },
    },
  );
}

/** What becomes of an answer on its way; undefined when it just arrives. */
function faultTransport({ effect: { realDelay, reset, truncate } }: Fault): Transport | undefined {
  if (realDelay === undefined && reset === undefined && truncate === undefined) return undefined;
  return {
    ...(realDelay !== undefined && { delay: realDelay }),
    ...(reset !== undefined && { reset: true }),
    ...(truncate !== undefined && { truncate }),
  };
}

/** For whoever looks without a connection that could be reset; it is ours. */
const connectionReset = ({ id }: Fault) =>
  new GraphError(
    503,
    'TenantlessReset',
    `The connection was reset before the request was carried out: the fault '${id}'.`,
  );

/** Lets a fault happen to a request. Throws GraphError when it ends it. */
export function strike(exchange: Exchange, fault: Fault, family: FamilyName): void {
  const { virtualDelay, reset } = fault.effect;
  exchange.injected.push(fault.id);
  if (virtualDelay !== undefined) exchange.tenant.clock.advance(parseDuration(virtualDelay) ?? 0);
  exchange.transport = faultTransport(fault);
  if (reset === 'before') throw connectionReset(fault);
  const error = faultError(fault, family === 'intune');
  if (error) throw error;
}
