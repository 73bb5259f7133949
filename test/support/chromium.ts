import { createRequire } from 'node:module';
import { arch, platform } from 'node:process';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

/** Without a network of its own: nothing is looked up or updated in the background. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  '--disable-gpu',
];

/**
 * A browser for a test: `CHROME_PATH`, or the Chromium that test/clients installs from the registry, or the Chrome of the machine
 * where that has no build. A test that needs one fails when there is none: what wasn't opened was not tried.
 */
export async function openChromium(): Promise<Browser> {
  const found = await chromiumOf(process.env['CHROME_PATH']);
  try {
    return await chromium.launch({
      ...found,
      args: [...QUIET, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    });
  } catch (cause) {
    throw new Error('no browser starts: run `npm test` once, or set CHROME_PATH to a Chrome or Chromium', {
      cause,
    });
  }
}

async function chromiumOf(path: string | undefined): Promise<LaunchOptions> {
  if (path) return { executablePath: path };
  // The package has Linux on x64 only.
  if (platform !== 'linux' || arch !== 'x64') return { channel: 'chrome' };
  const clients = createRequire(new URL('../clients/package.json', import.meta.url));
  const { default: packaged } = await import(clients.resolve('@sparticuz/chromium'));
  return { executablePath: await packaged.executablePath() };
}
