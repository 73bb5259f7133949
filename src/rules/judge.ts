import type { Tenant } from '../tenant/index.ts';
import { RULES } from './catalogue.ts';
import { inPlace } from './in-place.ts';
import { type Blocked, type Finding, findingOf } from './rule.ts';
import { Situation, type SituationOptions } from './situation.ts';

export const PARTS = ['registers', 'remediates', 'access'] as const;

export type UncertainPart = (typeof PARTS)[number];

export interface Judgement {
  /** Whether the device registers in Microsoft Entra ID at the first sign-in. */
  readonly registers: boolean;
  /** Whether compliance is then checked, and remediated in the app if need be. */
  readonly remediates: boolean;
  /** Whether an app that the person needs lets them in, once the device is all that it can become. */
  readonly access: boolean;
  /** Of these, what is false and may come out well all the same: it depends on what nobody can know before. */
  readonly uncertain: readonly UncertainPart[];
  readonly findings: readonly Finding[];
}

/** What would become of the device: asks every rule, without running time. */
export function judge(situation: Situation): Judgement {
  const findings: Finding[] = [];
  for (const rule of RULES)
    for (const hit of rule.find(situation)) findings.push(findingOf(rule, inPlace(hit, situation)));
  const blocking = (...those: Blocked[]) => findings.filter(({ blocks }) => blocks && those.includes(blocks));
  const against = {
    registers: blocking('registration'),
    remediates: blocking('registration', 'remediation'),
    access: blocking('registration', 'access'),
  };
  const isOpen = (part: UncertainPart) =>
    against[part].length > 0 && against[part].every(({ uncertain }) => uncertain);
  return {
    registers: against.registers.length === 0,
    remediates: against.remediates.length === 0,
    access: against.access.length === 0,
    uncertain: PARTS.filter(isOpen),
    findings,
  };
}

/**
 * The findings that explain why a device did not get that far, most severe first; without `blocked` all that there is
 * to say. Throws UnknownAppError.
 */
export function diagnose(tenant: Tenant, options: SituationOptions, blocked?: Blocked): readonly Finding[] {
  const { findings } = judge(new Situation(tenant, options));
  const rank = { blocker: 0, degraded: 1, warning: 2 } as const;
  const relevant = blocked
    ? findings.filter(({ blocks }) => blocks === 'registration' || blocks === blocked)
    : findings;
  return [...relevant].sort((a, b) => rank[a.severity] - rank[b.severity]);
}
