import { expect, it } from 'vitest';
import { isPasswordOf, passwordDigest, withPassword } from './passwords.ts';

it('keeps of a password what tells it from others, and not the password', () => {
  const words = Array.from({ length: 20_000 }, (_, index) => `Battery-staple-${index}`);
  expect(new Set(words.map(passwordDigest)).size).toBe(words.length);
  const user = withPassword({}, { password: 'Battery-staple-1' }, '2026-09-01T08:00:00Z');
  expect(JSON.stringify(user)).not.toContain('staple');
  expect(isPasswordOf(user, 'Battery-staple-1')).toBe(true);
  expect(isPasswordOf(user, 'Battery-staple-2')).toBe(false);
});

it('asks for another one at the next sign-in where it is told to, of whom a password is known', () => {
  const at = '2026-09-01T08:00:00Z';
  expect(withPassword({}, { forceChangePasswordNextSignIn: true }, at)).toEqual({});
  const known = withPassword({}, { password: 'Battery-staple-1' }, at);
  expect(withPassword(known, { forceChangePasswordNextSignIn: true }, at)).toEqual({
    $passwordExpired: true,
  });
  expect(withPassword(known, { forceChangePasswordNextSignInWithMfa: true }, at)).toEqual({
    $passwordExpired: true,
  });
});
