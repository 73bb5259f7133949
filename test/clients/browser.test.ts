import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChromium } from '../support/chromium.ts';
import { bundle, servePage } from '../support/page-server.ts';

const page = readFileSync(new URL('../../docs/library.md', import.meta.url), 'utf8');
const blocks = (kind: string) =>
  Array.from(
    page.matchAll(new RegExp(`\`\`\`ts ${kind}\\n(.*?)\`\`\``, 'gs')),
    ([, code]) => code as string,
  ).join('\n');

/** By how much the page may be wrong about sizes. */
const INEXACT = 0.2;

let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
}, 60_000);
afterAll(() => browser?.close());

/** What a program writes to the console of a page, and what came of the requests that it made. */
async function run(code: string, until: number) {
  await using served = await servePage(code);
  const context = await browser.newContext();
  const tab = await context.newPage();
  const said: string[] = [];
  const asked: string[] = [];
  tab.on('request', (request) => asked.push(new URL(request.url()).origin));
  const ended = new Promise<void>((resolve) => {
    tab.on('console', (message) => {
      if (message.type() === 'log') said.push(message.text());
      if (said.length >= until) resolve();
    });
    tab.on('pageerror', (error) => {
      said.push(String(error));
      resolve();
    });
  });
  await tab.goto(served.url);
  await ended;
  await context.close();
  return { said, asked };
}

describe('in Chromium, with the service worker of msw', () => {
  it('the example of docs/library.md prints what its comments say', async () => {
    const code = blocks('browser');
    const promised = Array.from(code.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm), ([, text]) => text);
    expect(promised.length).toBeGreaterThan(2);
    const { said } = await run(code, promised.length);
    expect(said).toEqual(promised);
  });

  it('a scenario runs, and nothing else is asked', async () => {
    const scenario = readFileSync(
      new URL('../../scenarios/golden/web-based-device-enrollment.yaml', import.meta.url),
      'utf8',
    );
    const code = `
      import { parseScenarios, runScenario } from 'tenantless';
      for (const loaded of parseScenarios(${JSON.stringify(scenario)}, 'golden.yaml'))
        console.log((await runScenario(loaded, 1)).status);
    `;
    const { said, asked } = await run(code, 1);
    expect(said).toEqual(['passed']);
    expect(new Set(asked).size).toBe(1);
  });

  it('a Storybook whose preview is as the page says has a tenant for each story', async () => {
    const preview = blocks('storybook').replace('export default', 'const preview =');
    const story = `
      for (const story of [1, 2]) {
        const { tenant } = Object.assign({}, ...(await Promise.all(preview.loaders.map((load) => load()))));
        tenant.devices.create({ user: 'priya.raman@contoso.com' });
        const { status } = await fetch('https://graph.microsoft.com/v1.0/users');
        console.log(story, [...tenant.devices].length, status);
      }
    `;
    const { said } = await run(preview + story, 2);
    expect(said).toEqual(['1 1 401', '2 1 401']);
  });

  it('weighs what docs/library.md says', async () => {
    const { files, initial } = await bundle(`
      import { tenantHandlers } from 'tenantless/msw';
      import { createTenant } from 'tenantless/testing';
      console.log(tenantHandlers(await createTenant()));
    `);
    const loaded = initial.map((path) => files.get(path) as Uint8Array);
    const weigh = (sizes: readonly number[]) => sizes.reduce((sum, size) => sum + size, 0);
    const said = /A page loads about (\d+) kB for it \(gzipped; ([\d.]+) MB/.exec(page) ?? [];
    const kilobytes = weigh(loaded.map((file) => gzipSync(file).length)) / 1e3;
    const megabytes = weigh(loaded.map((file) => file.length)) / 1e6;
    expect(Math.abs(kilobytes / Number(said[1]) - 1), `${kilobytes} kB`).toBeLessThan(INEXACT);
    expect(Math.abs(megabytes / Number(said[2]) - 1), `${megabytes} MB`).toBeLessThan(INEXACT);
  });
});
