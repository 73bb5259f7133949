import type { SimulatedDevice } from '../../device/index.ts';
import type { EnrollmentTypeFacts } from '../../intune/enrollment/types.ts';
import { type Style, table } from '../conversation/layout.ts';
import { type Evidence, type Expectation, unmet } from './evidence.ts';

/** One device's outcome: what Graph says about it, against what it should say. */
export interface Outcome {
  readonly device: SimulatedDevice;
  readonly facts: EnrollmentTypeFacts;
  readonly evidence: Evidence | undefined;
  readonly expectations: readonly Expectation[];
}

/** The outcomes as a table, and whatever is not as it should be below it. */
export function verdict(
  paint: Style,
  outcomes: readonly Outcome[],
): { readonly lines: string[]; readonly met: boolean } {
  const rows = outcomes.map(({ device, facts, evidence, expectations }) => [
    unmet(expectations).length === 0 ? '✓' : '✗',
    device.user.displayName,
    shortTitle(facts.title),
    evidence?.managed?.deviceRegistrationState ?? 'not enrolled',
    evidence?.managed?.complianceState ?? '–',
    evidence?.directory?.trustType ?? '–',
  ]);
  const lines = table(
    [['', 'Person', 'Enrollment', 'Registration', 'Compliance', 'Entra device'], ...rows],
    paint.width,
    (cell, row, column) => {
      if (row === 0) return paint.dim(cell);
      if (column !== 0) return cell;
      return cell === '✓' ? paint.green(cell) : paint.red(cell);
    },
  );
  const failures = outcomes.flatMap(({ device, expectations }) =>
    unmet(expectations).map(
      ({ what, expected, actual }) =>
        `    ${device.user.displayName}: ${what} is ${actual}, expected ${expected}`,
    ),
  );
  const total = outcomes.reduce((sum, { expectations }) => sum + expectations.length, 0);
  const met = failures.length === 0;
  const summary = met
    ? paint.green(`All ${total} expectations hold: these policies enroll, register and remediate.`)
    : paint.red(`${failures.length} of ${total} expectations do not hold:`);
  return { lines: [...lines, '', `  ${summary}`, ...failures], met };
}

/** `Automated device enrollment (Setup Assistant with …)` without what is in brackets. */
export function shortTitle(title: string): string {
  return title.replace(/ \(.*\)$/, '');
}
