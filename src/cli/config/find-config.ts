import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CliError, EXIT } from '../exit.ts';

const ENDINGS = ['.ts', '.mts', '.js', '.mjs', '.yaml', '.yml', '.json'] as const;
const CONFIG_NAME = /^tenantless\.config\.(?:ts|mts|js|mjs|yaml|yml|json)$/;

/**
 * The configuration that holds in a folder: the one that was asked for, or else the nearest from there up to the package's root. Without
 * a package only the folder itself counts: what somebody left in a folder above (such as /tmp) is nobody's to run. Throws CliError.
 */
export function findConfig(folder: string, asked: string | undefined): string | undefined {
  if (asked !== undefined) return named(asked);
  const root = packageRoot(folder) ?? folder;
  for (let at = folder; ; at = dirname(at)) {
    const found = configsIn(at);
    if (found.length > 1)
      throw new CliError(
        EXIT.usage,
        `there are ${found.length} configurations in ${at}: ${found.join(' and ')}`,
        'Keep one of them, or name it: --config FILE.',
      );
    if (found[0] !== undefined) return join(at, found[0]);
    if (at === root) return undefined;
  }
}

function named(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats)
    throw new CliError(EXIT.usage, `${file}: there is no such configuration`, 'tenantless init writes one.');
  if (!stats.isFile() || !ENDINGS.some((ending) => file.endsWith(ending)))
    throw new CliError(
      EXIT.usage,
      `${file}: this is no configuration`,
      `It is a file that ends in ${ENDINGS.join(', ')}.`,
    );
  return resolve(file);
}

/** What a folder has; one that can't be listed has none. */
export function configsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => CONFIG_NAME.test(name))
      .sort();
  } catch {
    return [];
  }
}

function packageRoot(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at;
    if (dirname(at) === at) return undefined;
  }
}
