import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChromium } from '../support/chromium.ts';
import { tenantless } from '../support/cli.ts';

const clients = createRequire(new URL('./package.json', import.meta.url));
const AXE = readFileSync(clients.resolve('axe-core/axe.min.js'), 'utf8');
/** What a program can judge of WCAG 2.2, levels A and AA, and what axe advises besides. */
const DEMANDED = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What a scenario is made of, its folds included. */
const PARTS = '.inside, .inside :is(p, pre, dl, li, tr, svg)';
const NARROW = { width: 360, height: 740 };

const story = (name: string, user: string, expected: string) => `
name: ${name}
tags: [${name}]
given:
  tenant: contoso
  policies: [{ use: sso-extension }, { use: compliance }]
  fleets: [{ count: 4 }]
devices: { phone: { user: ${user} } }
steps:
  - { device: phone, do: enroll }
  - { device: phone, do: signIn, app: Microsoft Teams }
  - { advance: PT8H }
then: { devices: { phone: { ${expected} } } }
`;
const STORIES = [
  story('passes', 'priya.raman@contoso.com', 'enrolled: true'),
  story('fails', 'priya.raman@contoso.com', 'osVersion: "1.0"'),
  story('makes-no-sense', 'nobody@contoso.com', 'enrolled: true'),
];

const folder = mkdtempSync(join(tmpdir(), 'tenantless-page-'));
const file = join(folder, 'report.html');
let browser: Browser;
beforeAll(async () => {
  writeFileSync(join(folder, 'stories.yaml'), STORIES.join('---'));
  const { stderr } = await tenantless(['run', folder, '--reporter', `html=${file}`]);
  expect(stderr).toBe('');
  browser = await openChromium();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** Opens the report, and says what it asked for besides itself. */
async function withReport(options: BrowserContextOptions, use: (tab: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext(options);
  const tab = await context.newPage();
  const asked: string[] = [];
  const wrong: string[] = [];
  tab.on('request', (request) => asked.push(request.url()));
  tab.on('console', (message) => wrong.push(message.text()));
  tab.on('pageerror', (error) => wrong.push(String(error)));
  await tab.goto(pathToFileURL(file).href);
  await use(tab);
  await context.close();
  expect({ asked, wrong }).toEqual({ asked: [pathToFileURL(file).href], wrong: [] });
}

/** What axe objects to, each with the places. */
async function objections(tab: Page): Promise<string[]> {
  // Not as an element: the page allows no script but its own.
  await tab.evaluate(AXE);
  const found = await tab.evaluate(`axe.run({ runOnly: ${JSON.stringify(DEMANDED)} })`);
  const { violations, passes } = found as Record<string, { id: string; nodes: { target: string[] }[] }[]>;
  expect(passes?.length).toBeGreaterThan(0);
  return (violations ?? []).flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
  );
}

/** Opens all scenarios, which is done when the last has its inside. */
async function openAll(tab: Page): Promise<void> {
  await tab.getByRole('button', { name: 'Open all' }).click();
  await tab
    .locator('.inside')
    .nth(STORIES.length - 1)
    .waitFor();
}

describe.each(['light', 'dark'] as const)('the page of a run, %s', (colorScheme) => {
  it.each([
    ['wide', { width: 1280, height: 900 }],
    ['narrow', NARROW],
  ])('has nothing that axe objects to, %s', async (_, viewport) => {
    await withReport({ colorScheme, viewport }, async (tab) => {
      expect(await objections(tab)).toEqual([]);
      await openAll(tab);
      expect(await objections(tab)).toEqual([]);
    });
  });
});

it('never scrolls sideways as a whole, on a narrow screen', async () => {
  await withReport({ viewport: NARROW }, async (tab) => {
    await openAll(tab);
    expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(NARROW.width);
  });
});

describe('the page of a run, on paper', () => {
  it('has every scenario whole, and is afterwards as it was', async () => {
    await withReport({}, async (tab) => {
      // After the page's own listener, which was there before.
      await tab.evaluate(`addEventListener('beforeprint', () => {
        globalThis.printed = [...document.querySelectorAll('${PARTS}')].map((part) => part.checkVisibility());
      })`);
      await openAll(tab);
      const parts = await tab.locator(PARTS).count();
      await tab.getByRole('button', { name: 'Close all' }).click();
      await tab.pdf();
      expect(await tab.evaluate('printed.filter((visible) => visible).length')).toBe(parts);
      expect(await tab.locator('.scenarios > li > details[open]').count()).toBe(0);
    });
  });

  it('has nothing that axe objects to, even from a dark screen', async () => {
    await withReport({ colorScheme: 'dark' }, async (tab) => {
      await openAll(tab);
      await tab.emulateMedia({ media: 'print' });
      expect(await objections(tab)).toEqual([]);
    });
  });
});
