// Reading the path of a request.
import * as errors from '../errors.ts';
import type { Caller, GraphVersion } from '../types.ts';

/** One segment: `managedDevices`, `managedDevices('id')`, `applications(appId='…')`, `getState()`, `$count`. */
export interface Segment {
  readonly name: string;
  /** What stands in parentheses behind the name; undefined: there are none. */
  readonly inside: string | undefined;
  /** As it was written, decoded. */
  readonly text: string;
}

/** A value, and the property that it belongs to when that is said. */
export interface Key {
  readonly property: string | undefined;
  readonly value: string;
}

export interface GraphUrl {
  /** Without the version. */
  readonly segments: readonly Segment[];
  readonly version: string;
  /** What follows the question mark, still encoded. */
  readonly query: string;
}

/** Splits a URL such as `/beta/users('a')/memberOf?$top=5`. Returns undefined when its percent-encoding is broken. */
export function parseUrl(url: string): GraphUrl | undefined {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = mark < 0 ? '' : url.slice(mark + 1);
  const parts = path.split('/');
  const segments: Segment[] = [];
  let version = '';
  for (const part of parts) {
    if (part === '') continue;
    const text = part.includes('%') ? decode(part) : part;
    if (text === undefined) return undefined;
    if (version === '') version = text;
    else segments.push(readSegment(text));
  }
  return { version, segments, query };
}

function readSegment(text: string): Segment {
  const open = text.endsWith(')') ? text.indexOf('(') : -1;
  if (open <= 0) return { name: text, inside: undefined, text };
  return { name: text.slice(0, open), inside: text.slice(open + 1, -1), text };
}

const NAMED_KEY = /^([A-Za-z_]\w*)\s*=(.*)$/s;

/** What is in a segment's parentheses, as a key; undefined when nothing is. */
export function keyIn({ inside }: Segment): Key | undefined {
  if (inside === undefined || inside === '') return undefined;
  const named = inside.startsWith("'") ? null : NAMED_KEY.exec(inside);
  return { property: named?.[1], value: unquote(named?.[2] ?? inside) };
}

/** What is in a segment's parentheses, as the arguments of a function: names to literals, or to `@alias`. */
export function argumentsIn({ inside = '' }: Segment): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of inside.matchAll(
    /([A-Za-z_]\w*)\s*=\s*('(?:[^']|'')*'|\[[^\]]*\]|[^,]*)/g,
  )) {
    found.set(name, value.trim());
  }
  return found;
}

/** `'it''s'` is `it's`. */
export function unquote(text: string): string {
  const quoted = text.length >= 2 && text.startsWith("'") && text.endsWith("'");
  return quoted ? text.slice(1, -1).replaceAll("''", "'") : text;
}

/** A percent-encoded text; undefined when it is none. */
export function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The path without the version, as it was sent. */
export function pathText({ segments }: GraphUrl): string {
  return segments.map(({ text }) => `/${encodeURI(text)}`).join('');
}

/** What stands for the caller's own tenant, in lower case. */
export const OWN_TENANT = 'myorganization';

/** `/me` is the signed-in user; [inferred] below `myorganization` as well. */
export function withoutMe(url: GraphUrl, caller: Caller): GraphUrl {
  const at = url.segments[0]?.name.toLowerCase() === OWN_TENANT ? 1 : 0;
  const [first, ...rest] = url.segments.slice(at);
  if (first?.name.toLowerCase() !== 'me' || first.inside !== undefined) return url;
  if (caller.kind === 'application' || caller.userId === undefined) throw errors.delegatedOnly();
  return { ...url, segments: [{ name: 'users', inside: `'${caller.userId}'`, text: 'me' }, ...rest] };
}

/** The version that a path begins with, in any case: [recorded] microsoftgraph/powershell-intune-samples ask for `Beta`. */
export function versionIn({ version }: Pick<GraphUrl, 'version'>): GraphVersion {
  const known = versionNamed(version);
  if (known) return known;
  throw errors.invalidVersion(version);
}

/** The version of that name; undefined: there is none. */
export function versionNamed(name: string): GraphVersion | undefined {
  const known = name.toLowerCase();
  return known === 'v1.0' || known === 'beta' ? known : undefined;
}
