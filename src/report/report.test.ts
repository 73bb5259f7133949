import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { parseScenarios, runScenario } from '../scenario/index.ts';
import { listResult, listSummary, TRACE_ENTRIES_SHOWN } from './list.ts';
import { REPORTERS } from './reporters.ts';

const plain = picocolors.createColors(false);

/** Three stories: one that comes true, one that doesn't, one that makes no sense. */
const TEXT = ['registered: true', 'registered: false', 'signedIn: [x]']
  .map(
    (expected, index) => `
name: Story ${index + 1} <&">
given: { tenant: contoso-jit }
devices:
  phone: { user: ${index === 2 ? 'nobody' : 'priya.raman@contoso.com'}, enrollmentType: automatedDeviceEnrollment }
steps:
  - { device: phone, do: enroll }
  - { device: phone, do: signIn, app: Microsoft Teams }
then:
  devices:
    phone: { ${expected} }
`,
  )
  .join('---');
const results = await Promise.all(
  parseScenarios(TEXT, 'stories.yaml').map((loaded) => runScenario(loaded, 7)),
);
const report = { results, milliseconds: 1234, started: Date.UTC(2026, 10, 30), durations: [5, 6.4, 7] };
const whole = (name: Exclude<keyof typeof REPORTERS, 'html'>) => REPORTERS[name].end(report, plain);

describe('the list', () => {
  it('has a line for what passes', () => {
    const [passed] = results;
    expect(listResult(passed as NonNullable<typeof passed>, plain)).toMatch(
      /^ ✓ Story 1 <&"> {2}\d+ min \d+ s virtual$/,
    );
  });

  it('shows of a failure the place, both values, why, what happened, and how to see it again', () => {
    const text = listResult(results[1] as (typeof results)[number], plain);
    expect(text).toContain('then.devices.phone.registered  stories.yaml:22');
    expect(text).toMatch(/expected {2}false\n\s+actual {4}true/);
    expect(text).toContain('Why phone is where it is');
    expect(text).toContain('JITRegistrationStarted');
    expect(text).toContain(`Again: tenantless run stories.yaml --grep 'Story 2 <&">' --seed 7`);
  });

  it('shows the end of a long trace', () => {
    const failed = results[1] as (typeof results)[number];
    const [device] = failed.devices as [(typeof failed.devices)[number]];
    const [entry] = device.trace as [(typeof device.trace)[number]];
    const trace = Array.from({ length: TRACE_ENTRIES_SHOWN + 7 }, (_, index) => ({
      ...entry,
      message: `Entry ${index}.`,
    }));
    const text = listResult({ ...failed, devices: [{ ...device, trace }] }, plain);
    expect(text).toContain('… 7 earlier entries');
    expect(text).not.toContain('Entry 6.');
    expect(text).toContain('Entry 7.');
  });

  it('says where a scenario makes no sense', () => {
    const text = listResult(results[2] as (typeof results)[number], plain);
    expect(text).toContain('It cannot be judged stories.yaml:27');
    expect(text).toContain('devices.phone.user');
  });

  it('counts', () => {
    expect(listSummary(report, plain)).toBe('\n 1 passed, 1 failed, 1 with errors in 1.23 s');
  });
});

describe('the JSON report', () => {
  it('holds counts, failures, and the traces of what did not pass', () => {
    const { scenarios, ...counts } = JSON.parse(whole('json'));
    expect(counts).toEqual({ passed: 1, failed: 1, errors: 1, unplayed: 0, milliseconds: 1234 });
    expect(scenarios.map(({ status }: { status: string }) => status)).toEqual(['passed', 'failed', 'error']);
    expect(scenarios[1]).toMatchObject({
      replay: `tenantless run stories.yaml --grep 'Story 2 <&">' --seed 7`,
      failures: [{ expected: false, actual: true, line: 22 }],
    });
    expect(scenarios[1].devices[0].trace.length).toBeGreaterThan(10);
    expect(scenarios[0].devices[0]).not.toHaveProperty('trace');
  });
});

describe('the JUnit report', () => {
  it('is XML with a case for each scenario, whatever their names hold', () => {
    const xml = whole('junit');
    expect(
      xml.startsWith(
        '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="tenantless" tests="3" failures="1" errors="1"',
      ),
    ).toBe(true);
    expect(xml).toContain(
      '<testcase name="Story 1 &lt;&amp;&quot;&gt;" classname="stories.yaml" time="0.005"></testcase>',
    );
    expect(xml).toContain('<failure message="then.devices.phone.registered: expected false, got true"');
    expect(xml).toContain('<error message="devices.phone.user');
    // Every element that opens closes, in order.
    const open: string[] = [];
    for (const [, slash, name] of xml.matchAll(/<(\/?)([a-z]+)[^>]*>/g)) {
      if (slash) expect(open.pop()).toBe(name);
      else open.push(name as string);
    }
    expect(open).toEqual([]);
  });
});

describe('the dots', () => {
  it('are one for each scenario, and the failures come last', () => {
    expect(results.map((result) => REPORTERS.dot.each(result, plain)).join('')).toBe('·✗!');
    const end = whole('dot');
    expect(end).toContain('Story 2');
    expect(end).not.toContain('Story 1');
    expect(end).toContain('1 passed, 1 failed, 1 with errors');
  });
});

describe('CTRF', () => {
  it('counts, and has a test for each scenario with real time and place', () => {
    const { reportFormat, results: told } = JSON.parse(whole('ctrf'));
    expect(reportFormat).toBe('CTRF');
    expect(told.summary).toEqual({
      tests: 3,
      passed: 1,
      failed: 2,
      pending: 0,
      skipped: 0,
      other: 0,
      start: Date.UTC(2026, 10, 30),
      stop: Date.UTC(2026, 10, 30) + 1234,
    });
    expect(told.tests).toMatchObject([
      { status: 'passed', duration: 5 },
      {
        status: 'failed',
        duration: 6,
        line: 22,
        message: expect.stringContaining('expected false, got true'),
      },
      { status: 'failed', rawStatus: 'error', message: expect.stringContaining('nobody') },
    ]);
  });
});

describe('annotations of GitHub', () => {
  it('stand at the line of the expectation, with what would end them escaped', () => {
    const [failure, error, notice] = whole('github').trimEnd().split('\n');
    expect(failure).toBe(
      '::error file=stories.yaml,line=22,title=Story 2 <&">::then.devices.phone.registered: expected false, got true%0AAgain: tenantless run stories.yaml --grep \'Story 2 <&">\' --seed 7',
    );
    expect(error).toMatch(/^::error file=stories\.yaml,line=\d+,title=Story 3 <&">::/);
    expect(notice).toBe('::notice title=Tenantless::1 passed, 1 failed, 1 with errors');
  });

  it('escape what GitHub takes for its own', () => {
    const [first] = results as [(typeof results)[number]];
    const odd = {
      ...first,
      name: 'a,b: 100%\n::error::x',
      status: 'error' as const,
      error: { message: 'no\n::stop-commands::x' },
    };
    const text = REPORTERS.github.end({ ...report, results: [odd] });
    expect(text.split('\n')).toHaveLength(3);
    expect(text).toContain('title=a%2Cb%3A 100%25%0A%3A%3Aerror%3A%3Ax::no%0A::stop-commands::x');
  });
});

describe('Markdown', () => {
  it('says first what failed, where and why, and folds away what passed', () => {
    const text = whole('markdown');
    expect(text.split('\n')[0]).toBe('### ❌ Tenantless: 1 passed, 1 failed, 1 with errors');
    expect(text).toContain('`stories.yaml:22` then.devices.phone.registered: expected false, got true');
    expect(text).toContain('JITRegistrationStarted');
    expect(text.indexOf('Story 2')).toBeLessThan(text.indexOf('<details><summary>1 passed'));
  });

  it('lets no name become markup', () => {
    const [first] = results as [(typeof results)[number]];
    const text = REPORTERS.markdown.end({ ...report, results: [{ ...first, name: '<img> [x](y) `z`' }] });
    expect(text).toContain('&lt;img> \\[x\\](y) \\`z\\`');
  });
});
