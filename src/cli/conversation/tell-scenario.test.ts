import { createColors } from 'picocolors';
import { expect, it } from 'vitest';
import { loadScenarios, runScenario } from '../../scenario/index.ts';
import { WIDTH } from './layout.ts';
import { tellScenario } from './tell-scenario.ts';

const plain = createColors(false);

async function tell(path: string) {
  const [loaded] = await loadScenarios([path], () => Promise.reject(new Error('no TypeScript here')));
  const { scenario } = loaded as NonNullable<typeof loaded>;
  const result = await runScenario(loaded as NonNullable<typeof loaded>, 1);
  const portions = [...tellScenario(plain, scenario, result)];
  return { result, portions, text: portions.flatMap(({ lines }) => lines).join('\n') };
}

it('tells every message once, under the step that led to it, and what Graph shows with it', async () => {
  const { result, portions, text } = await tell('scenarios/rules/value-trailing-space.yaml');
  const trace = result.devices.flatMap((device) => device.trace);
  expect(portions.flatMap(({ at }) => at ?? [])).toEqual(trace.map(({ at }) => Date.parse(at)));
  const places = ['1 · phone: enroll', 'OpenEnrollmentPage', '2 · phone: signIn', 'OpenApp', '3 · What came'];
  expect(places.map((each) => text.indexOf(each))).toEqual(
    places.map((each) => text.indexOf(each)).sort((a, b) => a - b),
  );
  expect(text).toMatch(
    /EvaluateCompliance:[^G]*\n.*\n {35}Graph {2}managedDevices: complianceState compliant\n/,
  );
  expect(text).toContain('Why  The value of device_registration has spaces in it');
  expect(text).toContain('✗ not registered: ');
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(WIDTH + 5);
});

it('says how long nothing happened, and what Graph showed meanwhile', async () => {
  const { text } = await tell('scenarios/compliance/grace-period.yaml');
  expect(text).toMatch(/… \d+ h(?: \d+ min)? later(?:, 2026-09-0\d)?\n/);
  // The grace period ends between two check-ins.
  expect(text).toMatch(/\n {2}08:01:54 +Graph {2}managedDevices: complianceState noncompliant\n/);
  expect(text).not.toContain('· then');
});
