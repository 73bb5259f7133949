import { formatTrace } from '../device/index.ts';
import type { Files } from './files.ts';
import { lineDiff } from './line-diff.ts';
import type { LoadedScenario } from './parse.ts';
import type { ScenarioResult } from './run.ts';

/**
 * Compares the devices' conversations with those that a file keeps, or keeps them anew, if the story came true otherwise.
 * @param replay plays the same scenario with another seed: that of the file
 */
export async function checkGolden(
  { file, files, scenario, placeOf }: LoadedScenario,
  result: ScenarioResult,
  update: boolean,
  replay: (seed: number) => Promise<ScenarioResult>,
): Promise<ScenarioResult> {
  const { golden } = scenario;
  if (golden === undefined || result.status !== 'passed') return result;
  const path = files.beside(file, golden);
  const shown = files.shown(path);
  if (update) {
    files.write(path, goldenText(result));
    return result;
  }
  const kept = read(files, path);
  const seed = Number(/^# seed (-?\d+)$/m.exec(kept ?? '')?.[1] ?? result.seed);
  const text = goldenText(seed === result.seed ? result : await replay(seed));
  if (kept === text) return result;
  const message =
    kept === undefined
      ? `there is no ${shown} yet; tenantless run --update writes it`
      : `the conversation is not that of ${shown}; if it is meant to be, tenantless run --update takes it over`;
  const { line } = placeOf(['golden']) ?? {};
  const failure = {
    path: ['golden'],
    expected: shown,
    actual: kept === undefined ? 'nothing' : 'another conversation',
    message,
    ...(kept !== undefined && { diff: lineDiff(kept, text) }),
    ...(line !== undefined && { line }),
  };
  return { ...result, status: 'failed', failures: [failure] };
}

function goldenText({ name, seed, devices }: ScenarioResult): string {
  const parts = devices.map((device) => `\n== ${device.name} ==\n${formatTrace(device.trace).trimEnd()}\n`);
  return `# ${name}\n# seed ${seed}\n${parts.join('')}`;
}

function read(files: Files, path: string): string | undefined {
  try {
    // Git may have given it the line ends of the machine.
    return files.read(path).replaceAll('\r\n', '\n');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}
