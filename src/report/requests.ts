import type { LoggedRequest } from '../graph/index.ts';

/** Requests alike, and what is to be said of them. */
export interface RequestGroup {
  readonly method: string;
  /** Of the first of them. */
  readonly url: string;
  readonly status: number;
  readonly why: string;
  readonly count: number;
}

export interface RequestSummary {
  readonly total: number;
  /** What was refused, for another reason than what was injected on purpose. */
  readonly refused: readonly RequestGroup[];
  /** What was answered, though a part of it meant nothing to the service. */
  readonly meaningless: readonly RequestGroup[];
  /** Answers that the settings made other ones than the service's. */
  readonly injected: number;
}

/** Sums up what became of requests: those alike but for their ids are one group. */
export function summarizeRequests(requests: Iterable<LoggedRequest>): RequestSummary {
  const refused = new Map<string, RequestGroup>();
  const meaningless = new Map<string, RequestGroup>();
  let total = 0;
  let injected = 0;
  for (const request of requests) {
    total += 1;
    if (request.injected.length > 0) injected += 1;
    else if (request.status >= 400) add(refused, request, reasonOf(request));
    for (const what of request.ignored) add(meaningless, request, what);
  }
  return { total, refused: [...refused.values()], meaningless: [...meaningless.values()], injected };
}

function reasonOf({ error, hint, status }: LoggedRequest): string {
  const why = error ?? `status ${status}`;
  if (hint === undefined) return why;
  return `${why}${/[.!?]$/.test(why) ? '' : '.'} ${hint}`;
}

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** Requests that have something to be said of them; those alike but for their ids are one group. */
export function groupRequests(requests: Iterable<Said & { readonly why: string }>): RequestGroup[] {
  const groups = new Map<string, RequestGroup>();
  for (const request of requests) add(groups, request, request.why);
  return [...groups.values()];
}

type Said = Pick<RequestGroup, 'method' | 'url' | 'status'>;

function add(groups: Map<string, RequestGroup>, { method, url, status }: Said, why: string): void {
  const key = `${method} ${url.split('?')[0]?.replace(ID, '*')} ${status} ${why.replace(ID, '*')}`;
  const known = groups.get(key);
  groups.set(key, known ? { ...known, count: known.count + 1 } : { method, url, status, why, count: 1 });
}
