import type { Change } from './rule.ts';
import { sameLetters, visible } from './spelling.ts';
import { type Pair, pairsLike, type SsoPolicy } from './sso-policy.ts';

/** Spells a key right; undefined when it takes a guess, or when the policy would then have the key twice. */
export function respell(sso: SsoPolicy, pair: Pair, key: string): readonly Change[] | undefined {
  const [first] = pairsLike(sso, key);
  const safe = first?.pair === pair && first.likeness !== 'same' && sameLetters(visible(pair.key), key);
  return safe ? [{ pointer: `${pair.pointer}/key`, value: key }] : undefined;
}

/** Gives a pair another type, and its value with it. */
export function retype(pair: Pair, type: 'String' | 'Integer', value: string | number): readonly Change[] {
  return [
    { pointer: `${pair.pointer}/@odata.type`, value: `#microsoft.graph.key${type}ValuePair` },
    ...(value === pair.value ? [] : [{ pointer: `${pair.pointer}/value`, value }]),
  ];
}
