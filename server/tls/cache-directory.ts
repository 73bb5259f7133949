import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
  const temporary = join(directory, `.${name}.${randomBytes(6).toString('hex')}`);
  try {
    writeFileSync(temporary, content, {
      flag: 'wx',
      mode: access === 'secret' ? OWNER_ONLY_FILE : PUBLIC_FILE,
    });
    renameSync(temporary, join(directory, name));
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
