import { describe, expect, it } from 'vitest';
import { STOOD_IN_HOSTS } from '../hosts.ts';
import { decide } from './policy.ts';

const HERE = '::ffff:127.0.0.1';
const kindOf = (host: string, port: number, client: string | undefined, passthrough: boolean) =>
  decide({ host, port }, client, passthrough).kind;

describe('the proxy', () => {
  it('answers for the hosts that we stand in for, to whoever reaches it, but at their port only', () => {
    for (const host of STOOD_IN_HOSTS) {
      expect(kindOf(host, 443, '192.168.1.7', false)).toBe('answer');
      expect(kindOf(host, 80, HERE, true)).toBe('refuse');
    }
  });

  it.each(['localhost', '127.0.0.1', '127.8.8.8', '::1'])(
    'passes on what stays on this machine: %s',
    (host) => {
      expect(kindOf(host, 8080, HERE, false)).toBe('pass');
      expect(kindOf(host, 22, '192.168.1.7', true)).toBe('refuse');
      expect(kindOf(host, 22, undefined, true)).toBe('refuse');
    },
  );

  it.each(['registry.npmjs.org', 'graph.microsoft.com.evil.example', 'localhost.evil.example', '10.0.0.1'])(
    'passes nothing on to the network unless it was told to: %s',
    (host) => {
      const decision = decide({ host, port: 443 }, HERE, false);
      expect(decision).toMatchObject({ kind: 'refuse', why: expect.stringContaining('--proxy-passthrough') });
      expect(decision).toMatchObject({ why: expect.stringContaining(host) });
      expect(kindOf(host, 443, HERE, true)).toBe('pass');
      expect(kindOf(host, 443, '192.168.1.7', true)).toBe('refuse');
    },
  );
});
