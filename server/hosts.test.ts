import { describe, expect, it } from 'vitest';
import { createHostCheck } from './hosts.ts';

const check = createHostCheck(['Emulator.Test']);

describe('host check', () => {
  it.each([
    'localhost',
    'localhost:8443',
    'LOCALHOST:8443',
    '127.0.0.1:8443',
    '127.8.8.8',
    '[::1]:8443',
    'graph.microsoft.com',
    'login.microsoftonline.com:443',
    'emulator.test:8443',
  ])('answers for %s', (host) => {
    expect(check(host, '127.0.0.1')).toBe(true);
  });

  it.each([
    undefined,
    '',
    'evil.example',
    'localhost.evil.example:8443',
    'graph.microsoft.com.evil.example',
    '127.0.0.1.evil.example',
    '192.168.1.7:8443',
    '[::1',
  ])('does not answer for %s', (host) => {
    expect(check(host, '127.0.0.1')).toBe(false);
  });

  it('answers for the very address that a request came to, also on a dual-stack socket', () => {
    expect(check('192.168.1.7:8443', '192.168.1.7')).toBe(true);
    expect(check('192.168.1.7:8443', '::ffff:192.168.1.7')).toBe(true);
    expect(check('192.168.1.8:8443', '192.168.1.7')).toBe(false);
  });
});
