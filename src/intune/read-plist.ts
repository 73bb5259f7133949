// Apple's property lists as XML, as administrators upload them: enough to see what a profile says. The libraries for it make one number
// of <integer> and <real>, which Graph's key-value pairs tell apart.
import { type PlistDictionary, type PlistValue, Real } from './plist.ts';

const TOKENS = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<!DOCTYPE[^>]*>|<([^>]+)>|([^<]+)/g;

/** How deep values may lie within values; no profile comes near. */
export const MAX_PLIST_DEPTH = 64;

/**
 * The value of a property list. Undefined for what is none. Dates and data stand as the text that they are written as; of an
 * element that nobody knows, nothing is left.
 */
export function readPlist(xml: string): PlistValue | undefined {
  const tokens = Array.from(xml.matchAll(TOKENS), ([, cdata, tag, text]) =>
    tag !== undefined ? { tag: tag.trim() } : { text: cdata ?? decode(text ?? '') },
  ).filter((token) => token.tag !== undefined || token.text !== '');
  const start = tokens.findIndex(({ tag }) => tag !== undefined && /^plist\b/.test(tag));
  if (start < 0) return undefined;
  const reader = { tokens, at: start + 1 };
  return readValue(reader, 0);
}

interface Reader {
  readonly tokens: readonly { readonly tag?: string; readonly text?: string }[];
  at: number;
}

/** The value that begins here; undefined at a closing tag, and at the end. */
function readValue(reader: Reader, depth: number): PlistValue | undefined {
  while (reader.at < reader.tokens.length) {
    const { tag } = reader.tokens[reader.at] as Reader['tokens'][number];
    if (tag?.startsWith('/')) return undefined;
    reader.at += 1;
    if (tag === undefined) continue;
    const isEmpty = tag.endsWith('/');
    const name = tag.replace(/\/$/, '').trim().split(/\s/)[0] ?? '';
    if (name === 'true' || name === 'false') {
      if (!isEmpty) close(reader);
      return name === 'true';
    }
    if (name === 'array') return isEmpty ? [] : readArray(reader, depth);
    if (name === 'dict') return isEmpty ? {} : readDictionary(reader, depth);
    const text = isEmpty ? '' : close(reader);
    if (name === 'integer') return Number.parseInt(text, 10);
    if (name === 'real') return new Real(Number(text));
    if (name === 'string' || name === 'date' || name === 'data') return text;
  }
  return undefined;
}

function readArray(reader: Reader, depth: number): PlistValue[] {
  const values: PlistValue[] = [];
  while (depth < MAX_PLIST_DEPTH) {
    const value = readValue(reader, depth + 1);
    if (value === undefined) break;
    values.push(value);
  }
  close(reader);
  return values;
}

function readDictionary(reader: Reader, depth: number): PlistDictionary {
  const values: Record<string, PlistValue> = {};
  while (depth < MAX_PLIST_DEPTH && reader.at < reader.tokens.length) {
    const { tag } = reader.tokens[reader.at] as Reader['tokens'][number];
    if (tag?.startsWith('/')) break;
    reader.at += 1;
    if (tag !== 'key') continue;
    const key = close(reader);
    const value = readValue(reader, depth + 1);
    if (value !== undefined) values[key] = value;
  }
  close(reader);
  return values;
}

/** Goes past the next closing tag; the text before it. */
function close(reader: Reader): string {
  let text = '';
  while (reader.at < reader.tokens.length) {
    const token = reader.tokens[reader.at] as Reader['tokens'][number];
    reader.at += 1;
    if (token.tag?.startsWith('/')) return text;
    text += token.text ?? '';
  }
  return text;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(/&(#x?)?(\w+);/g, (whole, numeric: string | undefined, name: string) => {
    if (numeric === undefined) return ENTITIES[name] ?? whole;
    const code = Number.parseInt(name, numeric === '#x' ? 16 : 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
