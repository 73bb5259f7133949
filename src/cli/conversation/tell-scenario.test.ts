import { createColors } from 'picocolors';
import { expect, it } from 'vitest';
import { loadScenarios, parseScenarios, runScenario } from '../../scenario/index.ts';
import { WIDTH } from './layout.ts';
import { REQUESTS_TOLD, tellScenario } from './tell-scenario.ts';

const plain = { ...createColors(false), width: WIDTH };

async function tell(path: string, words = '', paint = plain) {
  const all = await loadScenarios([path], () => Promise.reject(new Error('no TypeScript here')));
  const loaded = all.find(({ scenario: { name } }) => name.includes(words));
  const { scenario } = loaded as NonNullable<typeof loaded>;
  const result = await runScenario(loaded as NonNullable<typeof loaded>, 1);
  const portions = [...tellScenario(paint, scenario, result)];
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

it('tells what a request changed under that request, though a step before ended in the same second', async () => {
  const { text } = await tell('scenarios/lessons/access-taken-away.yaml', 'tidies up');
  const [before = '', after = ''] = text.split('DELETE /v1.0/devices/{found.value.0.id}');
  expect(before).not.toContain('devices: the device is gone');
  expect(after.split('·')[0]).toContain('devices: the device is gone');
});

it('says how Graph answered where no device has anything to say', async () => {
  const { text } = await tell('scenarios/lessons/access-taken-away.yaml', 'tidies up');
  expect(text).toMatch(/ {2}GET \/v1\.0\/devices\?\$filter=deviceId eq '[0-9a-f]{8}…'\n {2}→ 200\n/);
  expect(text).toMatch(/ {2}DELETE \/v1\.0\/devices\/[0-9a-f]{8}…\n {2}→ 204\n/);
  expect(text).not.toContain('No device has anything to say');
});

it('tells the first of many requests one by one, and how many there were beyond', async () => {
  const requests = Array.from({ length: REQUESTS_TOLD + 2 }, (_, id) => ({
    id: `${id}`,
    method: 'GET',
    url: '/groups',
  }));
  const [loaded] = parseScenarios(
    JSON.stringify({
      name: 'A batch',
      steps: [{ graph: { method: 'POST', path: '/v1.0/$batch', body: { requests } } }],
      // biome-ignore lint/suspicious/noThenProperty: the scenario's own name for what must hold.
      then: {},
    }),
    'batch.yaml',
  );
  const result = await runScenario(loaded as NonNullable<typeof loaded>, 1);
  const lines = [...tellScenario(plain, { name: 'A batch' }, result)].flatMap((portion) => portion.lines);
  expect(lines.filter((line) => line.startsWith('  GET /v1.0/groups'))).toHaveLength(REQUESTS_TOLD);
  // The batch is a request itself.
  expect(lines).toContain('  … and 3 more');
});

it('fits into a narrow terminal', async () => {
  const { text } = await tell('scenarios/lessons/outages.yaml', 'device limit', { ...plain, width: 80 });
  // A line that says in which file the scenario stands is left whole, to be copied.
  for (const line of text.split('\n').slice(2)) expect(line.length, line).toBeLessThanOrEqual(80);
});
