import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { parseScenarios, runScenario } from '../scenario/index.ts';
import { jsonReport, junitReport, listResult, listSummary, TRACE_ENTRIES_SHOWN } from './index.ts';

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
const results = parseScenarios(TEXT, 'stories.yaml').map((loaded) => runScenario(loaded, 7));
const report = { results, milliseconds: 1234 };

describe('the list', () => {
  it('has a line for what passes', () => {
    const [passed] = results;
    expect(listResult(passed as NonNullable<typeof passed>, plain)).toMatch(
      /^ ✓ Story 1 <&"> {2}PT\d+M\d+S virtual$/,
    );
  });

  it('shows of a failure the place, both values, why, what happened, and how to see it again', () => {
    const text = listResult(results[1] as (typeof results)[number], plain);
    expect(text).toContain('then.devices.phone.registered  stories.yaml:22');
    expect(text).toMatch(/expected {2}false\n\s+actual {4}true/);
    expect(text).toContain('Why phone is where it is');
    expect(text).toContain('JITRegistrationStarted');
    expect(text).toContain('Again: tenantless run stories.yaml --seed 7');
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
    expect(text).toContain('The scenario makes no sense stories.yaml:27');
    expect(text).toContain('devices.phone.user');
  });

  it('counts', () => {
    expect(listSummary(report, plain)).toBe('\n 1 passed, 1 failed, 1 with errors in 1.23 s');
  });
});

describe('the JSON report', () => {
  it('holds counts, failures, and the traces of what did not pass', () => {
    const { scenarios, ...counts } = JSON.parse(jsonReport(report));
    expect(counts).toEqual({ passed: 1, failed: 1, errors: 1, milliseconds: 1234 });
    expect(scenarios.map(({ status }: { status: string }) => status)).toEqual(['passed', 'failed', 'error']);
    expect(scenarios[1]).toMatchObject({
      replay: 'tenantless run stories.yaml --seed 7',
      failures: [{ expected: false, actual: true, line: 22 }],
    });
    expect(scenarios[1].devices[0].trace.length).toBeGreaterThan(10);
    expect(scenarios[0].devices[0]).not.toHaveProperty('trace');
  });
});

describe('the JUnit report', () => {
  it('is XML with a case for each scenario, whatever their names hold', () => {
    const xml = junitReport(report);
    expect(
      xml.startsWith(
        '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="tenantless" tests="3" failures="1" errors="1"',
      ),
    ).toBe(true);
    expect(xml).toContain(
      '<testcase name="Story 1 &lt;&amp;&quot;&gt;" classname="stories.yaml"></testcase>',
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
