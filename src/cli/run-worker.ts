// A thread of `tenantless run`.
import { parentPort, workerData } from 'node:worker_threads';
import { playScenario, type Said, type Work } from './play-scenarios.ts';
import { readScenarios } from './read-scenarios.ts';

const { paths, ...settings } = workerData as Work;
const scenarios = await readScenarios(paths, settings.parameters);
const say = (said: Said) => parentPort?.postMessage(said);
parentPort?.on('message', async (numbers: readonly number[]) => {
  for (const number of numbers) {
    const scenario = scenarios[number];
    if (scenario) say(await playScenario(scenario, number, settings));
  }
  say('ready');
});
say('ready');
