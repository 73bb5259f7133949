import { describe, expect, it } from 'vitest';
import { tenantless } from './support/cli.ts';

const BROKEN = 'scenarios/rules/value-trailing-space.yaml';

describe('tenantless show', () => {
  it('tells a scenario from the first message to what came of it', async () => {
    const { code, stdout } = await tenantless(['show', BROKEN, '--grep', 'repaired']);
    expect(code).toBe(0);
    expect(stdout).toContain('Graph  managedDevices: azureADRegistered true');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('  ✓ It came out as the scenario says.');
    expect(stdout.match(/What came of it/g)).toHaveLength(1);
  });

  it('passes time as the clock does, faster', async () => {
    const started = performance.now();
    // Five minutes of the story are three tenths of a second.
    const { code } = await tenantless(['show', BROKEN, '--grep', 'repaired', '--pace', '1000']);
    expect(code).toBe(0);
    expect(performance.now() - started).toBeGreaterThan(290);
  });

  it.each([
    [['show', 'nowhere.yaml'], /nowhere\.yaml/],
    [['show', BROKEN, '--grep', 'nothing like it'], /no scenario's name holds 'nothing like it'/],
    [['show', BROKEN, '--pace', '0'], /It is a number above 0/],
    [['show', BROKEN, '--step'], /there is no terminal to press them in[\s\S]*--pace 10/],
    [['show', BROKEN, '--step', '--pace', '1'], /exclude each other/],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, stderr } = await tenantless(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});
