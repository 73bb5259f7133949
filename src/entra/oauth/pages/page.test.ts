import { describe, expect, it } from 'vitest';
import { html } from '../../../markup/html.ts';
import { showPage } from './page.ts';

/** How bright a colour is. https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const digits =
    colour.length === 4 ? [...colour.slice(1)].map((each) => each + each).join('') : colour.slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const share = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a: string, b: string): number {
  const [dark = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

const page = await showPage({ title: 'Page', body: html`<h1>Page</h1>` });
const palettes = [...page.body.matchAll(/:root \{([^}]*)\}/g)].map(([, text = '']) =>
  Object.fromEntries(
    [...text.matchAll(/--([\w-]+): (#\w+)/g)].map(([, name, colour]) => [name, colour ?? '']),
  ),
);

describe.each([
  ['light', palettes[0]],
  ['dark', palettes[1]],
])('a page in %s colours', (_, colours = {}) => {
  it.each([
    ['ink', 'paper', 4.5],
    ['quiet', 'paper', 4.5],
    ['bad', 'paper', 4.5],
    ['act', 'paper', 4.5],
    ['on-act', 'act', 4.5],
    // What shows where a field is (1.4.11).
    ['edge', 'paper', 3],
  ])('sets off %s from %s', (front, back, enough) => {
    expect(contrast(colours[front] ?? '', colours[back] ?? '')).toBeGreaterThanOrEqual(enough);
  });
});

it('a page sets off its fields by their edge, and asks for no icon', () => {
  expect(page.body).toMatch(/input:not\(\[type=checkbox\]\) \{[^}]*border: 1px solid var\(--edge\)/);
  expect(page.body).toContain('<link rel="icon" href="data:,">');
  expect(page.headers['Content-Security-Policy']).toContain('img-src data:');
});
