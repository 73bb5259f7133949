import { DAY, HOUR, MINUTE, SECOND } from '../../clock/index.ts';
import type { Outcome, Role } from '../../device/index.ts';
import type { ScenarioResult } from '../../scenario/index.ts';

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  person: 'Person',
  app: 'App',
  device: 'Device',
  ssoExtension: 'SSO extension',
  companyPortal: 'Company Portal',
  entra: 'Entra ID',
  intune: 'Intune',
  apple: 'Apple',
};

/** What nobody has to tell by colour alone. */
export const OUTCOME_MARKS: Readonly<Record<Outcome, string>> = {
  ok: '',
  info: 'i',
  refused: '✗',
  failed: '!',
};

export const STATUS_MARKS: Readonly<Record<ScenarioResult['status'], string>> = {
  passed: '✓',
  failed: '✗',
  error: '!',
};

const UNITS = [
  [DAY, 'd'],
  [HOUR, 'h'],
  [MINUTE, 'min'],
  [SECOND, 's'],
] as const;

/** `8 h 2 min`: the two largest units that there are. */
export function durationWords(milliseconds: number): string {
  const first = UNITS.findIndex(([unit]) => milliseconds >= unit);
  if (first < 0) return '0 s';
  let rest = milliseconds;
  const words = UNITS.slice(first, first + 2).flatMap(([unit, word]) => {
    const count = Math.floor(rest / unit);
    rest -= count * unit;
    return count > 0 ? [`${count} ${word}`] : [];
  });
  return words.join(' ');
}

/** `1 scenario`, `2 scenarios`. */
export const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
