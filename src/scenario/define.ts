import type { ScenarioInput } from './schema.ts';

const MARK = Symbol.for('tenantless.scenario');

/** A scenario written in TypeScript. */
export type DefinedScenario = ScenarioInput & { readonly [MARK]: true };

/**
 * Declares a scenario in TypeScript; export it, under any name, from a file that `tenantless run` reads.
 *
 * @example
 * export const golden = defineScenario({
 *   name: 'A phone registers and is compliant',
 *   given: { tenant: 'contoso-jit' },
 *   devices: { phone: { user: 'priya.raman@contoso.com', enrollmentType: 'webDeviceEnrollment' } },
 *   steps: [{ device: 'phone', do: 'enroll' }, { device: 'phone', do: 'signIn', app: 'Microsoft Teams' }],
 *   then: { devices: { phone: { registered: true, complianceState: 'compliant' } } },
 * });
 */
export function defineScenario(scenario: ScenarioInput): DefinedScenario {
  return { ...scenario, [MARK]: true };
}

export function isDefinedScenario(value: unknown): value is DefinedScenario {
  return typeof value === 'object' && value !== null && MARK in value;
}
