// A thread of `tenantless run`.
import { parentPort, workerData } from 'node:worker_threads';
import { playScenario, type Work } from './play-scenarios.ts';
import { readScenarios } from './read-scenarios.ts';

const { paths, numbers, ...how } = workerData as Work;
const scenarios = await readScenarios(paths);
for (const number of numbers) {
  const scenario = scenarios[number];
  if (scenario) parentPort?.postMessage(await playScenario(scenario, number, how));
}
