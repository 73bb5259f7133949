/** Where a client of the proxy wants to go. */
export interface ProxyTarget {
  /** A name or an address, in lower case and without brackets. */
  readonly host: string;
  readonly port: number;
}

/** A request for a whole address, taken apart. */
export interface AbsoluteTarget extends ProxyTarget {
  readonly scheme: 'http' | 'https';
  /** As a Host header has it: without the port that goes without saying. */
  readonly authority: string;
  /** Path and query, exactly as they were sent. */
  readonly path: string;
}

/** RFC 9110, section 7.1: CONNECT names a host and a port. */
const AUTHORITY = /^(?:\[([0-9a-f:.]+)\]|([^\s:[\]@/?#]+)):(\d{1,5})$/i;
const ABSOLUTE = /^(https?):\/\/([^/?#]*)([^#]*)/i;
const DEFAULT_PORTS = { http: 80, https: 443 } as const;

/** Takes `host:port` apart; undefined when it is none. */
export function parseAuthority(text: string): ProxyTarget | undefined {
  const [, address, name, digits] = AUTHORITY.exec(text) ?? [];
  const host = address ?? name;
  const port = Number(digits);
  if (host === undefined || port < 1 || port > 65_535) return undefined;
  return { host: host.toLowerCase(), port };
}

/** Takes `http://host/path` apart; undefined when it is none. The path is not tidied up: Graph judges it as it came. */
export function parseAbsolute(url: string): AbsoluteTarget | undefined {
  const [, written = '', authority = '', rest = ''] = ABSOLUTE.exec(url) ?? [];
  const scheme = written.toLowerCase() === 'https' ? 'https' : 'http';
  const fallback = `:${DEFAULT_PORTS[scheme]}`;
  const target = parseAuthority(/:\d+$/.test(authority) ? authority : authority + fallback);
  if (!target) return undefined;
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  const named = authority.endsWith(fallback) ? authority.slice(0, -fallback.length) : authority;
  return { ...target, scheme, authority: named, path };
}
