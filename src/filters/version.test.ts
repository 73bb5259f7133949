import { describe, expect, it } from 'vitest';
import { compareBuilds, compareVersions, VERSIONS_KEPT } from './version.ts';

describe('versions', () => {
  it.each([
    ['17.10', '17.9', 1],
    ['17.9', '17.10', -1],
    ['17', '17.0.0', 0],
    ['17.0.1', '17', 1],
    ['9.3.5', '15.0', -1],
    ['16.4.1', '16.4.1a', -1],
    ['16.4.1a', '16.4.2', -1],
    [' 18.5 ', '18.5', 0],
  ])('compares %s with %s as numbers', (one, other, expected) => {
    expect(Math.sign(compareVersions(one, other))).toBe(expected);
  });

  it('goes on with more versions than it keeps', () => {
    for (let minor = 1; minor <= VERSIONS_KEPT + 1; minor += 1)
      expect(compareVersions(`19.${minor}`, `19.${minor - 1}`)).toBeGreaterThan(0);
    expect(compareVersions('19.1', '19.2')).toBeLessThan(0);
  });

  it.each([
    ['21F79', '21F90', -1],
    ['21F90', '21E236', 1],
    ['22A100', '21F900', 1],
    // A Rapid Security Response has a supplemental build, newer than the release it is for.
    ['20E772520a', '20E252', 1],
    ['20E772520a', '20E772520a', 0],
    ['20E772520a', '20E772520', 1],
  ])('compares the builds %s and %s', (one, other, expected) => {
    expect(Math.sign(compareBuilds(one, other))).toBe(expected);
  });
});
