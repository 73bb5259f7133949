import { parseDuration } from '../clock/index.ts';
import type { Failure } from './expect.ts';
import type { ScenarioContext } from './schema/custom.ts';
import { firstLine, placeOfThrown, wordsOf } from './thrown.ts';
import type { World } from './world.ts';

/** What a function of a scenario gets to see and do. */
function contextOf(world: World): ScenarioContext {
  const { emulator } = world;
  const { tenant, simulation } = emulator;
  return {
    emulator,
    get now() {
      return new Date(tenant.clock.now);
    },
    device: world.device,
    trace: world.trace,
    act: (name, action) => simulation.act(world.device(name).id, action),
    graph: ({ method = 'GET', ...request }) => world.request({ method, ...request }),
    advance: (duration) => {
      const span = parseDuration(duration);
      if (span === undefined) throw new RangeError(`'${duration}' is no duration: it looks like PT8H`);
      tenant.clock.advance(span);
    },
    remember: world.remember,
  };
}

/**
 * Calls a function of a scenario. Whatever it throws is a failure of that name: of assertions with what they expected, with the line
 * where it happened. `false` is one too.
 */
export async function callCustom(
  name: string,
  call: (context: ScenarioContext) => unknown,
  world: World,
  path: readonly (string | number)[],
): Promise<Failure[]> {
  try {
    const answer = await world.patience(async () => call(contextOf(world)));
    return answer === false ? [{ path, message: name, expected: 'anything but false', actual: false }] : [];
  } catch (error) {
    const line = placeOfThrown(error, world.file)?.line;
    const place = { path, ...(line !== undefined && { line }) };
    const said = (error ?? {}) as Partial<Error & { expected: unknown; actual: unknown }>;
    // As node:assert, chai and vitest throw them.
    if (!('expected' in said && 'actual' in said))
      return [{ ...place, message: name, expected: 'no error', actual: wordsOf(error) }];
    const message = `${name}: ${firstLine(said.message ?? '')}`;
    return [{ ...place, message, expected: plain(said.expected), actual: plain(said.actual) }];
  }
}

/** What a report can hold: values as JSON knows them. */
function plain(value: unknown): unknown {
  try {
    const text = JSON.stringify(value);
    return text === undefined ? String(value) : JSON.parse(text);
  } catch {
    return String(value);
  }
}
