import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { configsIn } from '../config/find-config.ts';
import { CliError, EXIT } from '../exit.ts';
import {
  CONFIG,
  NPM_WITHOUT_LOCK,
  PACKAGE_MANAGERS,
  type PackageManager,
  SCENARIO,
  workflow,
} from './templates.ts';

/** Something that `tenantless init` offers to write. */
export interface Part {
  /** Where, as the person would write it from the project's folder. */
  readonly path: string;
  readonly what: string;
  /** Why it is left alone, if it is there already. */
  readonly kept?: string;
  readonly write: () => void;
}

export interface Starter {
  readonly parts: readonly Part[];
  /** What adds Tenantless to the project; undefined when it is there. */
  readonly add: string | undefined;
  /** What plays the scenarios afterwards. */
  readonly run: string;
}

const SCRIPT = 'test:intune';
const COMMAND = 'tenantless run scenarios';

interface Manifest {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** What a project lacks of a starter. Writes nothing yet. Throws CliError for a folder that is no project. */
export function planStarter(folder: string): Starter {
  const manifestPath = join(folder, 'package.json');
  const { text, manifest } = readManifest(manifestPath, folder);
  const root = repositoryOf(folder) ?? folder;
  const { manager, where } = managerOf(folder, root);
  const fromRoot = (path: string) => relative(root, path).split(sep).join('/');
  const script = manifest.scripts?.[SCRIPT];
  return {
    parts: [
      filePart(folder, join(folder, 'scenarios', 'first-sign-in.yaml'), 'a scenario to start from', SCENARIO),
      configPart(folder),
      {
        path: 'package.json',
        what: `a script: npm run ${SCRIPT}`,
        ...(script !== undefined && { kept: `has a script ${SCRIPT} already` }),
        write: () => write(manifestPath, withScript(text, manifest)),
      },
      filePart(
        folder,
        join(root, '.github', 'workflows', 'tenantless.yml'),
        'a workflow that plays the scenarios on GitHub',
        workflow(manager, { folder: fromRoot(folder), lock: fromRoot(join(where, manager.lock)) }),
      ),
    ],
    add:
      manifest.dependencies?.['tenantless'] || manifest.devDependencies?.['tenantless']
        ? undefined
        : manager.add,
    run: `${manager.run} ${COMMAND}`,
  };
}

function configPart(folder: string): Part {
  const part = filePart(folder, join(folder, 'tenantless.config.yaml'), 'what your commands go by', CONFIG);
  const [other] = configsIn(folder);
  return other === undefined ? part : { ...part, path: other, kept: 'is there already' };
}

function filePart(folder: string, path: string, what: string, content: string): Part {
  return {
    path: relative(folder, path).split(sep).join('/'),
    what,
    ...(existsSync(path) && { kept: 'is there already' }),
    write() {
      try {
        mkdirSync(dirname(path), { recursive: true });
      } catch (error) {
        throw cannotWrite(path, error);
      }
      // Fails if somebody has made it in the meantime.
      write(path, content, 'wx');
    },
  };
}

function write(path: string, content: string, flag = 'w'): void {
  try {
    writeFileSync(path, content, { flag });
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

function cannotWrite(path: string, error: unknown): CliError {
  return new CliError(EXIT.environment, `cannot write '${path}': ${(error as Error).message}`);
}

function readManifest(path: string, folder: string): { text: string; manifest: Manifest } {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new CliError(EXIT.usage, `cannot read '${path}' (${(error as NodeJS.ErrnoException).code})`);
    throw new CliError(
      EXIT.usage,
      existsSync(folder) ? `there is no package.json in ${folder}` : `there is no folder ${folder}`,
      'Give the folder of a project, or make one with npm init --yes.',
    );
  }
  try {
    const manifest: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (typeof manifest === 'object' && manifest !== null && !Array.isArray(manifest))
      return { text, manifest };
  } catch (error) {
    throw new CliError(EXIT.usage, `'${path}' is no JSON: ${(error as Error).message}`);
  }
  throw new CliError(EXIT.usage, `'${path}' holds no JSON object`);
}

/** The manifest with the script, indented as it was. */
function withScript(text: string, manifest: Manifest): string {
  const indent = /^[{\s]*?\n([ \t]+)/.exec(text)?.[1] ?? '  ';
  const changed = { ...manifest, scripts: { ...manifest.scripts, [SCRIPT]: COMMAND } };
  const end = text.endsWith('\n') ? '\n' : '';
  const written = `${JSON.stringify(changed, undefined, indent)}${end}`;
  return text.includes('\r\n') ? written.replaceAll('\n', '\r\n') : written;
}

/** The repository that a folder lies in: workflows belong into its root. */
function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** By the lock file, which for a workspace lies further up. */
function managerOf(folder: string, root: string): { manager: PackageManager; where: string } {
  for (const where of [folder, root]) {
    const manager = PACKAGE_MANAGERS.find(({ lock }) => existsSync(join(where, lock)));
    if (manager) return { manager, where };
  }
  return { manager: NPM_WITHOUT_LOCK, where: folder };
}
