import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from './support/cli.ts';
import { replay } from './support/replay.ts';

const SEED = Number(process.env['LIFE_SEED'] ?? 1);
const LIVES = Number(process.env['LIFE_RUNS'] ?? 20);
const PROGRAM = fileURLToPath(new URL('support/replay.ts', import.meta.url));

/** The same lives in a process of its own. */
async function elsewhere(environment: Readonly<Record<string, string>>) {
  const args = ['--import', 'tsx', PROGRAM, String(SEED), String(LIVES)];
  const { stdout, stderr } = await run(process.execPath, args, environment);
  return JSON.parse(stdout || JSON.stringify(stderr));
}

describe('the same seed and the same happenings', () => {
  const here = replay(SEED, LIVES);

  it('are the same to the byte a second time, and no other life is', () => {
    expect(replay(SEED, LIVES), `seed ${SEED}`).toEqual(here);
    expect(new Set(here.map(({ journal }) => journal)).size).toBeGreaterThan(LIVES / 2);
    expect(replay(SEED + 1, 1)[0]).not.toEqual(here[0]);
  });

  it.each([
    { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', offset: -840 },
    { TZ: 'America/St_Johns', LC_ALL: 'ar_EG.UTF-8', LANG: 'ar_EG.UTF-8', offset: 210 },
  ])('are the same with the clock of $TZ and the language $LANG', async ({ offset, ...environment }) => {
    const there = await elsewhere(environment);
    expect(there.offset).toBe(offset);
    expect(there.lives, `seed ${SEED}`).toEqual(here);
  });
});
