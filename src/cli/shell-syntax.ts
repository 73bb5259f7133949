import type { Variables } from './environment.ts';

export const SHELLS = ['sh', 'fish', 'powershell', 'cmd'] as const;
export type Shell = (typeof SHELLS)[number];

/** How a shell sets a variable, and unsets it. */
interface Syntax {
  readonly set: (name: string, value: string) => string;
  readonly unset: (name: string) => string;
}

const PLAIN = /^[\w./:@~,-]+$/;

const SYNTAX: Readonly<Record<Shell, Syntax>> = {
  sh: {
    set: (name, value) =>
      `export ${name}=${PLAIN.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`}`,
    unset: (name) => `unset ${name}`,
  },
  fish: {
    set: (name, value) =>
      `set -gx ${name} ${PLAIN.test(value) ? value : `'${value.replace(/[\\']/g, '\\$&')}'`}`,
    unset: (name) => `set -e ${name}`,
  },
  powershell: {
    set: (name, value) => `$env:${name} = '${value.replaceAll("'", "''")}'`,
    unset: (name) => `$env:${name} = $null`,
  },
  cmd: {
    set: (name, value) => `set "${name}=${value}"`,
    unset: (name) => `set "${name}="`,
  },
};

export const defaultShell = (platform: NodeJS.Platform = process.platform): Shell =>
  platform === 'win32' ? 'powershell' : 'sh';

/** Lines that a person pastes, or that a shell evaluates. */
export function shellLines(variables: Variables, shell: Shell): string[] {
  const { set, unset } = SYNTAX[shell];
  return Object.entries(variables).map(([name, value]) => (value === null ? unset(name) : set(name, value)));
}
