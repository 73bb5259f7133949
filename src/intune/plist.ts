/** A number that a property list writes as `<real>`, whatever its value; plain numbers are `<integer>`. */
export class Real {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** Bytes that a property list writes as `<data>`; here always those of a text, in UTF-8. */
export class Data {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get base64(): string {
    let bytes = '';
    for (const byte of new TextEncoder().encode(this.text)) bytes += String.fromCharCode(byte);
    return btoa(bytes);
  }
}

export type PlistValue = string | number | boolean | Real | Data | readonly PlistValue[] | PlistDictionary;

export interface PlistDictionary {
  readonly [key: string]: PlistValue;
}

const HEADER =
  '<?xml version="1.0" encoding="UTF-8"?>\n' +
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n' +
  '<plist version="1.0">\n';

/** Writes a property list as XML, in the order of its keys. Throws RangeError on an integer that is none. */
export function renderPlist(root: PlistDictionary): string {
  return `${HEADER}${render(root, '')}\n</plist>\n`;
}

function render(value: PlistValue, indent: string): string {
  if (typeof value === 'string') return `${indent}<string>${escapeXml(value)}</string>`;
  if (typeof value === 'boolean') return `${indent}<${value}/>`;
  if (typeof value === 'number') {
    if (!Number.isInteger(value)) throw new RangeError(`${value} is no integer: wrap it as a Real`);
    return `${indent}<integer>${value}</integer>`;
  }
  if (value instanceof Real) return `${indent}<real>${value.value}</real>`;
  if (value instanceof Data) return `${indent}<data>${value.base64}</data>`;
  const deeper = `${indent}\t`;
  if (isArray(value)) {
    if (value.length === 0) return `${indent}<array/>`;
    return `${indent}<array>\n${value.map((item) => render(item, deeper)).join('\n')}\n${indent}</array>`;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return `${indent}<dict/>`;
  const lines = entries.map(
    ([key, item]) => `${deeper}<key>${escapeXml(key)}</key>\n${render(item, deeper)}`,
  );
  return `${indent}<dict>\n${lines.join('\n')}\n${indent}</dict>`;
}

/** `Array.isArray` does not narrow readonly arrays. */
function isArray(value: readonly PlistValue[] | PlistDictionary): value is readonly PlistValue[] {
  return Array.isArray(value);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

/** What XML 1.0 cannot carry at all, not even escaped, becomes U+FFFD: most control characters and lone surrogates. */
function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get into the file
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '\ufffd')
      .replace(/[&<>\r]/g, (character) => ENTITIES[character] as string)
  );
}
