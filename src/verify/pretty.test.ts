import { describe, expect, it } from 'vitest';
import { document, pair, ssoPolicy } from '../../test/support/example-documents.ts';
import { type Palette, renderPretty } from './pretty.ts';
import type { SourceDocument } from './source-text.ts';
import { verifyDocuments } from './verify-documents.ts';

const plain = (text: string) => text;
const PLAIN: Palette = { bold: plain, dim: plain, red: plain, yellow: plain, green: plain, cyan: plain };

function render(documents: SourceDocument[], width = 80): string[] {
  return renderPretty(verifyDocuments(documents), documents, { palette: PLAIN, width }).flatMap((line) =>
    line.split('\n'),
  );
}

const BROKEN = ssoPolicy({}, { configurations: [pair('device_registration', '{{DEVICEREGISTRATION}} ')] });

describe('renderPretty', () => {
  it('shows the verdict, the place, the cause and the fix', () => {
    const text = render([document(BROKEN)]).join('\n');
    expect(text).toContain('Web-based device enrollment             no          no');
    expect(text).toContain('✖ The value of device_registration has spaces in it');
    expect(text).toContain('policy.json:12:18');
    expect(text).toContain('blocker device-registration-value-spaces · --fix mends it');
    expect(text).toMatch(/12 │ +"value": "\{\{DEVICEREGISTRATION\}\} "\n +│ +\^{25}\n/);
    expect(text).toContain('Fix      Remove the spaces');
    expect(text).toContain('Source   https://learn.microsoft.com/');
    expect(text).toMatch(/fail {2}JIT cannot complete with any enrollment type · 1 blocker/);
  });

  it('keeps to the width, except for addresses', () => {
    for (const width of [64, 80, 100]) {
      for (const line of render([document(BROKEN)], width)) {
        if (!line.includes('https://')) expect(line.length).toBeLessThanOrEqual(width);
      }
    }
  });

  it('shows the place in a document that is one long line', () => {
    const text = JSON.stringify([
      ...Array.from({ length: 50 }, (_, id) => ({ '@odata.type': '#microsoft.graph.group', id: `g${id}` })),
      BROKEN,
    ]);
    const lines = render([{ path: 'one-line.json', text }]);
    const caret = lines.findIndex((line) => /^ +│ +\^+$/.test(line));
    const at = lines[caret]?.indexOf('^') ?? 0;
    expect(lines[caret - 1]?.slice(at, at + 24)).toBe('"{{DEVICEREGISTRATION}} ');
    expect(lines[caret]?.length).toBeLessThanOrEqual(80);
  });

  it('lets no document steer the terminal', () => {
    const evil = ssoPolicy({ displayName: '\u001b[2J\u009bevil', assignments: [] });
    const text = render([document(evil)]).join('\n');
    expect(text).toContain('evil');
    expect([...text].filter((character) => character === '\u001b' || character === '\u009b')).toEqual([]);
  });
});
