// biome-ignore lint/suspicious/noControlCharactersInRegex: what XML does not allow, or would change
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\r\ufffe\uffff]|\p{Cs}/u;

/**
 * Reads an XML property list and nothing else, without mercy: what is not exactly in place throws. For tests of what
 * we write; it shares no code with the writer.
 */
export function readPlist(text: string): unknown {
  let at = 0;
  const fail = (message: string): never => {
    throw new Error(`${message} at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`);
  };
  const expectText = (wanted: string) => {
    if (!text.startsWith(wanted, at)) fail(`expected ${JSON.stringify(wanted)}`);
    at += wanted.length;
  };
  const space = () => {
    while (/\s/.test(text[at] ?? '')) at += 1;
  };
  const content = (tag: string): string => {
    const end = text.indexOf('<', at);
    const raw = text.slice(at, end);
    at = end;
    expectText(`</${tag}>`);
    if (raw.includes('>') || FORBIDDEN.test(raw)) {
      fail('characters that XML does not allow or would change');
    }
    return raw.replace(/&([^;]*);?/g, (whole, name: string) => {
      const known: Record<string, string> = { amp: '&', lt: '<', gt: '>', '#13': '\r' };
      return known[name] ?? fail(`unknown entity ${whole}`);
    });
  };
  const value = (): unknown => {
    space();
    const match = /^<([a-z]+)(\/?)>/.exec(text.slice(at, at + 20)) ?? fail('expected a tag');
    const [whole, tag, empty] = match as unknown as [string, string, string];
    at += whole.length;
    if (empty) {
      if (tag === 'true' || tag === 'false') return tag === 'true';
      if (tag === 'array') return [];
      if (tag === 'dict') return {};
      return fail(`<${tag}/> cannot be empty`);
    }
    switch (tag) {
      case 'string':
        return content('string');
      case 'integer': {
        const digits = content('integer');
        return /^-?\d+$/.test(digits) ? Number(digits) : fail(`no integer: ${digits}`);
      }
      case 'data': {
        const base64 = content('data');
        const bytes = Buffer.from(base64, 'base64');
        return bytes.toString('base64') === base64 ? { data: bytes.toString('utf8') } : fail('no base64');
      }
      case 'real':
        return { real: Number(content('real')) };
      case 'array': {
        const items: unknown[] = [];
        for (space(); !text.startsWith('</array>', at); space()) items.push(value());
        expectText('</array>');
        return items;
      }
      case 'dict': {
        const entries: Record<string, unknown> = {};
        for (space(); !text.startsWith('</dict>', at); space()) {
          expectText('<key>');
          const key = content('key');
          if (Object.hasOwn(entries, key)) fail(`the key ${key} twice`);
          entries[key] = value();
        }
        expectText('</dict>');
        return entries;
      }
      default:
        return fail(`unknown tag ${tag}`);
    }
  };
  expectText('<?xml version="1.0" encoding="UTF-8"?>\n');
  expectText(
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n',
  );
  expectText('<plist version="1.0">');
  const root = value();
  space();
  expectText('</plist>\n');
  if (at !== text.length) fail('more after the end');
  return root;
}
