import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { deviceActionSchema, newDeviceSchema } from '../device/index.ts';
import { closest, describeProblems, PROBLEMS_TOLD } from './index.ts';

function problems(schema: z.ZodType, input: unknown) {
  const { error } = schema.safeParse(input);
  return error ? describeProblems(error, schema, input) : [];
}

describe('problems', () => {
  it('name a property that is missing or of another type', () => {
    expect(problems(newDeviceSchema, {})).toEqual([
      { path: ['user'], message: 'is missing: expected a string' },
    ]);
    expect(problems(newDeviceSchema, { user: 7, autoLockMinutes: 'two' })).toEqual([
      { path: ['user'], message: 'expected a string, got 7' },
      { path: ['autoLockMinutes'], message: "expected a number, got 'two'" },
    ]);
    expect(problems(newDeviceSchema, [])).toEqual([
      { path: [], message: 'expected an object, got an array' },
    ]);
  });

  it('say what an unknown property may have been meant to be', () => {
    expect(problems(newDeviceSchema, { user: 'a', osversion: '18.1' })).toEqual([
      {
        path: ['osversion'],
        message: 'nothing of this name is known here',
        fix: "Did you mean 'osVersion'?",
      },
    ]);
    expect(problems(newDeviceSchema, { user: 'a', passcode: { lenght: 4 } })).toMatchObject([
      { path: ['passcode', 'lenght'], fix: "Did you mean 'length'?" },
    ]);
    expect(problems(deviceActionSchema, { do: 'signIn', app: 'Teams', wait: true })).toEqual([
      { path: ['wait'], message: 'nothing of this name is known here', fix: 'Known are do, app.' },
    ]);
  });

  it('list what a value may be, and which of it was meant', () => {
    expect(problems(newDeviceSchema, { user: 'a', enrollmentType: 'webDeviceEnrolment' })).toMatchObject([
      { path: ['enrollmentType'], fix: "Did you mean 'webDeviceEnrollment'?" },
    ]);
    const [signin] = problems(deviceActionSchema, { do: 'signin', app: 'Teams' });
    expect(signin).toMatchObject({ path: ['do'], fix: "Did you mean 'signIn'?" });
    expect(signin?.message).toContain("'enroll', 'signIn'");
    const [none] = problems(deviceActionSchema, {});
    expect(none).toMatchObject({ path: ['do'] });
    expect(none?.message).toMatch(/it is missing$/);
    expect(none).not.toHaveProperty('fix');
  });

  it('tell of a union the alternative that was meant, or all of them', () => {
    expect(problems(newDeviceSchema, { user: 'a', passcode: { length: 2 } })).toMatchObject([
      { path: ['passcode', 'length'], message: 'expected at least 4, got 2' },
    ]);
    expect(problems(newDeviceSchema, { user: 'a', passcode: 'yes' })).toEqual([
      { path: ['passcode'], message: "expected true or false or an object, got 'yes'" },
    ]);
  });

  it('tell a name that no alternative of a union knows, and which was meant', () => {
    const step = z.union([
      z.discriminatedUnion('do', [z.strictObject({ do: z.literal('enroll'), device: z.string() })]),
      z.strictObject({ advance: z.string() }),
    ]);
    expect(problems(z.array(step), [{ adwance: 'PT8H' }])).toMatchObject([
      { path: [0, 'adwance'], fix: "Did you mean 'advance'?" },
    ]);
    expect(problems(z.array(step), [{ hop: 'PT8H' }])).toMatchObject([
      { path: [0, 'hop'], fix: 'Known are do, device, advance.' },
    ]);
  });

  it('stop after so many, and say how many more there are', () => {
    const all = problems(
      z.array(z.string()),
      Array.from({ length: PROBLEMS_TOLD + 5 }, (_, index) => index),
    );
    expect(all).toHaveLength(PROBLEMS_TOLD + 1);
    expect(all.at(-1)).toEqual({ path: [], message: 'and 5 more of the kind' });
  });

  it('tell numbers from texts', () => {
    expect(problems(z.literal(1), 2)).toEqual([{ path: [], message: 'expected 1; got 2' }]);
    expect(problems(z.string().max(2), 'abc')).toEqual([
      { path: [], message: "expected at most 2 characters, got 'abc'" },
    ]);
  });

  it("keep a schema's own words, with what came", () => {
    expect(problems(newDeviceSchema, { user: 'a', osVersion: 'eighteen' })).toEqual([
      { path: ['osVersion'], message: 'expected a version such as "18.1" or "17.6.1", got \'eighteen\'' },
    ]);
  });
});

describe('closest', () => {
  it('takes no more slips than half of a word', () => {
    expect(closest('clok', ['clock', 'devices'])).toBe('clock');
    expect(closest('xy', ['do', 'app'])).toBeUndefined();
  });
});
