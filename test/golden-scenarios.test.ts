import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { formatTrace } from '../src/device/index.ts';
import { JOURNEYS } from '../src/device/journeys/index.ts';
import { Scene } from '../src/device/scene.ts';
import { loadScenarios, runScenario } from '../src/scenario/index.ts';
import { goldenFolder } from './support/golden.ts';

/*
 * Conversations of the scenarios that ship, as text: one for each enrollment, one for each rule that is broken, and what a text says
 * better than the scenario's own end. What no scenario tells is in golden.test.ts. After a change that is meant:
 * UPDATE_GOLDEN=1 npx vitest run test/golden-scenarios.test.ts, and read the difference.
 */
const TOLD = [
  'golden',
  'rules',
  'compliance/grace-period.yaml',
  'compliance/passcode-requirement.yaml',
  'compliance/remediation.yaml',
  'lessons/wrong-first-app.yaml',
  'timing/authenticator-race.ts',
];
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const kept = goldenFolder(join(root, 'test/golden-scenarios'));
const SEED = 1;

const loaded = await loadScenarios(TOLD.map((path) => join(root, 'scenarios', path)));
const stories = loaded.filter(({ scenario }) => !scenario.tags.includes('repaired'));
const nameOf = (story: (typeof stories)[number]) => {
  const file = basename(story.file).replace(/\.\w+$/, '');
  const alike = stories.filter((other) => other.file === story.file);
  return `${file}${alike.length > 1 ? `-${alike.indexOf(story) + 1}` : ''}.txt`;
};

const played = new Set<string>();
const spy = vi.spyOn(Scene.prototype, 'continueWith');
afterAll(() => spy.mockRestore());

describe('golden scenarios', () => {
  it.each(stories.map((story) => [nameOf(story), story] as const))('%s', async (name, story) => {
    const { devices } = await runScenario(story, SEED);
    for (const [journey] of spy.mock.calls) played.add(journey);
    const text = devices
      .map((device) => `== ${device.name} ==\n${formatTrace(device.trace).trimEnd()}\n`)
      .join('\n');
    kept.expect(name, text);
  });

  it('play every journey', () => {
    expect(
      Object.keys(JOURNEYS).filter((journey) => !played.has(journey)),
      'these need a scenario in scenarios/golden that plays them',
    ).toEqual([]);
  });

  it('are all of scenarios that are there', () => {
    kept.expectAll(stories.map(nameOf));
  });
});
