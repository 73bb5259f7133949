// Plays a story of a few lines.
import { runScenario } from '../../src/scenario/index.ts';
import { parseScenarios } from '../../src/scenario/parse.ts';

export const HEAD = `
name: A story
given: { tenant: contoso-jit }
devices: { phone: { user: priya.raman@contoso.com } }
`;

/** Plays steps and what must hold after them, in YAML. */
export async function play(rest: string, head = HEAD) {
  const [loaded] = parseScenarios(`${head}${rest}`, 'story.yaml');
  return runScenario(loaded as NonNullable<typeof loaded>, 1);
}
export const passed = { status: 'passed', failures: [], error: undefined };
export const outcome = ({ status, failures, error }: Awaited<ReturnType<typeof play>>) => ({
  status,
  failures,
  error,
});
