import { describe, expect, it } from 'vitest';
import { parseAbsolute, parseAuthority } from './target.ts';

describe('what CONNECT names', () => {
  it.each([
    ['graph.microsoft.com:443', { host: 'graph.microsoft.com', port: 443 }],
    ['Graph.Microsoft.COM:443', { host: 'graph.microsoft.com', port: 443 }],
    ['127.0.0.1:8080', { host: '127.0.0.1', port: 8080 }],
    ['[::1]:1', { host: '::1', port: 1 }],
    ['localhost:65535', { host: 'localhost', port: 65_535 }],
  ])('is taken apart: %s', (text, target) => {
    expect(parseAuthority(text)).toEqual(target);
  });

  it.each([
    'graph.microsoft.com',
    'graph.microsoft.com:',
    ':443',
    'a:0',
    'a:65536',
    'a b:1',
    'me@a:1',
    'a/b:1',
    '::1:1',
    '',
  ])('is refused when it is no host with a port: %s', (text) => {
    expect(parseAuthority(text)).toBeUndefined();
  });
});

describe('a whole address', () => {
  it.each([
    ['https://graph.microsoft.com/v1.0/users?$top=1', 443, 'graph.microsoft.com', '/v1.0/users?$top=1'],
    ['https://graph.microsoft.com:443/beta', 443, 'graph.microsoft.com', '/beta'],
    ['HTTP://localhost:8080', 8080, 'localhost:8080', '/'],
    ['http://[::1]?x=1#fragment', 80, '[::1]', '/?x=1'],
    ['https://graph.microsoft.com/v1.0/a/../b%2Fc', 443, 'graph.microsoft.com', '/v1.0/a/../b%2Fc'],
  ])('is taken apart as it came: %s', (url, port, authority, path) => {
    expect(parseAbsolute(url)).toMatchObject({ port, authority, path });
  });

  it.each([
    '/v1.0/users',
    'ftp://localhost/',
    'https:///v1.0',
    'http://me@localhost/',
    'http://a:99999/',
    '*',
  ])('is none: %s', (url) => {
    expect(parseAbsolute(url)).toBeUndefined();
  });
});
