import { z } from 'zod';
import { isUnmatched, type LoggedRequest, type RequestLog } from '../../../src/graph/index.ts';
import type { JournalEntry, Tenant } from '../../../src/tenant/index.ts';
import { showChange, showRequest } from '../answer-shapes.ts';
import { defineEndpoint, type Endpoint, empty, json } from '../endpoint.ts';
import { requestListSchema } from '../graph-schemas.ts';
import { limitSchema, nextPage, sequenceSchema, takePage } from '../paging.ts';
import { journalSchema } from '../schemas.ts';

export function recordEndpoints(tenant: Tenant, requests: RequestLog): Endpoint[] {
  /** The newest request that the list no longer shows; Graph's own log is a ring and needs no clearing. */
  let forgotten = 0;
  return [
    defineEndpoint({
      method: 'GET',
      path: '/requests',
      name: 'listRequests',
      summary: 'The latest requests to Microsoft Graph, oldest first',
      query: z.strictObject({
        unmatched: z
          .enum(['true', 'false'])
          .optional()
          .meta({ description: 'true: only those whose path is not known, with the nearest that is' }),
        after: sequenceSchema,
        limit: limitSchema,
      }),
      success: { status: 200, description: 'Requests', content: { 'application/json': requestListSchema } },
      handle: ({ query: { unmatched, after, limit } }) => {
        const { page, more } = takePage(
          matching(requests.since(Math.max(after, forgotten)), unmatched),
          limit,
        );
        const next = more && nextPage('/requests', { unmatched, after: page.at(-1)?.sequence, limit });
        return json({ requests: page.map(showRequest), last: requests.lastSequence, ...(next && { next }) });
      },
    }),
    defineEndpoint({
      method: 'DELETE',
      path: '/requests',
      name: 'clearRequests',
      summary: 'Forget the requests so far',
      success: { status: 204, description: 'They are forgotten; the sequence goes on' },
      handle: () => {
        forgotten = requests.lastSequence;
        return empty;
      },
    }),
    defineEndpoint({
      method: 'GET',
      path: '/journal',
      name: 'listChanges',
      summary: 'What changed in the tenant, and who changed it; oldest first',
      query: z.strictObject({
        set: z
          .string()
          .min(1)
          .optional()
          .meta({ description: 'Only changes of this set: users, groups/members …' }),
        after: sequenceSchema,
        limit: limitSchema,
      }),
      success: { status: 200, description: 'Changes', content: { 'application/json': journalSchema } },
      handle: ({ query: { set, after, limit } }) => {
        const { journal } = tenant;
        const { page, more } = takePage(ofSet(journal.since(after), set), limit);
        const next = more && nextPage('/journal', { set, after: page.at(-1)?.sequence, limit });
        return json({
          changes: page.map(showChange),
          first: journal.firstSequence,
          last: journal.lastSequence,
          ...(next && { next }),
        });
      },
    }),
  ];
}

function* matching(
  all: Iterable<LoggedRequest>,
  unmatched: string | undefined,
): Generator<LoggedRequest, void> {
  for (const request of all) {
    if (unmatched === undefined || isUnmatched(request) === (unmatched === 'true')) yield request;
  }
}

function* ofSet(all: Iterable<JournalEntry>, set: string | undefined): Generator<JournalEntry, void> {
  for (const entry of all) if (set === undefined || entry.set === set) yield entry;
}
