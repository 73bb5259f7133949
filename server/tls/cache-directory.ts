import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { EnvironmentError } from '../errors.ts';

const OWNER_ONLY_DIRECTORY = 0o700;
const OWNER_ONLY_FILE = 0o600;
const PUBLIC_FILE = 0o644;

/** Where certificates and keys are kept: `TENANTLESS_CACHE`, or `tenantless` in the user's cache directory. */
export function cacheDirectory(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (environment['TENANTLESS_CACHE']) return environment['TENANTLESS_CACHE'];
  if (environment['XDG_CACHE_HOME']) return join(environment['XDG_CACHE_HOME'], 'tenantless');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'tenantless');
  if (platform === 'win32')
    return join(environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'tenantless');
  return join(homedir(), '.cache', 'tenantless');
}

/** Makes the directory if need be, and readable by its owner only. Throws EnvironmentError. */
export function prepareCacheDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: OWNER_ONLY_DIRECTORY });
    chmodSync(directory, OWNER_ONLY_DIRECTORY);
  } catch (error) {
    throw unusable(directory, error);
  }
}

/** The file's text; undefined when there is none. Throws EnvironmentError when it cannot be read. */
export function readCached(directory: string, name: string): string | undefined {
  try {
    return readFileSync(join(directory, name), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unusable(join(directory, name), error);
  }
}

/** Writes a file in one step: another process sees the old content or the new one, never a part. Throws EnvironmentError. */
export function writeCached(
  directory: string,
  name: string,
  content: string,
  access: 'secret' | 'public',
): void {
  inOneStep(directory, name, content, access, renameSync);
}

/**
 * Writes a secret file unless another process was faster, and returns what it holds then: of processes that start at
 * once, the first decides for all. Throws EnvironmentError.
 * @param unusable content that may be replaced, if that is still what the file holds
 */
export function createCached(
  directory: string,
  name: string,
  content: string,
  unusable: string | undefined,
): string {
  inOneStep(directory, name, content, 'secret', (temporary, target) => {
    if (unusable !== undefined && readCached(directory, name) === unusable) rmSync(target, { force: true });
    try {
      linkSync(temporary, target);
      rmSync(temporary);
    } catch (error) {
      // Some file systems have no links; there the last one decides.
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') rmSync(temporary);
      else renameSync(temporary, target);
    }
  });
  return readCached(directory, name) ?? content;
}

function inOneStep(
  directory: string,
  name: string,
  content: string,
  access: 'secret' | 'public',
  publish: (temporary: string, target: string) => void,
): void {
  const temporary = join(directory, `.${name}.${randomBytes(6).toString('hex')}`);
  try {
    writeFileSync(temporary, content, {
      flag: 'wx',
      mode: access === 'secret' ? OWNER_ONLY_FILE : PUBLIC_FILE,
    });
    publish(temporary, join(directory, name));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw unusable(join(directory, name), error);
  }
}

function unusable(path: string, error: unknown): EnvironmentError {
  const { code, message } = error as NodeJS.ErrnoException;
  return new EnvironmentError(
    `cannot use ${path} to keep certificates in (${code ?? message})`,
    'Make it readable and writable by you alone, or name another directory in TENANTLESS_CACHE.',
  );
}
