import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { defaultShell, shellLines } from './shell-syntax.ts';

const HARD = `it's "a" \\ $HOME \`x\` %y% *`;
const variables = { PLAIN: 'http://localhost:8444', HARD, GONE: null };

describe('shell lines', () => {
  it('mean in a POSIX shell what they say', () => {
    const print =
      'console.log(JSON.stringify([process.env.PLAIN, process.env.HARD, process.env.GONE ?? null]))';
    const script = [...shellLines(variables, 'sh'), `"${process.execPath}" -e '${print}'`].join('\n');
    const output = execFileSync('sh', ['-c', 'eval "$1"', 'sh', script], { env: { GONE: 'here' } });
    expect(JSON.parse(String(output))).toEqual([variables.PLAIN, HARD, null]);
  });

  it.each([
    ['sh', 'export PLAIN=http://localhost:8444'],
    [
      'fish',
      'set -gx PLAIN http://localhost:8444',
      `set -gx HARD 'it\\'s "a" \\\\ $HOME \`x\` %y% *'`,
      'set -e GONE',
    ],
    [
      'powershell',
      "$env:PLAIN = 'http://localhost:8444'",
      `$env:HARD = 'it''s "a" \\ $HOME \`x\` %y% *'`,
      '$env:GONE = $null',
    ],
    ['cmd', 'set "PLAIN=http://localhost:8444"', `set "HARD=${HARD}"`, 'set "GONE="'],
  ] as const)('are written as %s wants them', (shell, ...lines) => {
    expect(shellLines(variables, shell)).toEqual(expect.arrayContaining(lines));
  });

  it('are those of the system’s own shell unless asked otherwise', () => {
    expect(defaultShell('win32')).toBe('powershell');
    expect(defaultShell('linux')).toBe('sh');
  });
});
