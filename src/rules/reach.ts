import type { Resolution } from '../intune/index.ts';
import type { Policy } from '../tenant/index.ts';

/** Why a policy does not reach a device, in one word and in a sentence. */
export interface Reach {
  readonly applies: boolean;
  readonly reason: 'applies' | 'unassigned' | 'excluded' | 'filtered' | 'notTargeted';
  readonly why: string;
}

export function reachOf({ applies, reasons }: Resolution<Policy>): Reach {
  const of = (...codes: string[]) => reasons.find(({ code }) => codes.includes(code));
  const why = reasons.findLast(({ code }) => code !== 'verdict')?.sentence ?? 'no assignment targets it';
  if (applies) return { applies, reason: 'applies', why };
  const unassigned = of('unassigned');
  if (unassigned) return { applies, reason: 'unassigned', why: unassigned.sentence };
  const excluded = of('excluded');
  if (excluded) return { applies, reason: 'excluded', why: excluded.sentence };
  const filtered = of('filteredOut');
  if (filtered) return { applies, reason: 'filtered', why: filtered.sentence };
  return { applies, reason: 'notTargeted', why };
}
