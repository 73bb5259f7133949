import { expect, it } from 'vitest';
import type { LoggedRequest } from '../graph/index.ts';
import { summarizeRequests } from './requests.ts';

const request = (given: Partial<LoggedRequest>): LoggedRequest => ({
  sequence: 1,
  at: 0,
  method: 'GET',
  url: '/v1.0/users',
  status: 200,
  appId: 'app',
  requires: undefined,
  resource: 'users',
  nearest: undefined,
  hint: undefined,
  ignored: [],
  injected: [],
  error: undefined,
  ...given,
});
const user = (id: number) => `/v1.0/users/1111111${id}-0000-4000-8000-000000000001?$select=id`;

it('counts refusals that differ in an id only as one', () => {
  const missing = (id: number) =>
    request({ url: user(id), status: 404, error: `Resource '${id}' is not there.` });
  const { total, refused } = summarizeRequests([missing(1), missing(1), request({})]);
  expect(total).toBe(3);
  expect(refused).toEqual([
    { method: 'GET', url: user(1), status: 404, why: "Resource '1' is not there.", count: 2 },
  ]);
});

it('tells what meant nothing, apart from what was refused', () => {
  const { refused, meaningless } = summarizeRequests([
    request({ ignored: ['$skip is ignored'] }),
    request({ status: 400, error: 'No', hint: 'Did you mean users?' }),
  ]);
  expect(refused.map(({ why }) => why)).toEqual(['No. Did you mean users?']);
  expect(meaningless.map(({ why }) => why)).toEqual(['$skip is ignored']);
});

it('does not blame a script for faults on purpose', () => {
  expect(summarizeRequests([request({ status: 429, injected: ['throttling'] })])).toMatchObject({
    refused: [],
    injected: 1,
  });
});
