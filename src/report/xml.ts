/** An XML element with attributes; `content` is XML already. */
export function element(name: string, attributes: Record<string, string | number>, content: string): string {
  // Readers make spaces of line breaks in attributes, unless they are written as characters.
  const inLine = (value: string | number) =>
    xmlText(String(value)).replace(/[\r\n\t]/g, (each) => `&#${each.charCodeAt(0)};`);
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${inLine(value)}"`);
  return `<${name}${written.join('')}>${content}</${name}>\n`;
}

/** XML text; characters that XML 1.0 cannot hold at all are left out. */
export function xmlText(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return (
    text
      .replace(/[&<>"]/g, (character) => entities[character] as string)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  );
}
