import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DECLARATIONS } from '../src/graph/resources/index.ts';
import { anyRequest } from './support/any-request/index.ts';
import { busyContoso } from './support/any-request/sample.ts';
import { misshapen } from './support/misshapen.ts';

// Requests that nobody would send, and some that somebody might, in any order: every one gets an answer of the right shape.
// `npm run fuzz` sends a million of them.

/** Sequences of requests. Each begins with Contoso as it is after the procedure, and a device. */
const RUNS = 60;
/** What no request may take, in milliseconds; generous, for machines that are busy. */
const SLOWEST = 5000;

describe('Graph, asked anything', () => {
  it('answers in time and in shape, and goes on', { timeout: 120_000 }, () => {
    const statuses = new Map<number, number>();
    fc.assert(
      fc.property(fc.array(anyRequest, { minLength: 5, maxLength: 25 }), (requests) => {
        const client = busyContoso();
        for (const { method, url, body: sent, headers: extra } of requests) {
          const asked = `${method} ${url} ${sent ?? ''}`.slice(0, 500);
          const began = performance.now();
          const answer = client.send(method, url, sent, { 'content-type': 'application/json', ...extra });
          expect(performance.now() - began, asked).toBeLessThan(SLOWEST);
          expect(misshapen(answer), asked).toBeUndefined();
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
          const { body: made, status } = answer;
          if (status !== 201 || typeof made.id !== 'string') continue;
          // What was created is there, if it can be read at all.
          const place = `${url.split('?')[0]}/${encodeURIComponent(made.id)}`;
          expect([200, 400], asked).toContain(client.get(place).status);
        }
        // Whatever was written, everything can still be listed.
        for (const { path: set, versions, verbs } of DECLARATIONS.resources) {
          if (!verbs.includes('list') || set.split('/').length > 2) continue;
          for (const version of versions) {
            const url = `/${version}/${set}`;
            expect(misshapen(client.get(url)), url).toBeUndefined();
          }
        }
      }),
      { numRuns: RUNS },
    );
    // The requests reach what they are after often enough to mean something.
    for (const status of [200, 201, 204, 400, 404])
      expect(statuses.get(status) ?? 0, String(status)).toBeGreaterThan(0);
  });
});
