import type { Tenant } from '../../../tenant/index.ts';
import type { Exchange } from '../../answer/exchange.ts';
import { GraphError } from '../../errors.ts';
import type { Route } from '../../request/route.ts';
import { type Limit, limitsOf } from './limits.ts';
import { Meter, type Reading } from './meter.ts';
import { resourceUnits } from './resource-units.ts';

/** `documented`: Microsoft's published limits. `tight`: a twentieth of them, for tests that want to see a 429 soon. */
const THROTTLING_PROFILES = { documented: 1, tight: 0.05 } as const;
export type ThrottlingProfile = keyof typeof THROTTLING_PROFILES;

/** How many meters run at a time; beyond that all begin anew. */
export const METERS_LIMIT = 10_000;

/** [documented] from here on the directory says how much of the limit is in use. */
const WORTH_TELLING = 0.8;

/** Counts requests against the service's limits, on the tenant's clock. */
export class Throttle {
  readonly #tenant: Tenant;
  readonly #factor: number;
  readonly #meters = new Map<string, Meter>();

  constructor(tenant: Tenant, profile: ThrottlingProfile) {
    this.#tenant = tenant;
    this.#factor = THROTTLING_PROFILES[profile];
  }

  /** Counts a request. Throws GraphError when it is one too many. */
  admit(exchange: Exchange, route: Route): void {
    const { request, query, caller } = exchange;
    const isWrite = request.method !== 'GET';
    const { now } = this.#tenant.clock;
    let first: { limit: Limit; reading: Reading } | undefined;
    let share = 0;
    for (const limit of limitsOf(route, this.#tenant.collection('users').size)) {
      if (limit.counts === 'writes' && !isWrite) continue;
      const cost = limit.counts === 'units' ? resourceUnits(route, request.method, query) : 1;
      const reading = this.#meter(limit, caller?.appId ?? '', now).spend(cost, now);
      if (limit.answeredBy === 'directory') share = Math.max(share, reading.share);
      if (reading.share > 1) first ??= { limit, reading };
    }
    if (share >= WORTH_TELLING) {
      exchange.headers = { ...exchange.headers, 'x-ms-throttle-limit-percentage': share.toFixed(2) };
    }
    if (first) throw refusal(first.limit, first.reading, caller?.appId ?? '', this.#tenant.id);
  }

  #meter({ name, per, counts, amount, period }: Limit, appId: string, now: number): Meter {
    const key = `${name} ${counts} ${per === 'application' ? appId : ''}`;
    let meter = this.#meters.get(key);
    if (!meter) {
      if (this.#meters.size >= METERS_LIMIT) this.#meters.clear();
      meter = new Meter(Math.max(1, Math.floor(amount * this.#factor)), period, now);
      this.#meters.set(key, meter);
    }
    return meter;
  }
}

function refusal(limit: Limit, { wait }: Reading, appId: string, tenantId: string): GraphError {
  const { answeredBy } = limit;
  const injected = 'throttling';
  // [recorded] graph2otel: a 500, and the words. [inferred] the code.
  if (answeredBy === 'queryBroker') {
    const message =
      'Rate limit reached because of too many requests to query broker. Please retry after sometime.';
    return new GraphError(500, 'InternalServerError', message, { injected });
  }
  const headers = {
    ...(limit.retryAfter ? { 'Retry-After': String(wait) } : {}),
    ...(answeredBy === 'directory' ? throttledBy(limit, appId, tenantId) : {}),
  };
  // [recorded] IntuneCD#217.
  if (answeredBy === 'intune') {
    const extra = { envelope: 'service', headers, injected } as const;
    return new GraphError(429, 'TooManyRequests', 'An error has occurred', extra);
  }
  // [documented] the directory's; [recorded] IntuneCD#64, of conditional access.
  const message = answeredBy === 'directory' ? 'Please retry again later.' : 'Too many requests.';
  return new GraphError(429, 'TooManyRequests', message, { headers, injected });
}

/** [documented] `<Scope>/<Limit>/<ApplicationId>/<TenantId>`, and why. */
function throttledBy({ per, counts }: Limit, appId: string, tenantId: string): Record<string, string> {
  const scope = per === 'application' ? 'Tenant_Application' : 'Tenant';
  const kind = counts === 'writes' ? 'Write' : 'ReadWrite';
  return {
    'x-ms-throttle-scope': `${scope}/${kind}/${appId}/${tenantId}`,
    'x-ms-throttle-information': counts === 'writes' ? 'WriteLimitExceeded' : 'ResourceUnitLimitExceeded',
  };
}
